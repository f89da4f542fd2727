/**
 * What learning is worth: simulated people with hidden tastes, through the real `decide` with the real policies, tiers
 * and store. Regret is what a decision is worth less than the best one to that person (-1 to 1 each). Seeds are fixed,
 * so the table is the same everywhere. Run: `node bench/learning.ts`. Draws docs/images/learning-curve.svg.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { curve } from './learning/curve.ts';
import type { Outcome, Way } from './learning/life.ts';
import { live, openLife, summary } from './learning/life.ts';
import { people } from './learning/people.ts';
import type { Person } from './learning/people.ts';
import { momentOf } from './learning/world.ts';
import { machineLine, median, printTable, writeResults } from './report.ts';

const decisions = 2_000;
const seeds = [7, 8, 9];
const ways = ['static', 'word', 'learner'] as const satisfies readonly Way[];
const step = 100;

const lives = people.map((person) => ({
  person,
  outcomes: ways.map((way) => seeds.flatMap((seed) => live(person, seed, decisions, way))),
}));

const rows = lives.map(({ person, outcomes }) => {
  const [alone, word, learner] = outcomes.map(summary);
  const ratio = (learner?.regret ?? 0) / (alone?.regret ?? 1);
  const cells = [alone, word, learner].flatMap((one) => [one?.regret ?? null, percent(one?.wronglyHit)]);
  return { person: person.name, alone, word, learner, cells: [person.name, ...cells, ratio] };
});

console.log(machineLine());
printTable(
  `Learning: ${decisions} decisions, seeds ${seeds.join(', ')}; regret a decision and wrongly hit`,
  ['person', 'policies', 'hit', '+ thumbs as rules', 'hit', '+ learner', 'hit', 'learner / policies'],
  rows.map(({ cells }) => cells),
);

const cost = costOf(people[1] ?? fail());
printTable('What it costs', ['', 'median'], [
  ['a decision with all tiers', `${cost.decision.toFixed(0)} us`],
  ['a thumb with 31 waiting', `${cost.thumb.toFixed(1)} ms`],
]); // prettier-ignore

const colours = { static: '#9a6700', word: '#5b7fd6', learner: '#1a7f4b' };
const names = { static: 'policies alone', word: 'thumbs as rules', learner: 'with the learner' };
const lines = ways.map((way, at) => ({
  name: names[way],
  colour: colours[way],
  values: windows(lives.map(({ outcomes }) => outcomes[at] ?? [])),
}));
const picture = join(import.meta.dirname, '../docs/images/learning-curve.svg');
writeFileSync(picture, curve(`Regret a decision, mean of ${people.length} people`, lines, decisions));
console.log(`\n${picture}`);
console.log(
  writeResults('learning', {
    decisions,
    seeds,
    cost,
    people: rows.map(({ person, alone, word, learner }) => ({ person, alone, word, learner })),
  }),
);
process.exitCode = rows.every(({ alone, learner }) => isBetter(learner, alone)) ? 0 : 1;

type Summary = ReturnType<typeof summary>;
function isBetter(one: Summary | undefined, other: Summary | undefined): boolean {
  return one !== undefined && other !== undefined && one.regret < other.regret && one.wronglyHit < other.wronglyHit;
}

function percent(ratio: number | undefined): string {
  return ratio === undefined ? '-' : `${(ratio * 100).toFixed(1)}%`;
}

function fail(): never {
  throw new Error('there is nobody');
}

/** Mean regret of each hundred decisions, over all people and seeds. */
function windows(all: readonly (readonly Outcome[])[]): readonly number[] {
  return Array.from({ length: decisions / step }, (_, window) => {
    const within = all.flatMap((outcomes) =>
      outcomes.filter((_, index) => Math.floor((index % decisions) / step) === window),
    );
    return summary(within).regret;
  });
}

/** One CPU's time of a decision, us, and of a thumb when a batch is nearly full, ms. */
function costOf(person: Person): { readonly decision: number; readonly thumb: number } {
  const life = openLife(person, 7, 'learner');
  let index = 0;
  const thumbs: number[] = [];
  while (index < decisions) {
    const pending = life.learner.model().pending;
    const begun = performance.now();
    life.step(index++);
    if (pending > 24 && life.learner.model().pending !== pending) thumbs.push(performance.now() - begun);
  }
  const moments = Array.from({ length: 500 }, (_, at) => momentOf(person, 8, at));
  const each = Array.from({ length: 9 }, () => {
    const begun = performance.now();
    for (const moment of moments) life.proposalFor(moment);
    return ((performance.now() - begun) * 1000) / moments.length;
  });
  life.close();
  return { decision: median(each), thumb: median(thumbs) };
}
