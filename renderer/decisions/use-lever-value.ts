import { useTranslation } from 'react-i18next';
import type { LeverChange } from '../../contract/decision.ts';
import { en } from '../i18n/en.ts';
import { readIoPriority } from './io-priority.ts';

type Policy = keyof typeof en.schedPolicy;
const isPolicy = (value: string): value is Policy => Object.hasOwn(en.schedPolicy, value);

/** A lever's value in the words of the page; `idle` and `batch` are classes to CPU and IO alike. */
export function useLeverValue(): (value: LeverChange['before']) => string {
  const { t } = useTranslation();
  return (value) => {
    if (value === null) return t('detail.unset');
    const text = String(value);
    if (isPolicy(text)) return t(`schedPolicy.${text}`);
    const io = readIoPriority(text);
    if (io === null) return text;
    return io.name === 'none' ? t('detail.ioValue.none') : t(`detail.ioValue.${io.name}`, { level: io.level });
  };
}
