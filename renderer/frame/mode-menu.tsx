import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { mode } from '../../contract/words.ts';
import { ChoiceMenu } from '../parts/choice-menu.tsx';
import { useCall } from '../parts/use-call.ts';
import { receiveStatus, useEngineStatus } from '../stores/engine-status.ts';

export function ModeMenu(): ReactNode {
  const { t } = useTranslation();
  const { call } = useCall();
  const current = useEngineStatus(({ status }) => status?.mode);
  if (current === undefined) return null;
  return (
    <ChoiceMenu
      label={t('mode.label')}
      value={current}
      choices={mode.options.map((value) => ({ value, text: t(`mode.${value}`), hint: t(`mode.${value}Hint`) }))}
      onChoose={(chosen) =>
        void call('engine.setMode', { mode: chosen }).then((status) => status && receiveStatus(status))
      }
    />
  );
}
