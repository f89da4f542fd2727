import { useTranslation } from 'react-i18next';
import type { PolicySummary } from '../../../contract/policies.ts';
import { en } from '../../i18n/en.ts';

type Known = keyof typeof en.treatment;
const isKnown = (name: string): name is Known => Object.hasOwn(en.treatment, name);

/** What a policy does, in words: the action, and how hard where the action leaves that open. Each rule of an imported set says it for itself. */
export function useTreatment(): (policy: Pick<PolicySummary, 'action' | 'treatment' | 'provenance'>) => string {
  const { t } = useTranslation();
  return ({ action, treatment, provenance }) => {
    if (provenance === 'imported') return t('learning.policy.asRules');
    const name = t(`action.${action}`);
    if (action !== 'hold-back') return name;
    return `${name}${t('now.comma')}${isKnown(treatment) ? t(`treatment.${treatment}`).toLowerCase() : treatment}`;
  };
}
