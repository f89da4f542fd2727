/**
 * A set of rules as large and as uneven as the ones that people share: 360 files, nearly all of it games, and some lines
 * that are wrong in the ways that lines are wrong. Seeded, so that it is the same set on every machine.
 */
import type { RuleFile } from '../../main/policy/import/rule-file.ts';

/** How many rules there are of each kind of work, as counted in the largest public set. */
const counts: Readonly<Record<string, number>> = {
  Game: 13_519,
  BG_CPUIO: 1_627,
  Service: 190,
  'Doc-View': 156,
  LowLatency_RT: 108,
  Chat: 51,
  Heavy_CPU: 33,
  'Image-View': 32,
  'Player-Audio': 28,
  'Player-Video': 24,
  Launcher: 11,
  IN_DIFF: 10,
  OOM_NO_KILL: 2,
};
const definitions: Readonly<Record<string, object>> = {
  Game: { nice: -5, ioclass: 'best-effort' },
  BG_CPUIO: { nice: 16, ioclass: 'idle', sched: 'idle' },
  Service: { nice: 10, ioclass: 'best-effort', ionice: 6 },
  'Doc-View': { nice: -4 },
  LowLatency_RT: { nice: -12, ioclass: 'best-effort' },
  Chat: { nice: -3, ioclass: 'best-effort', ionice: 7 },
  Heavy_CPU: { nice: 9, ioclass: 'best-effort', ionice: 7 },
  'Image-View': { nice: -4 },
  'Player-Audio': { nice: -4 },
  'Player-Video': { nice: -4 },
  Launcher: { nice: 16, ioclass: 'idle', sched: 'normal' },
  IN_DIFF: { nice: 0, ioclass: 'best-effort', ionice: 7 },
  OOM_NO_KILL: { oom_score_adj: -1000 },
};
/** What each adds to the report is one row. */
const wrong = [
  '{ "name": "half", "type": "Game"',
  '{ "name": "of-no-kind", "type": "TODO" }',
  '{ "name": "alone" }',
  '{ "type-o": "Game" }',
  'see the wiki for how to write rules',
  '{ name: "unquoted", type: "Game" }',
];
const filesOfRules = 360;

export interface GeneratedSet {
  readonly files: readonly RuleFile[];
  readonly rules: number;
  readonly wrongLines: number;
  /** Names in the set, for programs to be looked up. */
  readonly names: readonly string[];
}

export function generatedSet(seed: number): GeneratedSet {
  const random = seeded(seed);
  const names: string[] = [];
  const lines: string[] = [];
  const taken = new Set<string>();
  for (const [type, count] of Object.entries(counts)) {
    for (let number = 0; number < count; number += 1) {
      const name = unlike(taken, () => nameOf(type, random));
      names.push(name);
      lines.push(`{ "name": ${JSON.stringify(name)}, "type": "${type}" }`);
    }
  }
  // direct values, a comma behind, a comment behind: odd, but understood
  lines.push('{ "name": "odd-one", "nice": 12 },', '{ "name": "odd-two", "ioclass": "idle" } # quiet');
  lines.push('{ "name": "odd-three", "type": "Service", }');
  const shuffled = lines.map((line) => ({ line, order: random() })).sort((a, b) => a.order - b.order);
  const texts = Array.from({ length: filesOfRules }, (_, number): string[] => [`# file ${number}`, '']);
  for (const { line } of shuffled) texts[Math.floor(random() ** 2 * filesOfRules)]?.push(line);
  for (let index = 0; index < 60; index += 1) texts[index * 5]?.push(wrong[index % wrong.length] ?? '');
  const types = Object.entries(definitions).map(([type, values]) => JSON.stringify({ type, ...values }));
  return {
    files: [
      { name: '00-types.types', text: types.join('\n') },
      { name: '00-cgroups.cgroups', text: '{ "cgroup": "cpu80", "CPUQuota": 80 }\n' },
      ...texts.map((all, number) => ({
        name: `folder-${number % 12}/rules-${number}.rules`,
        text: `${all.join('\n')}\n`,
      })),
    ],
    rules: lines.length,
    wrongLines: 60,
    names,
  };
}

const syllables = 'ar ben cor dan el far gor hal in jor kel lum mor nor os pra quin ra sol tor ul ven wyn xan yor zed'.split(' '); // prettier-ignore

function nameOf(type: string, random: () => number): string {
  const pick = (): string => syllables[Math.floor(random() * syllables.length)] ?? '';
  const words = Array.from({ length: 2 + Math.floor(random() * 4) }, () => pick() + pick());
  if (type !== 'Game') return `${words.join('-')}${random() < 0.2 ? 'd' : ''}`;
  const title = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(random() < 0.5 ? ' ' : '');
  return random() < 0.8 ? `${title}${random() < 0.3 ? '-Win64-Shipping' : ''}.exe` : title.toLowerCase();
}

function unlike(taken: Set<string>, make: () => string): string {
  for (;;) {
    const name = make();
    if (taken.has(name)) continue;
    taken.add(name);
    return name;
  }
}

/** mulberry32. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}
