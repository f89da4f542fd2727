import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hrefOf, routeOf, views } from './route.ts';

test('an address of a decision comes back as that decision', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), (id) => {
      expect(routeOf(hrefOf({ view: 'decisions', id }))).toEqual({ view: 'decisions', id });
    }),
  );
});

test('any other address leads somewhere', () => {
  fc.assert(
    fc.property(fc.string(), (hash) => {
      expect(views).toContain(routeOf(hash).view);
    }),
  );
  expect(routeOf('')).toEqual({ view: 'now' });
  expect(routeOf('#/decisions/%E0%A4')).toEqual({ view: 'decisions', id: null });
});
