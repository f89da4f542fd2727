import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { PolicyState } from '../../../contract/policies.ts';
import { stageNumber, stages } from './stages.ts';

interface StepperProps {
  readonly state: PolicyState;
  /** Each stage with its name; else the name of the one that is reached alone. */
  readonly named?: boolean;
}

/** How far a policy has come. The words say it; the dots show it. */
export function Stepper({ state, named = false }: StepperProps): ReactNode {
  const { t } = useTranslation();
  const reached = stageNumber(state);
  const name = t(`policyState.${state}`);
  const text =
    reached === 0
      ? t('learning.stage.retired')
      : t('learning.stage.of', { stage: reached, stages: stages.length, name });
  return (
    <span role="img" aria-label={text} className="inline-flex items-start gap-2">
      <span aria-hidden="true" className={`flex ${named ? 'w-full' : 'pt-1.5'}`}>
        {stages.map((stage, index) => {
          const passed = index < reached;
          const here = index === reached - 1;
          return (
            <span key={stage} className={`flex flex-col ${named ? 'w-20' : ''}`}>
              <span className="flex items-center">
                <span
                  className={`size-2 shrink-0 rounded-full border ${passed ? 'border-ink bg-ink' : 'border-edge'} ${here ? 'ring-2 ring-edge ring-offset-1 ring-offset-surface' : ''}`}
                />
                {index < stages.length - 1 && (
                  <span className={`h-px ${named ? 'flex-1' : 'w-3'} ${index < reached - 1 ? 'bg-ink' : 'bg-edge'}`} />
                )}
              </span>
              {named && (
                <span className={`mt-1 text-label ${here ? 'font-semibold' : 'text-muted'}`}>
                  {t(`policyState.${stage}`)}
                </span>
              )}
            </span>
          );
        })}
      </span>
      {!named && (
        <span aria-hidden="true" className="w-16">
          {name}
        </span>
      )}
    </span>
  );
}
