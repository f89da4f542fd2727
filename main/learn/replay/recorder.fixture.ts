/** Recorders for tests: a folder of their own, a clock that is set by hand, everything said to them kept. */
import type { Verdict } from '../../decide/case.ts';
import type { PersonWord } from '../../decide/tiers/person.ts';
import { redact } from '../../llm/redact.ts';
import type { Recorder, RecorderParts } from './recorder.ts';
import { createRecorder } from './recorder.ts';
import type { SyntheticHour } from './synthetic-hour.fixture.ts';
import { syntheticHour } from './synthetic-hour.fixture.ts';

export interface TestRecorder extends Recorder {
  readonly problems: string[];
  /** Epoch ms. */
  now: number;
  enabled: boolean;
  readonly verdicts: Map<string, Verdict>;
  readonly rules: Map<string, readonly PersonWord[]>;
}

export function testRecorder(directory: string, bounds: RecorderParts['bounds'] = {}): TestRecorder {
  const state = {
    problems: [] as string[],
    now: Date.UTC(2026, 4, 1),
    enabled: true,
    verdicts: new Map<string, Verdict>(),
    rules: new Map<string, readonly PersonWord[]>(),
  };
  const recorder = createRecorder({
    directory,
    clock: { now: () => state.now },
    redact: (text) => redact(text, { user: 'ada', host: 'analytical', home: '/home/ada' }, true),
    enabled: () => state.enabled,
    onProblem: (text) => state.problems.push(text),
    verdictOf: (key) => state.verdicts.get(key) ?? null,
    rulesOf: (key) => state.rules.get(key) ?? [],
    hour: () => 14.5,
    bounds,
  });
  return Object.assign(state, recorder);
}

/** A synthetic hour, recorded; the clock goes along with it. */
export function recordHour(recorder: TestRecorder, hour: SyntheticHour): void {
  for (const { at, cases } of syntheticHour({ from: recorder.now, ...hour })) {
    recorder.now = at;
    recorder.check(cases, []);
  }
}
