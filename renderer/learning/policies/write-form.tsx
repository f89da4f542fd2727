import { useId, useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { PolicyDetail, PolicySummary } from '../../../contract/policies.ts';
import { useClient } from '../../client/client-context.ts';
import { hrefOf } from '../../frame/route.ts';
import { useEngineText } from '../../i18n/use-engine-text.ts';
import { Button } from '../../parts/button.tsx';
import { Complaint, inputLook } from '../../settings/field.tsx';
import { Panel } from '../panel.tsx';
import { Checks } from './checks-panel.tsx';
import { draftOf, treatmentNames } from './draft.ts';
import type { Typed } from './draft.ts';
import { FactList } from './fact-list.tsx';

type Saving =
  | { readonly kind: 'idle' }
  | { readonly kind: 'saving' }
  | { readonly kind: 'failed'; readonly text: string }
  | { readonly kind: 'saved'; readonly detail: PolicyDetail };

interface WriteFormProps {
  /** The one that is changed; null for a new one. */
  readonly policy: PolicySummary | null;
  readonly first: Typed;
}

/** The form at the left, what the verifier says to it at the right. */
export function WriteForm({ policy, first }: WriteFormProps): ReactNode {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(first);
  const { saving, complain, save } = useDraft(policy?.id ?? null);
  const id = saving.kind === 'saved' ? saving.detail.policy.id : (policy?.id ?? null);
  const change = (part: Partial<Typed>) => {
    setTyped({ ...typed, ...part });
    complain(null);
  };

  return (
    <div className="grid items-start gap-4 roomy:grid-cols-2">
      <Panel
        id="write-title"
        title={
          policy === null ? t('learning.write.title') : t('learning.write.titleChange', { policy: policy.description })
        }
        hint={t('learning.write.intro')}
      >
        <form
          className="flex flex-col gap-4"
          onSubmit={(event) => {
            event.preventDefault();
            const draft = draftOf(typed);
            if (draft === null) complain(t('learning.write.missing'));
            else void save(draft);
          }}
        >
          <Description value={typed.description} onChange={(description) => change({ description })} />
          <ConditionField value={typed.condition} onChange={(condition) => change({ condition })} />
          <Treatment value={typed.treatment} onChange={(treatment) => change({ treatment })} />
          <Complaint outcome={saving.kind === 'failed' ? saving : { kind: 'none' }} />
          <div className="flex flex-wrap items-center gap-2">
            <Button type="submit" look="main" busy={saving.kind === 'saving'}>
              {t('learning.write.save')}
            </Button>
            <a
              className="inline-flex h-8 items-center rounded-md px-3 text-muted hover:bg-hover hover:text-ink"
              href={hrefOf({ view: 'learning', place: id === null ? { part: 'policies' } : { part: 'policy', id } })}
            >
              {t(saving.kind === 'saved' ? 'learning.write.open' : 'learning.write.cancel')}
            </a>
          </div>
        </form>
      </Panel>
      <div className="flex flex-col gap-4">
        <Panel id="answer-title" title={t('learning.checks.title')}>
          <Verdict saving={saving} />
        </Panel>
        <FactList />
      </div>
    </div>
  );
}

/** Saves a draft and lets it be checked: the next one saved is the next version of the same policy. */
function useDraft(first: string | null) {
  const client = useClient();
  const engineText = useEngineText();
  const [saving, setSaving] = useState<Saving>({ kind: 'idle' });
  const [id, setId] = useState(first);
  return {
    saving,
    complain: (text: string | null) => {
      if (text !== null) setSaving({ kind: 'failed', text });
      else if (saving.kind === 'failed') setSaving({ kind: 'idle' });
    },
    save: async (draft: NonNullable<ReturnType<typeof draftOf>>) => {
      setSaving({ kind: 'saving' });
      try {
        const { policy } = await client.call('policies.draft', { ...draft, ...(id !== null && { id }) });
        setId(policy.id);
        setSaving({ kind: 'saved', detail: await client.call('policies.advance', { id: policy.id }) });
      } catch (error) {
        setSaving({ kind: 'failed', text: engineText(error instanceof Error ? error.message : String(error)) });
      }
    },
  };
}

function Verdict({ saving }: { readonly saving: Saving }): ReactNode {
  const { t } = useTranslation();
  const verification = saving.kind === 'saved' ? saving.detail.verification : null;
  return (
    <>
      <p role="status" className={saving.kind === 'saved' ? '' : 'text-muted'}>
        {saving.kind === 'saving' && t('learning.write.saving')}
        {saving.kind === 'saved' &&
          t(verification?.passed === true ? 'learning.write.savedPassed' : 'learning.write.savedFailed')}
        {(saving.kind === 'idle' || saving.kind === 'failed') && t('learning.write.before')}
      </p>
      {verification !== null && <Checks verification={verification} />}
    </>
  );
}

const example = 'app.category == "backup" && someoneWaits';

interface PartProps<T> {
  readonly value: T;
  readonly onChange: (value: T) => void;
}

function Description({ value, onChange }: PartProps<string>): ReactNode {
  const { t } = useTranslation();
  const id = useId();
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="font-medium">
        {t('learning.write.description')}
      </label>
      <input
        id={id}
        type="text"
        value={value}
        maxLength={300}
        autoComplete="off"
        aria-describedby={`${id}-hint`}
        className={inputLook}
        onChange={({ target }) => onChange(target.value)}
      />
      <p id={`${id}-hint`} className="text-muted">
        {t('learning.write.descriptionHint')}
      </p>
    </div>
  );
}

function ConditionField({ value, onChange }: PartProps<string>): ReactNode {
  const { t } = useTranslation();
  const id = useId();
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="font-medium">
        {t('learning.write.condition')}
      </label>
      <textarea
        id={id}
        rows={4}
        value={value}
        maxLength={2000}
        spellCheck={false}
        autoComplete="off"
        placeholder={example}
        aria-describedby={`${id}-hint`}
        className="rounded-md border border-edge bg-surface p-2 font-mono text-label"
        onChange={({ target }) => onChange(target.value)}
      />
      <p id={`${id}-hint`} className="text-muted">
        {t('learning.write.conditionHint')}
      </p>
    </div>
  );
}

function Treatment({ value, onChange }: PartProps<Typed['treatment']>): ReactNode {
  const { t } = useTranslation();
  const id = useId();
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="font-medium">
        {t('learning.write.what')}
      </label>
      <select
        id={id}
        value={value}
        aria-describedby={`${id}-hint`}
        className={`${inputLook} w-fit`}
        onChange={({ target }) => {
          const chosen = treatmentNames.find((name) => name === target.value);
          if (chosen !== undefined) onChange(chosen);
        }}
      >
        {treatmentNames.map((name) => (
          <option key={name} value={name}>
            {t(`treatment.${name}`)}
          </option>
        ))}
      </select>
      <p id={`${id}-hint`} className="text-muted">
        {t(`learning.write.treatmentHint.${value}`)}
      </p>
    </div>
  );
}
