import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { policyDraft, treatmentName } from '../../contract/policies.ts';
import { category } from '../../contract/words.ts';
import { compileCondition } from '../policy/condition.ts';
import { expectedUsage } from './bookkeeping.ts';
import { buildPlannerRequest, plannerPrompt } from './planner-prompt.ts';
import type { WorkloadProfile } from './planner-prompt.ts';
import { mostDrafts, parsePlannerReply, plannerSchema } from './planner-reply.ts';

const profile = (change: Partial<WorkloadProfile> = {}): WorkloadProfile => ({
  categories: [{ category: 'indexer', apps: 2, cpu: 1.23456 }],
  unknowns: [{ name: 'acme-agent', cpu: 0.5 }],
  pressure: { cpu: 30, memory: 0, io: 1 },
  battery: false,
  policies: [{ condition: 'foreground', action: 'none' }],
  thumbs: [{ category: 'backup', up: 3, down: 1 }],
  ...change,
});

const draft = {
  description: 'Backups give way.',
  condition: 'app.category == "backup" && contended',
  action: 'hold-back',
  treatment: 'gentle',
};

describe("the planner's question", () => {
  it('names every category and treatment there is, and its example is a policy that can be read', () => {
    for (const word of [...category.options, ...treatmentName.options]) expect(plannerPrompt).toContain(word);
    const example = /\{"policies".*\}/.exec(plannerPrompt)?.[0] ?? '';
    const { drafts, problems } = parsePlannerReply(example);
    expect(problems).toEqual([]);
    expect(compileCondition(drafts[0]?.condition ?? '')).toMatchObject({ ok: true });
  });

  it('keeps each line of data one line of JSON, whatever a program is called', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (name) => {
        const { user } = buildPlannerRequest(profile({ unknowns: [{ name, cpu: 1 }] }), []);
        const lines = user.split('\n').map((line): unknown => JSON.parse(line));
        expect(lines).toContainEqual({ unknown: [[name, 1]] });
        expect(lines).toHaveLength(5);
      }),
    );
  });

  it('stays small on a busy machine', () => {
    const many = Array.from({ length: 300 }, (_, i) => i);
    const request = buildPlannerRequest(
      profile({
        categories: category.options.map((one) => ({ category: one, apps: 9, cpu: 1 })),
        unknowns: many.map((i) => ({ name: `a-program-with-a-long-name-${i}`, cpu: 1 })),
        policies: many.map(() => ({ condition: 'a'.repeat(2000), action: 'none' })),
      }),
      [],
    );
    expect(expectedUsage(request).inputTokens).toBeLessThan(4000);
  });

  it('says what was wrong with the last reply, a bounded number of things', () => {
    const { user } = buildPlannerRequest(
      profile(),
      Array.from({ length: 50 }, (_, i) => `problem ${i}`),
    );
    expect(user).toContain('problem 5');
    expect(user).not.toContain('problem 6');
  });
});

describe("the planner's reply", () => {
  it('is read draft by draft: a bad one spoils no other', () => {
    const { drafts, problems } = parsePlannerReply(JSON.stringify({ policies: [draft, { ...draft, action: 'end' }] }));
    expect(drafts).toEqual([draft]);
    expect(problems).toEqual([expect.stringContaining('policies[].action')]);
  });

  it('has so many drafts and no more', () => {
    const { drafts } = parsePlannerReply(JSON.stringify({ policies: Array.from({ length: 50 }, () => draft) }));
    expect(drafts).toHaveLength(mostDrafts);
  });

  it.each([
    '',
    'null',
    '[]',
    '{"policies":{}}',
    '{"policies":',
    `{"policies":[${'1,'.repeat(9000)}1]}`,
    '<html>',
    '"policies"',
  ])('is refused as a whole when it is %j', (text) => {
    const { drafts, problems } = parsePlannerReply(text);
    expect(drafts).toEqual([]);
    expect(problems).toHaveLength(1);
  });

  it('never yields what is no draft, and repeats nothing of its own to the model', () => {
    const field = fc.oneof(fc.string(), fc.constantFrom('none', 'freeze', 'gentle', 'throttle'), fc.json());
    const candidate = fc.oneof(
      fc.record({ description: field, condition: field, action: field, treatment: field }),
      fc.jsonValue(),
    );
    fc.assert(
      fc.property(fc.array(candidate, { maxLength: 5 }), fc.string({ minLength: 8 }), (policies, secret) => {
        const hostile = [...policies, { ...draft, [`k${secret}`]: secret }, { ...draft, action: secret }];
        const { drafts, problems } = parsePlannerReply(JSON.stringify({ policies: hostile.slice(-3) }));
        for (const one of drafts) expect(policyDraft.safeParse(one).success).toBe(true);
        expect(problems.join()).not.toContain(`k${secret}`);
      }),
    );
  });

  it('has a schema that strict modes take: every key required, none beside, no bounds', () => {
    const text = JSON.stringify(plannerSchema);
    expect(text).not.toMatch(/"(?:minLength|maxLength|minimum|maximum)"/);
    expect(text.match(/"additionalProperties":false/g)).toHaveLength(2);
    expect(plannerSchema).toMatchObject({
      properties: { policies: { items: { required: ['description', 'condition', 'action', 'treatment'] } } },
    });
  });
});
