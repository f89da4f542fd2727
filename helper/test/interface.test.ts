import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RemoteClient } from './remote-client.fixture.ts';
import { Stage } from './stage.fixture.ts';

let stage: Stage;
let client: RemoteClient;
beforeAll(async () => {
  stage = await Stage.set();
  client = await stage.client();
});
afterAll(() => stage[Symbol.asyncDispose]());

const root = join(import.meta.dirname, '..', '..');
const documented = readFileSync(join(root, 'helper', 'org.brainkernel.Helper1.xml'), 'utf8');

/** Each member of the interface with its arguments: `SetNice(pid u in, …)`, in order. */
function membersOf(xml: string): readonly string[] {
  const [, body = ''] =
    /<interface name="org\.brainkernel\.Helper1">(.*?)<\/interface>/s.exec(xml.replaceAll(/<!--.*?-->/gs, '')) ?? [];
  return [...body.matchAll(/<(method|signal|property) name="(\w+)"[^>]*?(?:\/>|>(.*?)<\/\1>)/gs)].map(
    ([, kind, name, args = '']) => {
      const list = [...args.matchAll(/<arg\b([^>]*)\/>/g)].map(([, attributes = '']) =>
        ['name', 'type', 'direction'].map((key) => new RegExp(`${key}="([^"]*)"`).exec(attributes)?.[1]).join(' '),
      );
      return `${kind} ${name}(${list.join(', ')})`;
    },
  );
}

test('the interface is the one that is documented', async () => {
  const { values } = await client.call('Introspect', '', [], { interfaceName: 'org.freedesktop.DBus.Introspectable' });
  const members = membersOf(documented);
  expect(members.length).toBeGreaterThan(10);
  expect(membersOf(String(values?.[0]))).toEqual(members);
});

test('the policy of the bus lets everybody send every verb, and nothing else', () => {
  const conf = readFileSync(join(root, 'assets', 'helper', 'org.brainkernel.Helper1.conf'), 'utf8');
  const sendable = [...conf.matchAll(/send_interface="org\.brainkernel\.Helper1" send_member="(\w+)"/g)].map(
    ([, name]) => name,
  );
  const verbs = membersOf(documented).map((member) => /^method (\w+)/.exec(member)?.[1]);
  expect(sendable.toSorted()).toEqual(verbs.toSorted());
});

test('it says the version of the package and of its interface', async () => {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { readonly version: string };
  expect((await client.call('Version')).values).toEqual([version, 1]);
});
