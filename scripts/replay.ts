/** `npm run replay`: a recorded session decided anew, with these policies and with others beside them. */
import type { PolicySet, Replayed } from '../main/learn/replay/compare.ts';
import { asRecorded, replaySet } from '../main/learn/replay/compare.ts';
import { readRecording } from '../main/learn/replay/reader.ts';
import type { Session } from '../main/learn/replay/recorded.ts';
import { builtInPolicies } from '../main/policy/built-in.ts';
import { fail, ok } from '../main/result.ts';
import type { Result } from '../main/result.ts';
import type { Policies, ReplayOptions } from './replay-options.ts';
import { parseReplayOptions, usage } from './replay-options.ts';
import { reportOf } from './replay-report.ts';
import { readRuleFolder } from './rule-folder.ts';

const builtIn: PolicySet = { name: 'built-in', policies: builtInPolicies };
const none: PolicySet = { name: 'none', policies: [] };

/** What is written on standard output. */
async function run(options: ReplayOptions): Promise<Result<string>> {
  const notes: string[] = [];
  const imported = async (folder: string): Promise<Result<PolicySet>> => {
    const read = await readRuleFolder(folder);
    if (!read.ok) return read;
    const { set, rules, notUnderstood } = read.value;
    notes.push(`${set.name}: ${rules} rules from ${folder}, ${notUnderstood} not understood.`);
    return ok(set);
  };
  const setOf = (policies: Policies): Promise<Result<PolicySet>> | Result<PolicySet> =>
    policies.kind === 'import' ? imported(policies.folder) : ok(policies.kind === 'none' ? none : builtIn);

  const tried = await setOf(options.policies);
  if (!tried.ok) return tried;
  const compared = options.rules === null ? null : await imported(options.rules);
  if (compared?.ok === false) return compared;

  const session = await readRecording(options.recording, { onProgress: (done, all) => progress('reading', done, all) });
  if (!session.ok) return session;
  if (session.value.checks.length === 0) return fail(`${options.recording} holds no check: there is nothing to replay`);

  const others = [builtIn, ...(compared ? [compared.value] : []), none];
  const sets: Replayed[] = [];
  for (const set of [tried.value, ...others.filter((other) => other !== tried.value)]) {
    const replayed = replaySet(session.value, set, (done, all) => progress(set.name, done, all));
    if (!replayed.ok) return fail(`the policies ${set.name} are wrong: ${replayed.error}`);
    sets.push(replayed.value);
  }
  sets.push(asRecorded(session.value));
  progress('', 0, 0);
  return ok(options.json ? asJson(session.value, sets) : reportOf(session.value, sets, notes));
}

function asJson({ checks, cases, words, skipped, shortened }: Session, sets: readonly Replayed[]): string {
  const [first, last] = [checks[0]?.at ?? null, checks.at(-1)?.at ?? null];
  const recording = { from: first, to: last, checks: checks.length, cases: cases.length, words: words.length };
  return `${JSON.stringify({ recording: { ...recording, skipped, shortened }, sets }, null, 2)}\n`;
}

let told = '';
/** On a terminal only, and only when the figure changed. */
function progress(what: string, done: number, all: number): void {
  if (!process.stderr.isTTY) return;
  const text = all === 0 ? '' : `${what} ${Math.floor((100 * done) / all)} %`;
  if (text === told) return;
  told = text;
  process.stderr.write(`\r\u001b[K${text}`);
}

// whoever reads may have seen enough: | head
process.stdout.on('error', () => process.exit(0));
const options = parseReplayOptions(process.argv.slice(2));
if (!options.ok) {
  console.error(options.error);
  process.exitCode = 2;
} else if (options.value.kind === 'help') {
  process.stdout.write(usage);
} else {
  const result = await run(options.value);
  progress('', 0, 0);
  if (result.ok) process.stdout.write(result.value);
  else {
    console.error(result.error);
    process.exitCode = 2;
  }
}
