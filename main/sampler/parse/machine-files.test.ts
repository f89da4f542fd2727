import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseAuxv } from './auxv.ts';
import { parseCpuLines, parseForks } from './cpu-lines.ts';
import { Cursor } from './cursor.ts';
import { parseDescriptorLimit } from './limits.ts';
import { parseMemory } from './memory.ts';
import { parsePressure } from './pressure.ts';

const file = (text: string, stale = ''): [Buffer, number] => [Buffer.from(text + stale), Buffer.byteLength(text)];

describe('the cursor', () => {
  it('reads back every number that was written', () => {
    fc.assert(
      fc.property(fc.array(fc.maxSafeInteger()), (numbers) => {
        const cursor = new Cursor().over(...spread(numbers.join('  ')));
        expect(numbers.map(() => cursor.integer())).toEqual(numbers.map((number) => number + 0));
        expect(cursor.failed).toBe(false);
        cursor.integer();
        expect(cursor.failed).toBe(true);
      }),
    );
  });

  it('reads fractions', () => {
    expect(new Cursor().over(...spread('833.34 1488.41')).decimal()).toBeCloseTo(833.34, 9);
  });

  it('has a digest of 0 for zeros alone', () => {
    expect(new Cursor().over(...spread(' 0 0 0 7')).digest(3)).toBe(0);
    expect(new Cursor().over(...spread(' 1 1 0 7')).digest(3)).not.toBe(0);
  });

  const spread = (text: string): [Buffer, number, number] => [Buffer.from(text), 0, text.length];
});

describe('the CPU lines', () => {
  const STAT =
    'cpu  11014 0 5426 148841 470 0 122 235 0 0\ncpu0 4886 1 2418 75575 73 2 15 118 9 9\ncpu3 6127 0 3007 73265 397 0 107 116 0 0\n' +
    'intr 342048 0 0\nctxt 1305375\nbtime 1795189162\nprocesses 10203\nprocs_running 3\n';

  it('are those of each online CPU, guest time not counted twice', () => {
    expect(parseCpuLines(...file(STAT))).toEqual([
      { id: 0, busy: 4886 + 1 + 2418 + 2 + 15 + 118, idle: 75648 },
      { id: 3, busy: 6127 + 3007 + 107 + 116, idle: 73662 },
    ]);
  });

  it('end where the file ends, in the middle of a line too', () => {
    expect(parseCpuLines(...file(STAT.slice(0, 60), 'cpu1 1 1 1 1 1 1 1 1\n'))).toEqual([]);
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => parseCpuLines(bytes, bytes.length).length >= 0),
    );
  });

  it('are followed by the number of forks', () => {
    expect(parseForks(...file(STAT))).toBe(10203);
    expect(parseForks(...file('cpu  1\n', 'processes 7\n'))).toBeNull();
  });
});

describe('meminfo', () => {
  it('is in bytes', () => {
    const text =
      'MemTotal:       24684096 kB\nMemFree:   100 kB\nMemAvailable:   2000 kB\nSwapTotal:  10 kB\nSwapFree:   4 kB\n';
    expect(parseMemory(...file(text))).toEqual({
      total: 24684096 * 1024,
      available: 2048000,
      swapTotal: 10240,
      swapFree: 4096,
    });
  });

  it('estimates what is available where the kernel does not, and takes SwapCached for no Cached', () => {
    const text = 'MemTotal: 9 kB\nMemFree: 1 kB\nBuffers: 2 kB\nSwapCached: 100 kB\nCached: 3 kB\n';
    expect(parseMemory(...file(text)).available).toBe(6 * 1024);
  });
});

describe('pressure', () => {
  const MEMORY =
    'some avg10=5.06 avg60=1.72 avg300=0.81 total=29710496\nfull avg10=0.00 avg60=0.10 avg300=0.20 total=3\n';

  it('has a line for some and one for full', () => {
    expect(parsePressure(...file(MEMORY), 'some')).toEqual({ avg10: 5.06, avg60: 1.72, avg300: 0.81, total: 29710496 });
    expect(parsePressure(...file(MEMORY), 'full')).toEqual({ avg10: 0, avg60: 0.1, avg300: 0.2, total: 3 });
  });

  it('is null for a line that is not there or not whole', () => {
    const [first = ''] = MEMORY.split('\n');
    expect(parsePressure(...file(`${first}\n`, MEMORY), 'full')).toBeNull();
    expect(parsePressure(...file(MEMORY.slice(0, 30), MEMORY.slice(30)), 'some')).toBeNull();
    expect(parsePressure(...file(''), 'some')).toBeNull();
  });
});

describe('what the kernel says about this process', () => {
  it('limits give the soft limit of descriptors', () => {
    const soft = parseDescriptorLimit(readFileSync('/proc/self/limits', 'utf8'));
    expect(soft).toBeGreaterThan(0);
    expect(
      parseDescriptorLimit('Max open files            unlimited            unlimited            files     \n'),
    ).toBe(Infinity);
    expect(parseDescriptorLimit('Max processes  1 1 processes\n')).toBeNull();
  });

  it('auxv gives tick and page size, and those of x86 when it is silent', () => {
    const { pageSize, ticksPerSecond } = parseAuxv(readFileSync('/proc/self/auxv'));
    expect(Math.log2(pageSize) % 1).toBe(0);
    expect(ticksPerSecond).toBe(100);
    expect(parseAuxv(Buffer.alloc(5))).toEqual({ ticksPerSecond: 100, pageSize: 4096 });
  });
});
