/** What a person typed, as the setting it is meant to be, or why it is none. Pure. */
import { modelUrlProblem } from '../../contract/model-url.ts';

const bounds = {
  'llm.timeoutSeconds': { min: 1, max: 300, whole: false },
  'llm.budget.usdPerMonth': { min: 0, max: 10_000, whole: false },
  'llm.budget.tokensPerDay': { min: 0, max: 1_000_000_000, whole: true },
} as const;

type NumberKey = keyof typeof bounds;
type UrlKey = 'llm.groq.baseUrl' | 'llm.ollama.host';
type NameKey = 'llm.groq.model' | 'llm.ollama.model';
/** Settings that are typed in. */
export type EntryKey = NumberKey | UrlKey | NameKey;

export interface EntryProblem {
  readonly key: 'number' | 'whole' | 'empty' | 'long' | NonNullable<ReturnType<typeof modelUrlProblem>>;
  /** What is allowed, where that is a range. */
  readonly min: number;
  readonly max: number;
}

type Entry =
  { readonly ok: true; readonly value: string | number } | { readonly ok: false; readonly error: EntryProblem };

const isNumberKey = (key: EntryKey): key is NumberKey => Object.hasOwn(bounds, key);
const problem = (key: EntryProblem['key'], { min = 0, max = 0 } = {}): Entry => ({
  ok: false,
  error: { key, min, max },
});

/** Numbers may be written with spaces, `_` or grouping commas between the digits, and with either decimal mark. */
function readNumber(key: NumberKey, text: string): Entry {
  const { min, max, whole } = bounds[key];
  const compact = text.replaceAll(/[\s_]/g, '');
  const grouped = /^\d{1,3}(,\d{3})+(\.\d+)?$/.test(compact);
  const plain = grouped ? compact.replaceAll(',', '') : compact.replace(',', '.');
  const value = /^\d+(\.\d+)?$/.test(plain) ? Number(plain) : Number.NaN;
  if (!(value >= min && value <= max)) return problem('number', { min, max });
  return whole && !Number.isInteger(value) ? problem('whole') : { ok: true, value };
}

export function readEntry(key: EntryKey, typed: string): Entry {
  const text = typed.trim();
  if (isNumberKey(key)) return readNumber(key, text);
  if (text === '') return problem('empty');
  if (key === 'llm.groq.model' || key === 'llm.ollama.model')
    return text.length > 200 ? problem('long', { max: 200 }) : { ok: true, value: text };
  if (text.length > 2000) return problem('long', { max: 2000 });
  const wrong = modelUrlProblem(text);
  return wrong === null ? { ok: true, value: text } : problem(wrong);
}
