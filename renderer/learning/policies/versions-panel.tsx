import { useId, useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { PolicySummary, PolicyVersion } from '../../../contract/policies.ts';
import { useFormat } from '../../format/use-format.ts';
import { Button } from '../../parts/button.tsx';
import { useFocusIfLost } from '../../parts/use-focus-if-lost.ts';
import { inputLook } from '../../settings/field.tsx';
import { Panel } from '../panel.tsx';
import { Diff } from './diff.tsx';
import { usePolicyWords } from './use-policy-words.ts';
import { useTreatment } from './use-treatment.ts';
import type { Steps } from './use-steps.ts';

interface VersionsPanelProps {
  readonly policy: PolicySummary;
  /** Newest first. */
  readonly versions: readonly PolicyVersion[];
  readonly steps: Steps;
}

/** Two versions word by word, and the way back to any of them. */
export function VersionsPanel({ policy, versions, steps }: VersionsPanelProps): ReactNode {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<{ readonly from: number | null; readonly to: number | null }>(nothingChosen);
  const [back, setBack] = useState<{ readonly before: number } | null>(null);
  const status = useFocusIfLost<HTMLParagraphElement>(policy.version);
  const current = versions.find(({ version }) => version === policy.version) ?? versions[0];
  const older =
    versions.find(({ version }) => version < (current?.version ?? 0)) ?? versions.find((one) => one !== current);
  const from = versions.find(({ version }) => version === chosen.from) ?? older;
  const to = versions.find(({ version }) => version === chosen.to) ?? current;

  const goBack = async (version: number, undone: boolean) => {
    const before = policy.version;
    if (await steps.rollBack(policy, version)) setBack(undone ? null : { before });
  };

  return (
    <Panel id="versions-title" title={t('learning.versions.title')}>
      {from === undefined || to === undefined ? (
        <p className="text-muted">{t('learning.versions.one')}</p>
      ) : (
        <>
          <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
            <VersionPick
              label={t('learning.versions.from')}
              versions={versions}
              value={from.version}
              onPick={(version) => setChosen({ from: version, to: to.version })}
            />
            <VersionPick
              label={t('learning.versions.to')}
              versions={versions}
              value={to.version}
              onPick={(version) => setChosen({ from: from.version, to: version })}
            />
          </div>
          <Compared from={from} to={to} />
          <div className="flex flex-wrap gap-2">
            {versions
              .filter(({ version }) => version !== policy.version)
              .map(({ version }) => (
                <Button key={version} busy={steps.busy} onClick={() => void goBack(version, false)}>
                  {t('learning.versions.rollBack', { version })}
                </Button>
              ))}
          </div>
          <p ref={status} tabIndex={-1} role="status" className="flex items-center gap-3 empty:sr-only">
            {back !== null && (
              <>
                {t('learning.versions.now', { version: policy.version })}
                <Button busy={steps.busy} onClick={() => void goBack(back.before, true)}>
                  {t('learning.policies.undo')}
                </Button>
              </>
            )}
          </p>
        </>
      )}
    </Panel>
  );
}

const nothingChosen = { from: null, to: null };

interface VersionPickProps {
  readonly label: string;
  readonly versions: readonly PolicyVersion[];
  readonly value: number;
  readonly onPick: (version: number) => void;
}

function VersionPick({ label, versions, value, onPick }: VersionPickProps): ReactNode {
  const { t } = useTranslation();
  const { time } = useFormat();
  const id = useId();
  return (
    <span className="flex items-center gap-2">
      <label htmlFor={id} className="text-muted">
        {label}
      </label>
      <select id={id} value={value} className={inputLook} onChange={({ target }) => onPick(Number(target.value))}>
        {versions.map(({ version, at, by }) => (
          <option key={version} value={version}>
            {t('learning.versions.option', { version, date: time.date(at), by: t(`provenance.${by}`) })}
          </option>
        ))}
      </select>
    </span>
  );
}

const textsOf = ({ by, description, condition }: PolicyVersion) => ({ provenance: by, description, condition });

function Compared({ from, to }: { readonly from: PolicyVersion; readonly to: PolicyVersion }): ReactNode {
  const { t } = useTranslation();
  const { nameOf, conditionOf } = usePolicyWords();
  const treatmentOf = useTreatment();
  const rows = [
    { name: 'description', before: nameOf(textsOf(from)), after: nameOf(textsOf(to)), code: false },
    { name: 'condition', before: conditionOf(textsOf(from)), after: conditionOf(textsOf(to)), code: true },
    {
      name: 'what',
      before: treatmentOf({ ...from, provenance: from.by }),
      after: treatmentOf({ ...to, provenance: to.by }),
      code: false,
    },
  ] as const;
  if (rows.every(({ before, after }) => before === after))
    return <p className="text-muted">{t('learning.versions.same')}</p>;
  return (
    <dl className="grid grid-cols-[max-content_1fr] gap-x-4 gap-y-2">
      {rows.map(({ name, before, after, code }) => (
        <div key={name} className="contents">
          <dt className="py-1 text-muted">{t(`learning.versions.${name}`)}</dt>
          <dd className={`min-w-0 rounded-md px-2 py-1 break-words ${code ? 'bg-sunken font-mono text-label' : ''}`}>
            <Diff before={before} after={after} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
