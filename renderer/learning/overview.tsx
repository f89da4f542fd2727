import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { LearningSummary } from '../../contract/learning.ts';
import { Unread } from '../parts/unread.tsx';
import { useAnswer } from '../parts/use-answer.ts';
import { LessonsPanel } from './lessons-panel.tsx';
import { ModelPanel } from './model-panel.tsx';
import { QualityPanel } from './quality-panel.tsx';
import { StrategyPanel } from './strategy-panel.tsx';
import { TrialsPanel } from './trials-panel.tsx';
import { useNews } from './use-news.ts';

/** What thumbs changed, which strategy follows from it, and how good the decisions are. */
export function Overview(): ReactNode {
  const { t } = useTranslation();
  const { value, failure, replace, again } = useAnswer('learning.summary', {}, useNews());
  if (value === null) return <Unread loading={t('learning.loading')} failure={failure} onAgain={again} />;
  return <Learned summary={value} onChange={replace} />;
}

interface LearnedProps {
  readonly summary: LearningSummary;
  readonly onChange: (summary: LearningSummary) => void;
}

const Learned = ({ summary, onChange }: LearnedProps): ReactNode => (
  <>
    <LessonsPanel summary={summary} onChange={onChange} />
    <div className="grid items-start gap-4 roomy:grid-cols-2">
      <StrategyPanel strategy={summary.strategy} />
      <ModelPanel model={summary.model} onChange={onChange} />
    </div>
    <QualityPanel quality={summary.quality} />
    <TrialsPanel experiments={summary.experiments} />
  </>
);
