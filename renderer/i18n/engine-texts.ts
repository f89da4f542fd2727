import { statusSentences } from '../../contract/sentences-status.ts';
import { statusSentencesZhCN } from '../../contract/sentences-status.zh-CN.ts';
import { trustSentences } from '../../contract/sentences-trust.ts';
import { trustSentencesZhCN } from '../../contract/sentences-trust.zh-CN.ts';
import { term } from '../../contract/say-in.ts';
import { termsZhCN } from '../../contract/terms.zh-CN.ts';
import type { Language } from '../../contract/words.ts';
import { lever } from '../../contract/words.ts';
import { engineTextsZhCN } from './engine-texts.zh-CN.ts';

interface Form {
  readonly pattern: RegExp;
  readonly chinese: string;
}

/** Values that may have spaces in them: names, and texts within the text. */
const ofWords: ReadonlySet<string> = new Set([
  'text',
  'other',
  'app',
  'target',
  'before',
  'after',
  'what',
  'kind',
  'why',
  'file',
  'keyring',
  'names',
  'condition',
  'key',
  'value',
  'kinds',
  'type',
  'cgroup',
  'node',
  'profile',
]);

/** Both languages of sentences of which the contract carries the English alone: problems of an import, the helper's state. */
const pairs = <K extends string>(
  english: Readonly<Record<K, string>>,
  chinese: Readonly<Record<K, string>>,
): readonly (readonly [string, string])[] =>
  (Object.keys(english) as K[]).map((key) => [english[key], chinese[key]] as const);

/** The English of a form, as a pattern that finds its values; those that say more come before those that fit anything. */
const forms: readonly Form[] = [
  ...Object.entries(engineTextsZhCN),
  ...pairs(trustSentences, trustSentencesZhCN),
  ...pairs(statusSentences, statusSentencesZhCN),
]
  .map(([english, chinese]) => {
    const source = english
      .replaceAll(/[.*+?^$()[\]\\|]/g, String.raw`\$&`)
      .replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => `(?<${name}>${ofWords.has(name) ? '.+?' : String.raw`\S+`})`);
    const fixed = english.replaceAll(/\{\{\w+\}\}/g, '').length;
    return { pattern: new RegExp(`^${source}$`, 's'), chinese, fixed };
  })
  .sort((a, b) => b.fixed - a.fixed);

const mostNested = 3;

/**
 * A text of the engine that has no key, in the language of the page. What no form fits comes back in English, whole:
 * half a translation would be worse. Values are put in as they are.
 */
export const engineText = (language: Language, text: string): string =>
  language === 'en' ? text : (inChinese(text, mostNested) ?? text);

function inChinese(text: string, depth: number): string | null {
  if (depth === 0) return null;
  for (const { pattern, chinese } of forms) {
    const values = pattern.exec(text);
    if (values === null) continue;
    const said = filled(chinese, values.groups ?? {}, depth);
    if (said !== null) return said;
  }
  // several sentences, one after the other
  const parts = text.split(/(?<=\.) (?=[A-Z])|; /);
  if (parts.length < 2) return null;
  const said = parts.map((part) => inChinese(part, depth - 1));
  return said.every((part) => part !== null) ? said.join('') : null;
}

/** Null when a text within the text is not known. */
function filled(chinese: string, values: Readonly<Record<string, string>>, depth: number): string | null {
  const text = values['text'];
  const within = text === undefined ? '' : inChinese(text, depth - 1);
  if (within === null) return null;
  return chinese.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => {
    if (name === 'text') return within;
    const value = values[name] ?? '-';
    const asLever = lever.safeParse(value);
    return name === 'lever' && asLever.success ? termsZhCN.lever[asLever.data] : term('zh-CN', value);
  });
}
