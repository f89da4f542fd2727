import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { StatLine } from './stat-line.ts';

/** Recorded with cat(1) on Linux 6.18. */
const CAT =
  '10113 (cat) R 10111 10111 7019 34816 -1 4194304 100 0 7 0 12 30 0 0 20 -5 3 0 84041 3133440 390 18446744073709551615 ' +
  '94621974642688 94621974662569 140737225996752 0 0 0 0 0 0 0 0 0 17 0 0 5 0 0 0 94621974678576 94621974680192 ' +
  '94622586863616 140737226005215 140737226005235 140737226005235 140737226006507 0\n';
const KERNEL_THREAD =
  '2 (kthreadd) S 0 0 0 0 -1 2129984 0 0 0 0 0 1 0 0 20 0 1 0 1 0 0 18446744073709551615 0 0 0 0 0 0 0 2147483647 0 0 0 0 0 1 0 0 0 0 0 0 0 0 0 0 0 0 0\n';

const parse = (line: string | Buffer): { readonly ok: boolean; readonly stat: StatLine; readonly bytes: Buffer } => {
  const bytes = Buffer.alloc(4096, 'stale) R 1 ');
  const length = typeof line === 'string' ? bytes.write(line) : line.copy(bytes);
  const stat = new StatLine();
  return { ok: stat.parse(bytes, length), stat, bytes };
};

describe('the stat line', () => {
  it('gives each field of a recorded line', () => {
    const { ok, stat, bytes } = parse(CAT);
    expect(ok).toBe(true);
    expect(stat).toMatchObject({
      pid: 10113,
      state: 'R'.charCodeAt(0),
      parentPid: 10111,
      processGroup: 10111,
      session: 7019,
      ttyNumber: 34816,
      majorFaults: 7,
      cpuTicks: 42,
      nice: -5,
      threads: 3,
      startTime: 84041,
      residentPages: 390,
      policy: 5,
      kernelThread: false,
      beforeExec: false,
      dead: false,
    });
    expect(stat.imageKey).not.toBe(0);
    expect(stat.name(bytes, '')).toBe('cat');
  });

  it('knows kernel threads, which have no image', () => {
    const { stat } = parse(KERNEL_THREAD);
    expect(stat.kernelThread).toBe(true);
    expect(stat.imageKey).toBe(0);
  });

  it('has another image key after an exec into other addresses, and the same one while only counters move', () => {
    const key = parse(CAT).stat.imageKey;
    expect(parse(CAT.replace('140737225996752', '140737225996768')).stat.imageKey).not.toBe(key);
    expect(parse(CAT.replace(' 12 30 ', ' 99 77 ')).stat.imageKey).toBe(key);
  });

  it('ends the name at the last parenthesis, whatever bytes it holds', () => {
    const raw = fc.uint8Array({ minLength: 0, maxLength: 15 }).map((bytes) => bytes.filter((byte) => byte !== 0));
    const hostile = fc
      .constantFrom(') R 1 2\n', '(((', ')))', '\n\n', ' ', ') Z 0 0 0 (')
      .map((text) => Buffer.from(text));
    fc.assert(
      fc.property(fc.oneof(raw, hostile), fc.nat(2 ** 22), fc.nat(2 ** 45), (name, parent, start) => {
        const [head = '', rest = ''] = CAT.split('(cat)');
        const tail = rest.replace(' 10111 ', ` ${parent} `).replace(' 84041 ', ` ${start} `);
        const { ok, stat, bytes } = parse(Buffer.concat([Buffer.from(`${head}(`), name, Buffer.from(`)${tail}`)]));
        expect(ok).toBe(true);
        expect(stat.parentPid).toBe(parent);
        expect(stat.startTime).toBe(start);
        expect(stat.name(bytes, 'cat')).toBe(Buffer.from(name).toString('utf8'));
      }),
    );
  });

  it('gives back the known name itself when it is the same, and never a different one', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 5 }),
        fc.string({ unit: 'grapheme', maxLength: 5 }),
        (name, known) => {
          const { stat, bytes } = parse(CAT.replace('(cat)', () => `(${name})`));
          expect(stat.name(bytes, known)).toBe(name);
          expect(stat.name(bytes, name)).toBe(name);
        },
      ),
    );
  });

  it('refuses every line that was cut off before the policy', () => {
    const policyEnd = CAT.indexOf(' 5 0 0 0 9462') + 1;
    fc.assert(fc.property(fc.nat(policyEnd), (length) => !parse(CAT.slice(0, length)).ok));
  });

  it('survives any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 600 }), (bytes) => {
        expect(typeof parse(Buffer.from(bytes)).ok).toBe('boolean');
      }),
    );
  });
});
