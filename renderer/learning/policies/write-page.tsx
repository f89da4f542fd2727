import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Unread } from '../../parts/unread.tsx';
import { useAnswer } from '../../parts/use-answer.ts';
import { nothingTyped, typedOf } from './draft.ts';
import { WriteForm } from './write-form.tsx';

/** Writes a policy, or the next version of one. */
export function WritePage({ id }: { readonly id: string | null }): ReactNode {
  return id === null ? <WriteForm policy={null} first={nothingTyped} /> : <Rewrite id={id} />;
}

function Rewrite({ id }: { readonly id: string }): ReactNode {
  const { t } = useTranslation();
  const { value, failure, again } = useAnswer('policies.get', { id });
  if (value === null) return <Unread loading={t('learning.policies.loading')} failure={failure} onAgain={again} />;
  return <WriteForm policy={value.policy} first={typedOf(value.policy)} />;
}
