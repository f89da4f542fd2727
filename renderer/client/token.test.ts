import { expect, test } from 'vitest';
import { takeToken } from './token.ts';

const memory = () => {
  const values = new Map<string, string>();
  return {
    getItem: (key: string) => values.get(key) ?? null,
    setItem: (key: string, value: string) => void values.set(key, value),
  };
};

test('the token leaves the address and the rest of it stays', () => {
  expect(takeToken('http://127.0.0.1:4000/?token=a%2Fb&x=1#/decisions', memory())).toEqual({
    token: 'a/b',
    cleanUrl: '/?x=1#/decisions',
  });
});

test('a reload of the same tab still has the token', () => {
  const storage = memory();
  takeToken('http://127.0.0.1:4000/?token=secret', storage);
  expect(takeToken('http://127.0.0.1:4000/', storage)).toEqual({ token: 'secret', cleanUrl: null });
});

test('a token given anew replaces the one kept', () => {
  const storage = memory();
  takeToken('http://127.0.0.1:4000/?token=old', storage);
  takeToken('http://127.0.0.1:4000/?token=new', storage);
  expect(takeToken('http://127.0.0.1:4000/', storage).token).toBe('new');
});

test('an address without a token in a new tab has none', () => {
  expect(takeToken('http://127.0.0.1:4000/', memory())).toEqual({ token: null, cleanUrl: null });
});
