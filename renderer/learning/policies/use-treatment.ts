import { useTranslation } from 'react-i18next';
import type { PolicySummary } from '../../../contract/policies.ts';
import { en } from '../../i18n/en.ts';

type Known = keyof typeof en.treatment;
const isKnown = (name: string): name is Known => Object.hasOwn(en.treatment, name);

/** What a policy does, in words: the action, and how hard where the action leaves that open. */
export function useTreatment(): (policy: Pick<PolicySummary, 'action' | 'treatment'>) => string {
  const { t } = useTranslation();
  return ({ action, treatment }) => {
    const name = t(`action.${action}`);
    if (action !== 'hold-back') return name;
    return `${name}${t('now.comma')}${isKnown(treatment) ? t(`treatment.${treatment}`).toLowerCase() : treatment}`;
  };
}
