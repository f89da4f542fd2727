/** What else was considered, and why it was not chosen: the next milder and the next harsher action. Pure. */
import type { RejectedAction } from '../../contract/decision.ts';
import type { Action } from '../../contract/words.ts';
import { percent } from './evidence.ts';
import type { Case } from './case.ts';

export function rejectedFor(chosen: Action, subject: Case): readonly RejectedAction[] {
  const cpu = `${percent(subject.behaviour.cpu5)}% of a CPU`;
  const leave: RejectedAction = {
    action: 'none',
    why: `it uses ${cpu} that ${subject.waiting ?? 'other programs'} could use`,
  };
  const holdBack: RejectedAction = {
    action: 'hold-back',
    why: 'a smaller share alone would still take CPU that costs battery or heat',
  };
  const throttle: RejectedAction = { action: 'throttle', why: 'giving way is enough: idle CPU would be left unused' };
  const freeze: RejectedAction = { action: 'freeze', why: 'its work would stop, and a person has to agree to that' };
  const end: RejectedAction = { action: 'end', why: 'nothing is ended without a person' };
  switch (chosen) {
    case 'none':
      return [
        {
          action: 'hold-back',
          why: subject.foreground ? 'it is what you are using' : 'a delay here would be noticed at once',
        },
        { action: 'freeze', why: 'it would stop answering' },
      ];
    case 'favour':
      return [leave];
    case 'hold-back':
      return [leave, throttle, freeze];
    case 'throttle':
      return [leave, holdBack, freeze];
    case 'freeze':
      return [throttle, end];
    case 'end':
      return [freeze];
  }
}
