import type { Sentence } from '../../contract/decision.ts';
import type { HelperSentenceKey } from '../../contract/sentences-helper.ts';
import { helperSentences } from '../../contract/sentences-helper.ts';

/** A sentence by key, and its English form. */
export interface Said {
  readonly sentence: Sentence & { readonly key: HelperSentenceKey };
  readonly text: string;
}

export function said(key: HelperSentenceKey, values: Readonly<Record<string, string | number>> = {}): Said {
  const text = helperSentences[key].replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name] ?? '-'));
  return { sentence: { key, values: { ...values } }, text };
}
