import { expect, test } from 'vitest';
import { anApp } from '../processes/rows.test-data.ts';
import { findApps } from './find-apps.ts';

const apps = [
  anApp({ id: 'a', name: 'LibreOffice', cpu: 0.9 }),
  anApp({ id: 'b', name: 'Firefox', cpu: 0.1 }),
  anApp({ id: 'c', name: 'firewalld', cpu: 0.2 }),
  anApp({ id: 'd', name: 'Campfire', cpu: 0.8 }),
];
const names = (search: string) => findApps(apps, search).map(({ name }) => name);

test('names that begin with it come first, then the busiest', () => {
  expect(names(' FIRE ')).toEqual(['firewalld', 'Firefox', 'Campfire']);
});

test('nothing typed finds nothing', () => {
  expect([names(''), names('  '), names('zzz')]).toEqual([[], [], []]);
});

test('a few are enough', () => {
  const many = Array.from({ length: 50 }, (_, i) => anApp({ id: `x${i}`, name: `x${i}` }));
  expect(findApps(many, 'x').length).toBeLessThan(10);
});
