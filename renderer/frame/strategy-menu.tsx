import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { strategy } from '../../contract/words.ts';
import { ChoiceMenu } from '../parts/choice-menu.tsx';
import { useCall } from '../parts/use-call.ts';
import { receiveStatus, useEngineStatus } from '../stores/engine-status.ts';

/** Nobody's choice first, then each strategy as a person may pin it. */
const choices = ['adapt', ...strategy.options] as const;

/** The strategy in force and whose choice it is. */
export function StrategyMenu({ quiet = true }: { readonly quiet?: boolean }): ReactNode {
  const { t } = useTranslation();
  const { call } = useCall();
  const current = useEngineStatus(({ status }) => status?.strategy);
  const pinned = useEngineStatus(({ status }) => status?.strategyPinned);
  if (current === undefined || pinned === undefined) return null;
  return (
    <ChoiceMenu
      quiet={quiet}
      label={t('strategy.label')}
      value={pinned ? current : 'adapt'}
      shown={pinned ? undefined : t('strategy.adapting', { strategy: t(`strategy.${current}`) })}
      choices={choices.map((value) => ({
        value,
        text: t(`strategy.${value}`),
        hint: t(`strategy.${value}Hint`),
      }))}
      onChoose={(chosen) =>
        void call('engine.setStrategy', { strategy: chosen }).then((status) => status && receiveStatus(status))
      }
    />
  );
}
