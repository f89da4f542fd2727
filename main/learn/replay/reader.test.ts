import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readRecording } from './reader.ts';
import { recordHour, testRecorder } from './recorder.fixture.ts';
import type { Session } from './recorded.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'recording-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** The lines of a real segment, header first. */
async function realLines(apps = 12, checks = 20): Promise<readonly string[]> {
  const directory = join(folder, 'real');
  const recorder = testRecorder(directory);
  recordHour(recorder, { seed: 11, apps, checks });
  await recorder.dispose();
  const [name = ''] = readdirSync(directory);
  return readFileSync(join(directory, name), 'utf8').trimEnd().split('\n');
}

const write = (content: string | Buffer, name = 'given.jsonl'): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};
const read = async (content: string | Buffer): Promise<Session> => {
  const session = await readRecording(write(content));
  if (!session.ok) throw new Error(session.error);
  return session.value;
};
const error = async (path: string): Promise<string> => {
  const session = await readRecording(path);
  return session.ok ? '' : session.error.replace(path, 'IT');
};

describe('what is no recording', () => {
  it('is said in a sentence', async () => {
    expect(await error(join(folder, 'missing'))).toBe('IT cannot be read: there is no such file');
    expect(await error(write(''))).toBe('IT is empty');
    expect(await error('/dev/zero')).toBe('IT is neither a file nor a folder');
    expect(await error(folder.replace(/$/, ''))).toBe('IT holds no recording');
    const other = 'it is no recording: its first line is not the header of one';
    expect(await error(write('hello\n'))).toBe(`IT: ${other}`);
    expect(await error(write('{"kind":"recording","version":1'))).toBe(`IT: ${other}`);
    expect(await error(write('{"kind":"app"}\n'))).toBe(`IT: ${other}`);
    expect(await error(write('null\n'))).toBe(`IT: ${other}`);
    expect(await error(write(gzipSync('')))).toBe('IT: it is empty');
    expect(await error(write('{"kind":"recording","version":2,"run":"r","at":1}\n'))).toBe(
      'IT: it is of version 2, and this BrainKernel reads version 1',
    );
    // a named pipe that nobody writes to would be waited for
    execFileSync('mkfifo', [join(folder, 'pipe')]);
    expect(await error(join(folder, 'pipe'))).toBe('IT is neither a file nor a folder');
  });

  it.skipIf(process.getuid?.() === 0)('is what may not be read', async () => {
    const path = write('{}');
    chmodSync(path, 0);
    expect(await error(path)).toMatch(/it may not be read by you/);
  });

  it('is passed over where the rest of a folder is a recording', async () => {
    const lines = await realLines();
    const directory = join(folder, 'many');
    mkdirSync(directory);
    const put = (n: number, text: string) => {
      writeFileSync(join(directory, `segment-${String(n).padStart(15, '0')}.jsonl`), text);
    };
    put(1, lines.join('\n'));
    put(2, 'hello\n');
    put(3, `${lines.join('\n')}\n`);
    const session = await readRecording(directory);
    expect(session).toMatchObject({ ok: true, value: { skipped: { segments: 1, lines: 1 } } });
  });
});

describe('a recording that somebody meddled with', () => {
  const hostile: readonly (readonly [string, string])[] = [
    ['not JSON', '{"kind":'],
    ['NUL bytes', '\0\0\0'],
    ['an unknown kind', '{"kind":"command","run":"rm -rf ~"}'],
    ['wrong types', '{"kind":"check","at":"now","cases":{}}'],
    [
      'a number beyond all numbers',
      '{"kind":"word","at":1e999,"key":"k","action":"none","verdict":"up","decision":null}',
    ],
    [
      'an action that there is not',
      '{"kind":"word","at":1,"key":"k","action":"explode","verdict":"up","decision":null}',
    ],
    ['a key with a path', '{"kind":"word","at":1,"key":"../../x","action":"none","verdict":"up","decision":null}'],
    ['a prototype', '{"__proto__":{"kind":"word"},"at":1}'],
    ['an array', '[1,2,3]'],
    ['deep nesting', `${'['.repeat(100_000)}${']'.repeat(100_000)}`],
    ['a line without an end in sight', `{"kind":"word","x":"${'x'.repeat(3_000_000)}"}`],
  ];
  it.each(hostile)('loses the line with %s, and that line alone', async (_, line) => {
    const lines = await realLines();
    const clean = await read(`${lines.join('\n')}\n`);
    const half = Math.floor(lines.length / 2);
    const session = await read(`${[...lines.slice(0, half), line, ...lines.slice(half)].join('\n')}\n`);
    expect(session.skipped).toEqual({ lines: 1, segments: 0 });
    expect(session.checks).toEqual(clean.checks);
    expect({}).not.toHaveProperty('kind');
  });

  it('cannot name an app that was never introduced, nor one twice in a check', async () => {
    const lines = await realLines();
    const check = lines.findLast((line) => line.startsWith('{"kind":"check"')) ?? '';
    const parsed = JSON.parse(check) as { cases: unknown[][]; treated: unknown[] };
    const [first] = parsed.cases;
    const foreign = { ...parsed, cases: [[9999, ...(first ?? []).slice(1)]] };
    const twice = { ...parsed, cases: [first, first] };
    const treated = { ...parsed, treated: [[9999, 'throttle', false]] };
    const added = [foreign, twice, treated].map((one) => JSON.stringify(one));
    expect((await read(`${[...lines, ...added].join('\n')}\n`)).skipped.lines).toBe(3);
  });

  it('shows its texts as one line without control characters, and passes nothing on that it does not know', async () => {
    const lines = await realLines();
    const renamed = lines.map((line) =>
      line.startsWith('{"kind":"app"')
        ? JSON.stringify({ ...(JSON.parse(line) as object), name: 'a\u202e\u001b[31mb\nc', extra: '<script>' })
        : line,
    );
    const { cases } = await read(`${renamed.join('\n')}\n`);
    expect(cases[0]?.subject.app.name).toBe('a [31mb c');
    expect(JSON.stringify(cases)).not.toContain('<script>');
  });

  it('may be packed, cut short, damaged or endless when unpacked: what was read before that counts', async () => {
    const lines = await realLines(40, 200);
    const whole = gzipSync(`${lines.join('\n')}\n`);
    const clean = await read(whole);
    expect(clean.skipped.lines).toBe(0);
    const cut = await read(whole.subarray(0, whole.length - 200));
    expect(cut.skipped.lines).toBe(1);
    expect(cut.checks).toEqual(clean.checks.slice(0, cut.checks.length));
    expect(cut.checks.length).toBeGreaterThan(0);
    const broken = Buffer.from(whole);
    broken.fill(0xff, whole.length - 400, whole.length - 300);
    expect((await read(broken)).skipped.lines).toBeGreaterThan(0);
    const bomb = gzipSync(`${lines.join('\n')}\n${'\n'.repeat(100_000_000)}`);
    expect(bomb.length).toBeLessThan(1_000_000);
    const session = await read(bomb);
    expect(session.checks).toEqual(clean.checks);
    expect(session.skipped.lines).toBe(1);
  });

  it('may be several segments one behind the other', async () => {
    const lines = await realLines();
    const other = lines.map((line) => line.replace(/"run":"[^"]+"/, '"run":"another"'));
    const { checks, skipped } = await read(`${[...lines, ...other].join('\n')}\n`);
    expect(new Set(checks.map(({ run }) => run)).size).toBe(2);
    expect(skipped.lines).toBe(0);
  });

  it('never makes the reader fail but by saying so, whatever bytes it is made of', async () => {
    const lines = await realLines();
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof(fc.constantFrom(...lines), fc.string(), fc.json()), { maxLength: 30 }),
        fc.boolean(),
        async (given, withHeader) => {
          const text = [...(withHeader ? lines.slice(0, 1) : []), ...given].join('\n');
          const session = await readRecording(write(text));
          if (session.ok) expect(session.value.cases.length).toBeLessThanOrEqual(given.length * 400);
          else expect(session.error).toMatch(/recording|empty|version/);
        },
      ),
      { numRuns: 200 },
    );
  });
});
