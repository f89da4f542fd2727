import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { strategy } from '../../contract/words.ts';
import { ChoiceMenu } from '../parts/choice-menu.tsx';
import { useCall } from '../parts/use-call.ts';
import { receiveStatus, useEngineStatus } from '../stores/engine-status.ts';

export function StrategyMenu(): ReactNode {
  const { t } = useTranslation();
  const { call } = useCall();
  const current = useEngineStatus(({ status }) => status?.strategy);
  if (current === undefined) return null;
  return (
    <ChoiceMenu
      quiet
      label={t('strategy.label')}
      value={current}
      choices={strategy.options.map((value) => ({
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
