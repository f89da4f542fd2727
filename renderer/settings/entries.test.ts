import fc from 'fast-check';
import { expect, test } from 'vitest';
import { settingsChange } from '../../contract/engine.ts';
import { readEntry } from './entries.ts';
import type { EntryKey } from './entries.ts';

const keys: readonly EntryKey[] = [
  'llm.timeoutSeconds',
  'llm.budget.usdPerMonth',
  'llm.budget.tokensPerDay',
  'llm.groq.baseUrl',
  'llm.ollama.host',
  'llm.groq.model',
  'llm.ollama.model',
];

test.each([
  ['llm.budget.usdPerMonth', ' 2.50 ', 2.5],
  ['llm.budget.usdPerMonth', '2,5', 2.5],
  ['llm.budget.tokensPerDay', '200,000', 200_000],
  ['llm.budget.tokensPerDay', '1 000 000', 1_000_000],
  ['llm.budget.tokensPerDay', '0', 0],
  ['llm.ollama.host', ' http://localhost:11434 ', 'http://localhost:11434'],
  ['llm.groq.model', 'openai/gpt-oss-20b', 'openai/gpt-oss-20b'],
] as const)('%s takes %j', (key, text, value) => {
  expect(readEntry(key, text)).toEqual({ ok: true, value });
});

test.each([
  ['llm.budget.usdPerMonth', '-1', 'number'],
  ['llm.budget.usdPerMonth', '10001', 'number'],
  ['llm.budget.usdPerMonth', '', 'number'],
  ['llm.budget.usdPerMonth', '1e3', 'number'],
  ['llm.budget.tokensPerDay', '0.5', 'whole'],
  ['llm.timeoutSeconds', '0', 'number'],
  ['llm.ollama.host', 'localhost:11434', 'scheme'],
  ['llm.ollama.host', 'nonsense', 'not-a-url'],
  ['llm.ollama.host', 'http://192.168.1.9:11434', 'unencrypted'],
  ['llm.groq.baseUrl', 'https://me:secret@api.groq.com', 'credentials'],
  ['llm.groq.model', '  ', 'empty'],
] as const)('%s does not take %j: %s', (key, text, why) => {
  expect(readEntry(key, text)).toMatchObject({ ok: false, error: { key: why } });
});

test('whatever is typed, the engine takes what was read from it', () => {
  const typed = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.webUrl(),
    fc.double().map(String),
    fc.integer().map(String),
  );
  fc.assert(
    fc.property(fc.constantFrom(...keys), typed, (key, text) => {
      const entry = readEntry(key, text);
      if (entry.ok) expect(settingsChange.safeParse({ [key]: entry.value }).success).toBe(true);
    }),
  );
});
