/** What is installed beside the binary, and how that was linked. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { assets } from './bus.fixture.ts';
import { binaries, build } from './stage.fixture.ts';

const helper = join(import.meta.dirname, '..');
beforeAll(() => {
  build('brainkernel-helper');
});

const read = (file: string): string => readFileSync(join(assets, file), 'utf8');

test('adjusting one’s own in front of the machine needs no password, ending others’ one each time; all texts are in Chinese too', () => {
  const actions = [
    ...read('org.brainkernel.helper.policy').matchAll(
      /<action id="org\.brainkernel\.helper\.([\w-]+)">([^]*?)<\/action>/g,
    ),
  ];
  expect(actions.map(([, id]) => id)).toEqual(['adjust-own', 'adjust-other', 'freeze', 'end', 'units']);
  for (const [, id = '', body = ''] of actions) {
    expect(body, id).toMatch(/<description xml:lang="zh_CN">[^]*<message xml:lang="zh_CN">[^]*\$\(target\)/);
    const allowed = ['any', 'inactive', 'active'].map(
      (who) => new RegExp(`<allow_${who}>(.*)</allow_`).exec(body)?.[1],
    );
    const active = id === 'adjust-own' ? 'yes' : id === 'end' ? 'auth_admin' : 'auth_admin_keep';
    expect(allowed, id).toEqual(['no', 'no', active]);
  }
});

test('every action that the helper asks for is in the policy, and no other', () => {
  const source = readFileSync(join(helper, 'src', 'request.c'), 'utf8');
  const asked = [...source.matchAll(/ACTION\("([\w-]+)"\)/g)].map(([, id]) => id);
  const known = [
    ...read('org.brainkernel.helper.policy').matchAll(/<action id="org\.brainkernel\.helper\.([\w-]+)"/g),
  ].map(([, id]) => id);
  expect(asked.toSorted()).toEqual(known.toSorted());
});

test('the files name each other', () => {
  const unit = read('brainkernel-helper.service');
  const activation = read('org.brainkernel.Helper1.service');
  expect(/^BusName=(.*)$/m.exec(unit)?.[1]).toBe('org.brainkernel.Helper1');
  expect(/^Name=(.*)$/m.exec(activation)?.[1]).toBe('org.brainkernel.Helper1');
  expect(/^SystemdService=(.*)$/m.exec(activation)?.[1]).toBe('brainkernel-helper.service');
  // one line is what differs between a package and an installation from the app
  expect(unit.match(/^Exec\w+=.*$/gm)).toHaveLength(1);
  expect(unit).toMatch(/^ExecStart=\/[\w/-]+\/brainkernel-helper$/m);
});

test('the binary is hardened and needs nothing but libsystemd and libc', () => {
  const elf = execFileSync('readelf', ['-lhdW', binaries.release], { encoding: 'utf8' });
  expect(elf).toMatch(/Type:\s+DYN/);
  expect(elf).toMatch(/GNU_RELRO/);
  expect(elf).toMatch(/BIND_NOW/);
  expect(elf).toMatch(/GNU_STACK.* RW /);
  expect([...elf.matchAll(/NEEDED.*\[(.*)\]/g)].map(([, name]) => name)).toEqual(['libsystemd.so.0', 'libc.so.6']);
});
