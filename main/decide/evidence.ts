/** Facts of a case as evidence: each with its unit and, where it decided, its threshold. Pure. */
import type { Evidence } from '../../contract/decision.ts';
import { assertNever } from '../result.ts';
import type { Facts } from '../policy/facts.ts';
import type { EvidenceName } from '../policy/policy.ts';
import type { Case } from './case.ts';

export function evidenceOf(names: readonly EvidenceName[], subject: Case, facts: Facts): readonly Evidence[] {
  return names.map((name) => evidence(name, subject, facts)).filter((found) => found !== null);
}

function evidence(name: EvidenceName, subject: Case, { machine, limit, behaviour }: Facts): Evidence | null {
  switch (name) {
    case 'cpu':
      return {
        metric: 'cpu over 5 s',
        value: percent(behaviour.cpu5),
        unit: '% of one CPU',
        threshold: percent(limit.cpu),
      };
    case 'io':
      return behaviour.io > limit.io
        ? { metric: 'storage traffic', value: Math.round(behaviour.io), unit: 'bytes/s', threshold: limit.io }
        : null;
    case 'pressure':
      return {
        metric: 'cpu pressure',
        value: round(machine.cpuPressure),
        unit: '% of time',
        threshold: limit.pressure,
      };
    case 'memory-pressure':
      return {
        metric: 'memory pressure',
        value: round(machine.memoryPressure),
        unit: '% of time',
        threshold: limit.pressure,
      };
    case 'memory':
      return { metric: 'resident memory', value: behaviour.memory, unit: 'bytes', threshold: 500_000_000 };
    case 'someone-waits':
      return { metric: 'who waits', value: whoWaits(subject), unit: '', threshold: null };
    case 'foreground': {
      const { foreground } = subject.context;
      return {
        metric: 'foreground',
        value: foreground.kind === 'known' ? subject.app.name : foreground.why,
        unit: '',
        threshold: null,
      };
    }
    case 'power':
      return { metric: 'battery', value: machine.batteryPercent, unit: '%', threshold: 40 };
    case 'game':
      return { metric: 'registered games', value: subject.context.games.length, unit: '', threshold: 0 };
    default:
      return assertNever(name);
  }
}

/** Who is helped, in words; said honestly when the foreground cannot be seen. */
export function whoWaits(subject: Case): string {
  return subject.waiting ?? 'the machine';
}

/** Per cent with at most one decimal. */
export const percent = (ratio: number): number => round(ratio * 100);
const round = (value: number): number => Math.round(value * 10) / 10;
