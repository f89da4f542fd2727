import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Notice } from '../../contract/engine.ts';
import { useFormat } from '../format/use-format.ts';
import { useEngineText } from '../i18n/use-engine-text.ts';
import { Icon } from '../parts/icons.tsx';
import { dismissFailure, useFailures } from '../stores/failures.ts';
import { useEngineStatus } from '../stores/engine-status.ts';

const storageKey = 'brainkernel.dismissed';
const keyOf = ({ at, code }: Notice) => `${at}:${code}`;
const remembered = (): readonly string[] => (sessionStorage.getItem(storageKey) ?? '').split(' ');

const looks: Readonly<Record<Notice['severity'], string>> = {
  info: 'border-line bg-surface text-ink',
  warning: 'border-caution bg-caution-soft text-caution',
  error: 'border-needs bg-needs-soft text-needs',
};

interface LineProps {
  readonly severity: Notice['severity'];
  readonly text: string;
  readonly at?: number;
  readonly onDismiss: () => void;
}

function NoticeLine({ severity, text, at, onDismiss }: LineProps): ReactNode {
  const { t } = useTranslation();
  const { time } = useFormat();
  const engineText = useEngineText();
  return (
    <li className={`flex items-start gap-3 rounded-md border px-3 py-1.5 ${looks[severity]}`}>
      <strong className="font-semibold">{t(`notice.${severity}`)}</strong>
      <span className="min-w-0 flex-1 break-words text-ink">{engineText(text)}</span>
      {at !== undefined && <time className="text-muted">{time.clock(at)}</time>}
      <button
        type="button"
        className="rounded p-0.5 hover:bg-hover"
        aria-label={t('notice.dismiss')}
        onClick={onDismiss}
      >
        <Icon name="close" />
      </button>
    </li>
  );
}

const none: readonly Notice[] = [];

/** Facts from the engine that a person should know, and calls of this page that failed. Each stays until dismissed. */
export function Notices(): ReactNode {
  const { t } = useTranslation();
  const notices = useEngineStatus(({ status }) => status?.notices ?? none);
  const failures = useFailures((store) => store.failures);
  const [dismissed, setDismissed] = useState(remembered);
  const open = notices.filter((notice) => !dismissed.includes(keyOf(notice)));

  const dismiss = (notice: Notice) => {
    const next = [...dismissed, keyOf(notice)];
    sessionStorage.setItem(storageKey, next.join(' '));
    setDismissed(next);
  };

  return (
    <section aria-label={t('notice.label')} aria-live="polite">
      {open.length + failures.length > 0 && (
        <ul className="flex max-h-40 flex-col gap-2 overflow-y-auto px-4 pt-3">
          {failures.map(({ id, text }) => (
            <NoticeLine key={id} severity="error" text={text} onDismiss={() => dismissFailure(id)} />
          ))}
          {open.map((notice) => (
            <NoticeLine key={keyOf(notice)} {...notice} onDismiss={() => dismiss(notice)} />
          ))}
        </ul>
      )}
    </section>
  );
}
