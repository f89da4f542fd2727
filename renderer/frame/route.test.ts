import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hrefOf, hrefOfView, routeOf, views } from './route.ts';

const id = fc.string({ minLength: 1 });

test('an address of a decision or a policy comes back as that one', () => {
  fc.assert(
    fc.property(id, (id) => {
      for (const route of [
        { view: 'decisions', id },
        { view: 'learning', place: { part: 'policy', id } },
        { view: 'learning', place: { part: 'write', id } },
      ] as const)
        expect(routeOf(hrefOf(route))).toEqual(route);
    }),
  );
});

test('every part of Learning has an address', () => {
  for (const place of [
    { part: 'overview' },
    { part: 'policies' },
    { part: 'import' },
    { part: 'write', id: null },
  ] as const)
    expect(routeOf(hrefOf({ view: 'learning', place }))).toEqual({ view: 'learning', place });
});

test('the navigation leads to every view', () => {
  expect(views.map((view) => routeOf(hrefOfView(view)).view)).toEqual(views);
});

test('any other address leads somewhere', () => {
  fc.assert(
    fc.property(fc.string(), (hash) => {
      expect(views).toContain(routeOf(hash).view);
    }),
  );
  expect(routeOf('')).toEqual({ view: 'now' });
  expect(routeOf('#/decisions/%E0%A4')).toEqual({ view: 'decisions', id: null });
  expect(routeOf('#/learning/policy/%E0%A4')).toEqual({ view: 'learning', place: { part: 'policies' } });
  expect(routeOf('#/learning/nonsense')).toEqual({ view: 'learning', place: { part: 'overview' } });
});
