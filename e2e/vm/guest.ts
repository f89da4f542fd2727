/** Inside the test machine: runs one scenario and prints a line a check, `ok …` or `FAILED …`. */
import type { Scenario } from './scenario.ts';

const [, , name = ''] = process.argv;
const say = (text: string): void => void process.stdout.write(`${text}\n`);
const scenarioAt = new URL(`scenarios/${name}.js`, import.meta.url).href;
let failed = false;

try {
  const { scenario } = (await import(/* @vite-ignore */ scenarioAt)) as { readonly scenario: Scenario };
  await scenario.run((sentence, holds, seen) => {
    failed ||= !holds;
    say(holds ? `ok ${name}: ${sentence}` : `FAILED ${name}: ${sentence} (seen: ${JSON.stringify(seen)})`);
  });
} catch (error) {
  failed = true;
  say(`FAILED ${name}: it broke off: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
}
// what a scenario left running would keep the event loop, and so the machine, alive
process.exit(failed ? 1 : 0);
