/** An engine of its own process that applies one plan, says so and waits to be killed. argv: applying|applied JOURNAL PLAN. */
import { systemClock } from '../clock.ts';
import { createActor } from './actor.ts';
import { fileJournal } from './file-journal.fixture.ts';
import type { JournalEntry, Plan } from './intervention.ts';

const [, , until = 'applied', path = '', plan = '{}'] = process.argv;
const say = (text: string): void => void process.stdout.write(`${text}\n`);
const journal = fileJournal(path);
const actor = createActor({
  journal: {
    ...journal,
    write: (entry: JournalEntry) => {
      journal.write(entry);
      if (until !== 'applying') return;
      say('journalled');
      // the main thread sleeps here for good: no lever is pulled before the kill
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
    },
  },
  clock: systemClock,
  env: process.env,
});
const outcome = await actor.apply(JSON.parse(plan) as Plan);
say(JSON.stringify(outcome));
setInterval(() => undefined, 1e6);
