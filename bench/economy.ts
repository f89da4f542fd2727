/**
 * Model economy: what an hour of unknown programs costs, through the real advisor against a server on loopback, and
 * with one equally good question for each. Run: `node bench/economy.ts`. Both sides are counted by the same rule, four
 * characters a token, over the messages and the reply, since no real tokenizer answers here.
 */
import { systemPrompt, buildRequest, programLine } from '../main/llm/prompt.ts';
import { promptOf, tokens } from '../e2e/support/model-server.ts';
import { startModelSide } from '../e2e/support/model-side.ts';
import type { Question } from '../main/decide/case.ts';
import { machineLine, printTable, writeResults } from './report.ts';

const identity = { user: 'alice', host: 'wonderland', home: '/home/alice' };
const hour = 3600;

/** mulberry32: the same hour on every machine. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

const stems = 'tracker baloo sync backup render index chat mail board print scan photo music video note task clock weather map disk net blue power font theme panel dock search share vault proxy agent watch queue cache stream'.split(' '); // prettier-ignore
const endings = 'd -daemon -helper -service -agent -cli -gtk -qt -worker'.split(' ');
const shapes = ['', '--daemon', '--no-window', '--config <path>', '--port <number> --log <path>', 'run --watch <path> --jobs <number>', '-c <text> --socket <path>']; // prettier-ignore
const descriptions = ['Metadata database, indexer and search tool', 'keeps folders in step with a server', 'small utility for the desktop', 'background service of the session', 'command line client', null]; // prettier-ignore

/** About 300 programs of a desktop with what the engine knows of each. */
function programsOf(random: () => number): readonly Question[] {
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T;
  return stems.flatMap((stem) =>
    endings.map((ending): Question => {
      const name = `${stem}${ending}`;
      const description = pick(descriptions);
      return {
        programKey: name,
        name,
        exe: `${pick(['/usr/bin', '/usr/libexec', '/opt/suite/bin', '/home/alice/.local/bin'])}/${name}`,
        argv: [name],
        argvShape: pick(shapes),
        packageName: description === null ? null : stem,
        packageDescription: description,
        unit: pick([null, null, `${name}.service`, `app-${stem}-${Math.floor(random() * 9000)}.scope`]),
        behaviour: { cpu60: random() ** 3, memory: random() * 4e8, threads: 1 + Math.floor(random() * 12) },
      };
    }),
  );
}

interface Start {
  readonly second: number;
  readonly program: Question;
}

/** Process starts over an hour. Which program starts is Zipf-distributed: shells and small tools start all the time. */
function recordedHour(random: () => number, programs: readonly Question[], starts: number): readonly Start[] {
  const shuffled = programs.map((program) => ({ program, order: random() })).sort((a, b) => a.order - b.order);
  const weights = shuffled.map((_, rank) => 1 / (rank + 1));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const drawn = (): Question => {
    let left = random() * total;
    const rank = weights.findIndex((weight) => (left -= weight) <= 0);
    return (shuffled.at(rank) ?? shuffled[0])?.program as Question;
  };
  const seconds = Array.from({ length: starts }, () => Math.floor(random() ** 1.5 * hour)).sort((a, b) => a - b);
  return seconds.map((second) => ({ second, program: drawn() }));
}

interface Spend {
  readonly calls: number;
  readonly tokens: number;
}

/** The engine's way: every check interval (5 s) the programs seen since then go to the advisor. */
async function throughAdvisor(recorded: readonly Start[]): Promise<Spend & { readonly answered: number }> {
  const side = await startModelSide({
    identity,
    timing: { collect: 0 },
    settings: { tokensPerDay: 1e9, usdPerMonth: 1e4 },
  });
  const seen = new Set<string>();
  for (let from = 0; from < hour; from += 5) {
    const batch = recorded.filter(({ second }) => second >= from && second < from + 5).map(({ program }) => program);
    for (const { programKey } of batch) seen.add(programKey);
    side.advisor.ask(batch);
    await side.answered(seen.size); // nothing else happens on the wire before the next interval
  }
  const used = side.server
    .questions()
    .map(({ body }, i) => tokens(promptOf(body)) + replyTokens(side.exchanges[i]?.response));
  const spend = { calls: used.length, tokens: sum(used), answered: side.verdicts.size };
  await side.close();
  return spend;
}

function replyTokens(response: string | null | undefined): number {
  const { choices } = JSON.parse(response ?? '{}') as { choices: readonly { message: { content: string } }[] };
  return tokens(choices[0]?.message.content ?? '');
}

/** One call a program, with the same task, the same line and the same form of reply. */
function oneByOne(programs: readonly Question[]): Spend {
  const reply = JSON.stringify({ verdicts: [{ i: 0, category: 'utility', background: 'none', confidence: 0.7, why: 'A small tool that is used directly' }] }); // prettier-ignore
  const used = programs.map((program) => {
    const { system, user } = buildRequest([programLine(0, program, identity, true)], null);
    return tokens(`${system}\n${user}`) + tokens(reply);
  });
  return { calls: used.length, tokens: sum(used) };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

const random = seeded(20260101);
const programs = programsOf(random);
const recorded = recordedHour(random, programs, 3000);
const distinct = [...new Map(recorded.map(({ program }) => [program.programKey, program])).values()];

console.log(machineLine());
console.log(
  `One hour: ${recorded.length} process starts of ${distinct.length} programs, none of them known beforehand.`,
);
console.log(
  `Tokens are estimated at four characters each, on both sides; the task alone is ${tokens(systemPrompt)} of them.`,
);

const advisor = await throughAdvisor(recorded);
const perStart = oneByOne(recorded.map(({ program }) => program));
const perProgram = oneByOne(distinct);
if (advisor.answered !== distinct.length)
  throw new Error(`only ${advisor.answered} of ${distinct.length} were answered`);

const row = (name: string, { calls, tokens }: Spend) =>
  [name, calls, tokens, tokens / recorded.length, tokens / distinct.length, tokens / advisor.tokens] as const;
printTable('Model economy', ['way', 'calls', 'tokens', 'tokens/decision', 'tokens/program', 'times BrainKernel'], [
  row('one call per process', perStart),
  row('one call per program, cached', perProgram),
  row('BrainKernel', advisor),
]); // prettier-ignore
const ratio = perStart.tokens / advisor.tokens;
console.log(`\n${ratio.toFixed(1)} times fewer tokens than one call per process (goal: 13).`);
console.log(
  writeResults('economy', { starts: recorded.length, programs: distinct.length, advisor, perStart, perProgram, ratio }),
);
process.exitCode = ratio >= 13 ? 0 : 1;
