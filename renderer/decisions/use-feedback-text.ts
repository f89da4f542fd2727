import { useTranslation } from 'react-i18next';
import type { Decision } from '../../contract/decision.ts';

/** A thumb with its reason and its note, in words. */
export function useFeedbackText(): (feedback: NonNullable<Decision['feedback']>) => string {
  const { t } = useTranslation();
  return ({ verdict, reason, note }) => {
    const word = t(verdict === 'up' ? 'decisions.saidUp' : 'decisions.saidDown');
    const said =
      reason === null
        ? t('decisions.said', { verdict: word })
        : t('decisions.saidWhy', { verdict: word, reason: t(`feedbackReason.${reason}`).toLowerCase() });
    return note ? `${said}. ${t('decisions.noteKept', { note })}` : said;
  };
}
