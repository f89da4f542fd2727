/** What a simulated person's machine does: programs that come, are renewed and work, in situations that change. */
import type { Category } from '../../contract/words.ts';
import type { Case } from '../../main/decide/case.ts';
import type { Situation } from '../../main/decide/tiers/situation.ts';
import { isProtected } from '../../main/policy/protected.ts';
import { plainCase } from '../../main/decide/plain-case.ts';
import type { Person, Taste } from './people.ts';
import { exceptional, opposite } from './people.ts';
import { drawAt, pickAt } from './random.ts';

const hourMs = 3_600_000;
const start = Date.UTC(2026, 0, 5);

/** Decisions a day; the person is up from seven to eleven at night. */
export const decisionsPerDay = 24;
/** Programs of a category, and decisions after which one has a new version, which is another program to us. */
const programsPerCategory = 9;
const renewedAfter = 900;

export interface Moment {
  readonly at: number;
  readonly subject: Case;
  readonly taste: Taste;
}

/** Local hour of day of the simulation, which lives in UTC. */
export const hourOf = (at: number): number => (at / hourMs) % 24;

export function momentOf(person: Person, seed: number, index: number): Moment {
  const draw = (place: number): number => drawAt(seed, index, place);
  const day = Math.floor(index / decisionsPerDay);
  const at = start + day * 24 * hourMs + (7 + ((index % decisionsPerDay) / decisionsPerDay) * 16) * hourMs;
  // situations last for some hours
  const spell = Math.floor(index / 6);
  const situation: Situation = {
    battery: drawAt(seed, spell, 101) < person.battery,
    game: drawAt(seed, spell, 102) < person.game,
    presenting: drawAt(seed, spell, 103) < person.presenting,
    hour: hourOf(at),
  };
  const kinds = Object.entries(person.uses) as [Category, number][];
  const category = pickAt(kinds, draw(1));
  // a few programs are busy most of the time
  const rank = Math.floor(draw(2) ** 1.7 * programsPerCategory);
  const slot = kinds.findIndex(([kind]) => kind === category) * programsPerCategory + rank;
  const renewal = Math.floor((index + drawAt(seed, slot, 201) * renewedAfter) / renewedAfter);
  const common = person.taste(category, situation);
  const isException = !isProtected(category) && drawAt(seed, slot, 202) < exceptional;
  return {
    at,
    subject: caseOf(category, `${category} ${rank}`, `${category}-${rank}-${renewal}`, situation, draw),
    taste: isProtected(category) ? untouchable : isException ? opposite(common) : common,
  };
}

const untouchable: Taste = { gentle: -1, firm: -1, why: 'wrong-app' };

function caseOf(
  category: Category,
  name: string,
  key: string,
  situation: Situation,
  draw: (place: number) => number,
): Case {
  const plain = plainCase(category);
  const cpu = 0.2 + 1.8 * draw(3);
  const pressure = 15 + 70 * draw(4);
  const quiet = { avg10: 0, avg60: 0, avg300: 0, now: 0 };
  return {
    ...plain,
    app: {
      ...plain.app,
      id: `unit:${key}`,
      name,
      known: category === 'unknown' ? 'unknown' : 'catalogue',
      program: { ...plain.app.program, key, exe: `/usr/bin/${name.replace(' ', '-')}` },
    },
    behaviour: {
      ...plain.behaviour,
      cpu5: cpu,
      cpu60: cpu * (0.3 + 0.7 * draw(5)),
      burstiness: draw(6),
      memory: 2e9 * draw(7) ** 2,
      ioRead: 2e7 * draw(8) ** 3,
      ioWrite: 1e7 * draw(9) ** 3,
    },
    context: {
      ...plain.context,
      power: situation.battery ? 'battery' : 'mains',
      batteryPercent: situation.battery ? 20 + 70 * draw(10) : 100,
      games: situation.game ? [77] : [],
      ...(situation.presenting && { presentation: { kind: 'known', presenting: true, by: 'Impress' } }),
    },
    system: {
      ...plain.system,
      pressure: {
        cpuSome: { ...quiet, avg10: pressure },
        memorySome: quiet,
        memoryFull: quiet,
        ioSome: { ...quiet, avg10: 20 * draw(11) },
        ioFull: quiet,
      },
    },
  };
}
