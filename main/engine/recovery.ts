/** At start: what a run that was killed left changed is given back, and its open decisions get their end. */
import type { EngineParts } from './parts.ts';
import { tellStory } from './give-back.ts';

const cutOff = 'BrainKernel was cut off; given back at its next start';

export async function closeEarlierRun(parts: EngineParts): Promise<void> {
  const reports = await parts.actor.recover();
  for (const report of reports) tellStory(parts, report, 'undone', cutOff);
  if (reports.length > 0) {
    parts.notices.add(
      'info',
      'recovered',
      `An earlier run was cut off. ${reports.length} of its treatments were given back.`,
    );
  }
  // what was left in the air without a journal entry: questions nobody can answer any more, and levers of another boot
  for (const status of ['applied', 'awaiting-approval'] as const) {
    for (const decision of parts.decisions.list({ limit: 500, status })) {
      if (status === 'applied' && decision.action === 'end') continue;
      parts.decisions.update(decision.id, { status: 'expired' });
      parts.decisions.note(decision.id, parts.clock.now(), 'BrainKernel was started again');
    }
  }
}
