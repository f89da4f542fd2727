import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useClient } from '../../client/client-context.ts';
import { hrefOf } from '../../frame/route.ts';
import { useSaid } from '../../i18n/use-said.ts';
import { Button } from '../../parts/button.tsx';
import { propose, useProposing } from './proposing.ts';

export function ProposeButton(): ReactNode {
  const { t } = useTranslation();
  const client = useClient();
  const asking = useProposing(({ state }) => state.kind === 'asking');
  return (
    <Button busy={asking} onClick={() => void propose(client)}>
      {t('learning.policies.propose')}
    </Button>
  );
}

/** That it is asked, and what came of it: a sentence, and the way to each draft. */
export function Proposals(): ReactNode {
  const { t } = useTranslation();
  const say = useSaid();
  const state = useProposing((store) => store.state);
  return (
    <div role="status" className="rounded-lg border border-line bg-surface px-4 py-2.5 empty:sr-only">
      {state.kind === 'asking' && <p className="text-muted">{t('learning.policies.proposing')}</p>}
      {state.kind === 'answered' && (
        <>
          <p className="break-words">{say(state.report)}</p>
          {state.report.proposed.length > 0 && (
            <ul className="mt-1 list-disc pl-5">
              {state.report.proposed.map(({ id, description }) => (
                <li key={id}>
                  <a
                    className="break-words underline underline-offset-2"
                    href={hrefOf({ view: 'learning', place: { part: 'policy', id } })}
                  >
                    {description}
                  </a>
                </li>
              ))}
            </ul>
          )}
        </>
      )}
    </div>
  );
}
