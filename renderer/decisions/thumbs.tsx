import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Decision } from '../../contract/decision.ts';
import { isHeld } from '../now/held.ts';
import { Button } from '../parts/button.tsx';
import { Icon } from '../parts/icons.tsx';
import { useCall } from '../parts/use-call.ts';
import { receiveDecisions } from '../stores/decisions.ts';

const verdicts = ['up', 'down'] as const;

interface ThumbsProps {
  readonly decision: Decision;
  /** A verdict was given just now, so that its reason may be asked for. */
  readonly onVerdict: (given: boolean) => void;
}

/** Thumbs up and down; a second press takes the verdict back. */
export function Thumbs({ decision, onVerdict }: ThumbsProps): ReactNode {
  const { t } = useTranslation();
  const { busy, call } = useCall();
  const { id, app, feedback, tier } = decision;
  /** What a person did by hand stays, whatever they think of it afterwards. */
  const givesBack = isHeld(decision) && tier !== 'user';

  const give = async (pressed: (typeof verdicts)[number]) => {
    const verdict = feedback?.verdict === pressed ? null : pressed;
    const changed = await call('decisions.feedback', { id, verdict });
    if (changed === null) return;
    receiveDecisions({ changed: [changed] });
    onVerdict(verdict !== null);
  };

  return (
    <div className="flex">
      {verdicts.map((verdict) => (
        <Button
          key={verdict}
          look="quiet"
          busy={busy}
          aria-pressed={feedback?.verdict === verdict}
          aria-label={t(`decisions.${verdict}For`, { app: app.name })}
          title={t(verdict === 'down' && givesBack ? 'decisions.downGivesBack' : `decisions.${verdict}`)}
          className="w-8 px-0! aria-pressed:bg-selected aria-pressed:text-ink"
          onClick={() => void give(verdict)}
        >
          <Icon name={verdict} />
        </Button>
      ))}
    </div>
  );
}
