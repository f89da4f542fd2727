import { expect, test } from 'vitest';
import { referencesOf } from './references.ts';

const never = () => false;

test('every way of importing is found, and nothing that only looks like one', () => {
  const { modules } = referencesOf(
    `import a from 'a'; import './side.js'; export * from "b"; export { c } from 'c'; const d = await import(\`./d.js\`);
     const text = "import 'not-this'; require('nor-this')"; console.log(a, d, text); emitter.require('nor-that');`,
    never,
  );
  expect(modules.toSorted()).toEqual(['./d.js', './side.js', 'a', 'b', 'c']);
});

test('a require is found under the name that a minifier left it', () => {
  const code = `import { createRequire as e } from 'node:module'; const p = e(import.meta.url); p('native'); export { p as i };`;
  const { modules, requires } = referencesOf(code, never);
  expect(modules).toContain('native');
  expect([...requires]).toEqual(['i']);
  const user = referencesOf(
    `import { i as z } from './runtime.js'; z('other'); q('nothing');`,
    (module, name) => [module, name].join() === './runtime.js,i',
  );
  expect(user.modules).toEqual(['./runtime.js', 'other']);
});

test('a name that means something else further in is left alone', () => {
  const code = `import { createRequire as e } from 'node:module'; const p = e(import.meta.url);
    function f(p) { return p('event'); } { const require = console.log; require('text'); } p('real');`;
  expect(referencesOf(code, never).modules).toEqual(['node:module', 'real']);
});

test('what is required in a try block is optional, unless it is required elsewhere too', () => {
  const { modules, optional } = referencesOf(
    `try { require('fast'); require('both') } catch { require('slow') } require('both')`,
    never,
  );
  expect(optional).toEqual(['fast']);
  expect(modules.toSorted()).toEqual(['both', 'slow']);
});

test('places beside the script are found', () => {
  const { places } = referencesOf(
    `const a = join(import.meta.dirname, '../preload/preload.cjs'); const b = new URL('./c.svg', import.meta.url); join(home, 'd');`,
    never,
  );
  expect(places).toEqual(['../preload/preload.cjs', 'c.svg']);
});

test('a place that a constant holds for others is only where they begin', () => {
  const { places } = referencesOf(
    `const r = join(import.meta.dirname, '../..'); open(join(r, 'out/renderer'), join(r, 'assets', 'icons'));`,
    never,
  );
  expect(places).toEqual(['../../out/renderer', '../../assets/icons']);
});

test('what is no script is refused', () => {
  expect(() => referencesOf('<html>', never)).toThrow();
});
