import { expect, test } from 'vitest';
import { CallError } from '../../contract/calls.ts';
import { keyStatus } from '../../contract/keys.ts';
import { createSessionKeys } from './session-keys.ts';

const key = `gsk_${'testkey0'.repeat(6)}`;
const kept = (keys: ReturnType<typeof createSessionKeys>) =>
  keys.status().map((status) => keyStatus.parse(status).kept);

test('without any key there is none, and that is said', () => {
  const keys = createSessionKeys({});
  expect(keys.get('groq')).toBeNull();
  expect(keys.status()).toEqual([
    { provider: 'groq', kept: 'none', canStore: 'no', keyring: null, problem: null, sentence: null },
  ]);
});

test.each(['', '   ', undefined])('a variable that is %j holds no key', (value) => {
  const keys = createSessionKeys({ GROQ_API_KEY: value });
  expect([keys.get('groq'), ...kept(keys)]).toEqual([null, 'none']);
});

test('the key of the environment is used, without the line end that a shell left on it', () => {
  const keys = createSessionKeys({ GROQ_API_KEY: `${key}\n` });
  expect([keys.get('groq'), ...kept(keys)]).toEqual([key, 'environment']);
});

test('a key typed in wins for this run and is told, until it is forgotten', async () => {
  const keys = createSessionKeys({ GROQ_API_KEY: 'from-the-environment' });
  const told: unknown[] = [];
  const dispose = keys.onChange(() => told.push(keys.get('groq')));
  expect((await keys.set('groq', key, 'session')).kept).toBe('session');
  expect((await keys.forget('groq')).kept).toBe('environment');
  dispose();
  await keys.set('groq', key, 'session');
  expect(told).toEqual([key, 'from-the-environment']);
});

test('nothing can be stored, and that is said without touching what is there', async () => {
  const keys = createSessionKeys({});
  await keys.set('groq', key, 'session');
  const refused = keys.set('groq', 'another-key', 'stored');
  await expect(refused).rejects.toThrow(CallError);
  await expect(refused).rejects.toThrow('GROQ_API_KEY');
  expect(keys.get('groq')).toBe(key);
});

test('a status never holds a key', async () => {
  const keys = createSessionKeys({ GROQ_API_KEY: key });
  const answers = [keys.status(), await keys.set('groq', `${key}1`, 'session'), await keys.forget('groq')];
  expect(JSON.stringify(answers)).not.toContain(key);
});
