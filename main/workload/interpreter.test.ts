import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runsOf, scriptKey, scriptName } from './interpreter.ts';

const words = (line: string): readonly string[] => line.split(' ');

test.each([
  ['/usr/bin/python3.11', 'python3 -u /usr/bin/unattended-upgrade --verbose', '/usr/bin/unattended-upgrade'],
  ['/usr/bin/python3', 'python3 -W ignore -X dev train.py --lr 3', 'train.py'],
  ['/usr/bin/python3', 'python3 -m http.server 8000', 'http.server'],
  ['/usr/bin/node', 'node --max-old-space-size=4096 -r ts-node/register /a/tsserver.js', '/a/tsserver.js'],
  ['/usr/bin/bun', 'bun run build.ts', 'build.ts'],
  ['/usr/lib/jvm/java-17/bin/java', 'java -Xmx2g -cp /a.jar:/b.jar org.example.Main --x', 'org.example.Main'],
  ['/usr/lib/jvm/java-17/bin/java', 'java -Xmx2g -jar /srv/jenkins.war', '/srv/jenkins.war'],
  ['/bin/bash', 'bash -e -o pipefail /x/build.sh', '/x/build.sh'],
  ['/usr/bin/perl', 'perl -I lib -w /usr/bin/debconf', '/usr/bin/debconf'],
  ['/usr/bin/wine64-preloader', 'C:\\Games\\Half-Life\\hl.exe -game x', 'C:\\Games\\Half-Life\\hl.exe'],
])('%s as "%s" runs %s', (exe, line, script) => {
  expect(scriptKey(runsOf(exe, words(line)))).toBe(script);
});

test('a Windows program is known by its file name', () => {
  expect(scriptName(runsOf('/usr/bin/wine', ['C:\\Games\\x\\game.exe']))).toBe('game.exe');
});

test('two pieces of inline code are two programs, and the code itself is not kept', () => {
  const one = runsOf('/usr/bin/python3', ['python3', '-c', 'password = "hunter2"']);
  const two = runsOf('/usr/bin/python3', ['python3', '-c', 'print(1)']);
  expect(scriptKey(one)).not.toBe(scriptKey(two));
  expect(JSON.stringify(one)).not.toContain('hunter2');
  expect(runsOf('/bin/sh', ['sh', '-ec', 'make all'])).toMatchObject({ kind: 'inline' });
});

test('workers that a runtime starts of itself are told from programs', () => {
  const spawned = [
    'python3',
    '-c',
    'from multiprocessing.spawn import spawn_main; spawn_main()',
    '--multiprocessing-fork',
  ];
  expect(runsOf('/usr/bin/python3.11', spawned)).toEqual({ kind: 'worker' });
  expect(runsOf('/usr/lib/electron/electron', ['electron', '--type=renderer'])).toEqual({ kind: 'worker' });
});

test.each([
  ['/bin/bash', 'bash'],
  ['/bin/bash', '-bash'],
  ['/bin/bash', 'bash -i'],
  ['/usr/bin/python3', 'python3'],
  ['/bin/sh', 'sh -'],
])('%s as "%s" is a prompt', (exe, line) => {
  expect(runsOf(exe, words(line))).toEqual({ kind: 'prompt' });
});

test('what is no interpreter runs nothing but itself', () => {
  expect(runsOf('/usr/bin/firefox', ['firefox', '/x.py'])).toBeNull();
  expect(runsOf('/tmp/python-helper', ['python-helper', 'x.py'])).toBeNull();
  expect(runsOf(null, ['python3', 'x.py'])).toBeNull();
});

test('no command line makes it throw', () => {
  const exe = fc.constantFrom(
    '/usr/bin/python3',
    '/usr/bin/node',
    '/usr/bin/java',
    '/bin/sh',
    '/usr/bin/perl',
    '/usr/bin/wine',
  );
  fc.assert(fc.property(exe, fc.array(fc.string()), (path, argv) => void scriptKey(runsOf(path, argv))));
});
