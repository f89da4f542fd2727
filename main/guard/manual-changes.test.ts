import { describe, expect, it } from 'vitest';
import { aProcess, aSnapshot } from '../decide/case.fixture.ts';
import { createManualChanges } from './manual-changes.ts';

const nobody = new Set<number>();
const at = (time: number, change: Parameters<typeof aProcess>[0] = {}) => aSnapshot([aProcess(change)], { at: time });

describe('manual changes', () => {
  it('are noticed when nice or policy of a running process changes', () => {
    const changes = createManualChanges();
    expect(changes.since(at(10_000), nobody)).toEqual([]);
    expect(changes.since(at(11_000, { nice: 5 }), nobody)).toEqual([
      { process: { pid: 4000, startTime: 90_000 }, what: 'nice 0 -> 5' },
    ]);
    expect(changes.since(at(12_000, { nice: 5, schedPolicy: 'batch' }), nobody)).toMatchObject([
      { what: 'policy other -> batch' },
    ]);
    expect(changes.since(at(13_000, { nice: 5, schedPolicy: 'batch' }), nobody)).toEqual([]);
  });

  it('are not what a program does to itself while it starts, nor what we did', () => {
    const changes = createManualChanges();
    changes.since(at(0), nobody);
    expect(changes.since(at(1_000, { nice: 19 }), nobody)).toEqual([]);
    expect(changes.since(at(20_000, { nice: 10 }), new Set([4000]))).toEqual([]);
  });

  it('are not our own giving back, though a person’s next word is', () => {
    const changes = createManualChanges();
    changes.since(at(10_000), nobody);
    changes.since(at(11_000, { nice: 10 }), new Set([4000]));
    expect(changes.since(at(12_000), nobody)).toEqual([]);
    expect(changes.since(at(13_000, { nice: 3 }), nobody)).toMatchObject([{ what: 'nice 0 -> 3' }]);
  });

  it('are not seen in a process that got the pid of another', () => {
    const changes = createManualChanges();
    changes.since(at(10_000), nobody);
    expect(changes.since(at(20_000, { nice: 7, startTime: 91_000 }), nobody)).toEqual([]);
  });
});
