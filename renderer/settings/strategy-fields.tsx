import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Settings } from '../../contract/engine.ts';
import { strategy } from '../../contract/words.ts';
import { Complaint, Field, Saved, inputLook } from './field.tsx';
import { RadioList } from './radio-list.tsx';
import { Group } from './section.tsx';
import { useChanging, useSaving } from './use-setting.ts';

const choices = ['adapt', ...strategy.options] as const;
const contexts = ['strategy.onBattery', 'strategy.inGame', 'strategy.presenting'] as const;

/** Who chooses the strategy, and what a context changes about that while it holds. */
export function StrategyFields({ settings }: { readonly settings: Settings }): ReactNode {
  const { t } = useTranslation();
  const { outcome, pending, change } = useChanging();
  const meant = { ...settings, ...pending };
  return (
    <>
      <RadioList
        label={t('strategy.label')}
        value={meant['strategy.pinned'] ? meant.strategy : 'adapt'}
        choices={choices.map((value) => ({ value, text: t(`strategy.${value}`), hint: t(`strategy.${value}Hint`) }))}
        onChoose={(chosen) =>
          void change(chosen === 'adapt' ? { 'strategy.pinned': false } : { strategy: chosen, 'strategy.pinned': true })
        }
        aside={<Saved outcome={outcome} />}
        complaint={<Complaint outcome={outcome} />}
      />
      <Group title={t('settings.contexts.title')}>
        <p className="text-muted">{t('settings.contexts.hint')}</p>
        {contexts.map((setting) => (
          <ContextField key={setting} setting={setting} value={settings[setting]} />
        ))}
      </Group>
    </>
  );
}

const wordOf = {
  'strategy.onBattery': 'battery',
  'strategy.inGame': 'game',
  'strategy.presenting': 'presentation',
} as const satisfies Readonly<Record<(typeof contexts)[number], string>>;

interface ContextFieldProps {
  readonly setting: (typeof contexts)[number];
  readonly value: Settings[(typeof contexts)[number]];
}

function ContextField({ setting, value }: ContextFieldProps): ReactNode {
  const { t } = useTranslation();
  const { outcome, pending, save } = useSaving(setting);
  return (
    <Field label={t(`settings.contexts.${wordOf[setting]}`)} outcome={outcome}>
      {({ id, describedBy, invalid }) => (
        <select
          id={id}
          value={(pending === undefined ? value : pending) ?? ''}
          aria-describedby={describedBy}
          aria-invalid={invalid}
          className={inputLook}
          onChange={({ target }) => void save(strategy.nullable().parse(target.value === '' ? null : target.value))}
        >
          <option value="">{t('settings.contexts.none')}</option>
          {strategy.options.map((option) => (
            <option key={option} value={option}>
              {t(`strategy.${option}`)}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
