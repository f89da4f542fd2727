import fc from 'fast-check';
import { expect, test } from 'vitest';
import { importReport } from '../../../contract/policies.ts';
import { importRules } from './import-rules.ts';
import { ruleSetFrom, textOfRuleSet } from './rule-set.ts';
import { tableOf } from '../rule-table.ts';

const source = fc.constantFrom('ananicy' as const, 'system76' as const);
const bytes = fc.uint8Array({ maxLength: 400 }).map((array) => Buffer.from(array).toString('utf8'));
const words = fc.constantFrom(
  '{',
  '}',
  '"',
  ',',
  ':',
  '\n',
  ' ',
  '"name"',
  '"type"',
  '"nice"',
  '"cgroup"',
  '"cmdlines"',
  '["a"]',
  '19',
  '-5',
  'assignments',
  'exceptions',
  'include',
  'name=',
  'parent=',
  '"x*"',
  'nice=5',
  'p',
  '__proto__',
  '/-',
  '=',
  ';',
  '#', // prettier-ignore
);
const soup = fc.array(words, { maxLength: 80 }).map((parts) => parts.join(''));
const file = fc.record({
  name: fc.oneof(fc.constantFrom('a.rules', 'b.types', 'c.cgroups', 'd.kdl', '__proto__'), fc.string()),
  text: fc.oneof(bytes, soup, fc.string({ unit: 'binary' })),
});

test('whatever bytes the files hold, importing neither throws nor breaks the contract, and the set survives its text', () => {
  fc.assert(
    fc.property(source, fc.array(file, { maxLength: 4 }), (from, files) => {
      const { set, report } = importRules(from, files);
      expect(importReport.safeParse({ ...report, changes: [], policyId: null }).success).toBe(true);
      expect(report.rules).toBe(report.holdBack + report.leaveAlone);
      expect(report.notUnderstood).toBeGreaterThanOrEqual(report.problems.length);
      const again = ruleSetFrom(textOfRuleSet(set));
      expect(again).toEqual({ ok: true, value: set });
      expect(tableOf(set).size).toBe(report.rules);
    }),
    { numRuns: 1500 },
  );
});

test('problems are bounded in number and length, printable, and all counted', () => {
  const text = Array.from({ length: 5000 }, () => `\u001B[31m${'x'.repeat(5000)}`).join('\n');
  const { report } = importRules('ananicy', [{ name: `${'n'.repeat(900)}.rules`, text }]);
  expect(report.notUnderstood).toBe(5000);
  expect(report.problems.length).toBe(1000);
  for (const problem of report.problems.slice(0, 10)) {
    expect(problem.text.length).toBeLessThanOrEqual(160);
    expect(problem.file.length).toBeLessThanOrEqual(160);
    expect(`${problem.text}${problem.file}${problem.why}`).not.toMatch(/\p{Cc}/u);
  }
});

test.each([
  '',
  'null',
  '{}',
  '[]',
  '{"format":1}',
  '{"format":2,"source":"ananicy","meanings":[],"names":[],"withArguments":[],"conditions":[],"exceptions":[]}',
])('a kept set that reads %j is refused', (text) => {
  expect(ruleSetFrom(text)).toMatchObject({ ok: false });
});

test('a kept set whose rules point nowhere is refused', () => {
  const { set } = importRules('ananicy', [{ name: 'a.rules', text: '{"name":"java","cmdlines":["x"],"nice":5}' }]);
  expect(ruleSetFrom(textOfRuleSet({ ...set, meanings: [] }))).toMatchObject({ ok: false });
});
