import { useTranslation } from 'react-i18next';
import { useFormat } from '../format/use-format.ts';
import type { ListRow } from './process-list.ts';
import { rowAsText } from './row-as-text.ts';

/** `rowAsText` in the language of the page. */
export function useRowText(): (row: ListRow) => string {
  const { t } = useTranslation();
  const { number } = useFormat();
  return (row) => rowAsText(row, t, number);
}
