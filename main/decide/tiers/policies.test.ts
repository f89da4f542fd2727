import { expect, it } from 'vitest';
import { sayIn } from '../../../contract/say-in.ts';
import { category } from '../../../contract/words.ts';
import type { Match } from '../../policy/matcher.ts';
import type { Policy } from '../../policy/policy.ts';
import { factsOf } from '../../policy/facts.ts';
import { aCase, anApp } from '../case.fixture.ts';
import { policyTier } from './policies.ts';

const match = (change: Partial<Policy>, more: Partial<Match> = {}): Match => {
  const policy: Policy = {
    id: 'person-1',
    description: 'Indexers wait',
    when: 'true',
    action: 'hold-back',
    treatment: 'gentle',
    sentence: 'policy.person',
    evidence: ['cpu'],
    confidence: 0.9,
    provenance: 'person',
    version: 1,
    ...change,
  };
  return { policy, action: policy.action, treatment: policy.treatment, rule: null, ...more };
};

const proposal = (found: Match | null, subject = aCase()) =>
  policyTier({ match: () => found })(subject, factsOf(subject));

it('names the policy of a person, in both languages, and is decided by its id', () => {
  const found = proposal(match({}));
  expect(found).toMatchObject({ tier: 'policy', decider: 'person-1', action: 'hold-back', confidence: 0.9 });
  expect(found?.explanation).toBe(
    'Tracker used 100% of a CPU while Firefox waits. Your policy "Indexers wait" says that it should give way.',
  );
  expect(sayIn('zh-CN', found?.sentence ?? null, '')).toBe(
    'Tracker 用了 CPU 的 100%，而 Firefox 在等待。你的策略“Indexers wait”要求它让位。',
  );
});

it('says whose policy it is, and that it leaves alone where it does', () => {
  expect(proposal(match({ sentence: 'policy.model' }))?.explanation).toContain('proposed by a model');
  expect(proposal(match({ sentence: 'policy.learned' }))?.explanation).toContain('drawn from your thumbs');
  const spares = match({ action: 'none', treatment: 'leave-alone' });
  expect(proposal(spares)).toMatchObject({
    action: 'none',
    explanation: 'Tracker is left alone, as your policy "Indexers wait" says.',
  });
});

it('names the rule of an imported set, and does what the rule says', () => {
  const found = proposal(
    match(
      { sentence: 'policy.imported', description: 'Rules of ananicy' },
      { action: 'throttle', treatment: 'throttle', rule: 'BG_CPUIO: tracker' },
    ),
  );
  expect(found).toMatchObject({ action: 'throttle', treatment: { cpuMax: 0.5 } });
  expect(found?.explanation).toContain('The rule "BG_CPUIO: tracker" of "Rules of ananicy"');
});

it('keeps what a description hides out of the sentence', () => {
  expect(proposal(match({ description: 'a\u202Eb\u0000c' }))?.explanation).toContain('"a b c"');
});

it('says of what ships what it always said, and nothing where no policy holds', () => {
  for (const one of category.options.slice(0, 3)) {
    const subject = aCase({ app: anApp({ category: one }) });
    expect(proposal(match({ sentence: 'policy.indexer', provenance: 'built-in' }), subject)?.sentence?.key).toBe(
      'policy.indexer',
    );
  }
  expect(proposal(null)).toBeNull();
});
