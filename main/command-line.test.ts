import fc from 'fast-check';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseCommandLine, usage } from './command-line.ts';

const home = { HOME: '/home/ada' };

describe('without flags', () => {
  test('it runs on a free port, with data where the desktop keeps data, and a token nobody can guess', () => {
    const [first, second] = [parseCommandLine([], home), parseCommandLine([], home)];
    expect(first).toMatchObject({
      ok: true,
      value: { kind: 'run', port: 0, dataDirectory: '/home/ada/.local/share/brainkernel', overrides: {} },
    });
    expect(first).toHaveProperty('value.token', expect.stringMatching(/^[\w-]{43}$/));
    expect(first).not.toEqual(second);
  });

  test.each([
    [{ ...home, XDG_DATA_HOME: '/data' }, '/data/brainkernel'],
    [{ ...home, XDG_DATA_HOME: 'relative' }, '/home/ada/.local/share/brainkernel'],
    [{ ...home, XDG_DATA_HOME: '' }, '/home/ada/.local/share/brainkernel'],
  ])('%j keeps data in %s', (environment, dataDirectory) => {
    expect(parseCommandLine([], environment)).toMatchObject({ ok: true, value: { dataDirectory } });
  });
});

test('every flag arrives, and --mode and --strategy win over --set', () => {
  const argv = [
    ...['--port', '8080', '--token=abcd-EFG_1', '--data-dir', 'here'],
    ...[
      '--set',
      'mode="assist"',
      '--set',
      'scope.roots=[1,2]',
      '--set',
      'llm.groq.model="a=b"',
      '--set',
      'scope.roots=[3]',
    ],
    ...['--mode', 'autopilot', '--strategy', 'aggressive'],
  ];
  expect(parseCommandLine(argv, home)).toEqual({
    ok: true,
    value: {
      kind: 'run',
      port: 8080,
      token: 'abcd-EFG_1',
      dataDirectory: resolve('here'),
      overrides: {
        mode: 'autopilot',
        strategy: 'aggressive',
        'strategy.pinned': true,
        'scope.roots': [3],
        'llm.groq.model': 'a=b',
      },
    },
  });
});

test('help and version are told apart from a run', () => {
  expect(parseCommandLine(['--help', '--port', 'x'], home)).toEqual({ ok: true, value: { kind: 'help' } });
  expect(parseCommandLine(['--version'], home)).toEqual({ ok: true, value: { kind: 'version' } });
  expect(usage).toContain('observe | assist | autopilot');
});

describe('a mistake is one line that helps', () => {
  test.each([
    [['--nope'], /Unknown option '--nope'; see --help/],
    [['stray'], /Unexpected argument 'stray'/],
    [['--port'], /--port.* argument missing/],
    [['--port', '-1'], /--port/],
    [['--port', 'http'], /0 to 65535, not "http"/],
    [['--port', '65536'], /0 to 65535/],
    [['--port', ''], /0 to 65535/],
    [['--port', '1e3'], /0 to 65535/],
    [['--token', 'short'], /8 to 200/],
    [['--token', 'has spaces in it'], /A-Z a-z 0-9/],
    [['--data-dir', ''], /folder/],
    [['--mode', 'destroy'], /observe, assist, autopilot, not "destroy"/],
    [['--strategy', 'fast'], /aggressive, balanced, conservative/],
    [['--set', 'mode'], /KEY=JSON/],
    [['--set', '=1'], /KEY=JSON/],
    [['--set', 'llm.provder="none"'], /no setting "llm.provder"; there are .*llm\.provider/],
    [['--set', '__proto__={}'], /no setting/],
    [['--set', 'llm.provider=none'], /"none" is not JSON; .*--set 'llm.provider="..."'/],
    [['--set', 'llm.provider="any"'], /"groq"/],
    [['--set', 'llm.timeoutSeconds=0'], />=1/],
    [['--set', 'llm.ollama.host="http://example.com"'], /unencrypted/],
    [['--help=yes'], /does not take an argument/],
  ])('%j', (argv, message) => {
    const result = parseCommandLine(argv, home);
    expect(result.ok).toBe(false);
    expect(result).toHaveProperty('error', expect.stringMatching(message));
  });

  test('whatever is typed, it is no crash and no second line', () => {
    const word = fc.oneof(
      fc.string({ unit: fc.integer({ min: 0, max: 0xff }).map((code) => String.fromCharCode(code)), maxLength: 12 }),
      fc.constantFrom(
        '--port',
        '--token',
        '--set',
        '--mode',
        '--data-dir',
        '--',
        '-',
        'mode=',
        'mode="x\ny"',
        '--x\n\u001b[31m',
      ),
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 5 }), (argv) => {
        const result = parseCommandLine(argv, home);
        if (!result.ok) expect(result.error).not.toMatch(/\p{Cc}/u);
      }),
    );
  });
});
