/** The life of the made-up policies: written, checked, watched, tried, in force, retired, and each step back. */
import { CallError } from '../../contract/calls.ts';
import type { Handlers } from '../../contract/calls.ts';
import type { Settings } from '../../contract/engine.ts';
import type { ImportReport, PolicyDetail, PolicyDraft, PolicyState, PolicySummary } from '../../contract/policies.ts';
import { compileCondition } from '../../main/policy/condition.ts';
import { importRules } from '../../main/policy/import/import-rules.ts';
import { makePolicies, noResults, notUnderstood, refused, step, verified } from './synthetic-policy-data.ts';
import type { KeptPolicy } from './synthetic-policy-data.ts';
import { said } from './synthetic-said.ts';

type PolicyHandlers = Pick<Handlers, Extract<keyof Handlers, `policies.${string}`>>;

export interface PolicySide {
  readonly handlers: PolicyHandlers;
  readonly onTrial: () => readonly { readonly id: string; readonly description: string; readonly since: number }[];
}

/** ms in which a made-up model thinks. */
const thinkingMs = 600;

export function makePolicySide(settings: () => Settings, firstDay: boolean): PolicySide {
  const policies = new Map<string, KeptPolicy>(makePolicies(Date.now(), firstDay).map((policy) => [policy.id, policy]));
  let written = 10;

  const known = (id: string): KeptPolicy => {
    const found = policies.get(id);
    if (found === undefined) throw new CallError('not-found', 'There is no such policy (any more).');
    return found;
  };
  const keep = (policy: KeptPolicy): PolicyDetail => {
    policies.set(policy.id, policy);
    return detailOf(policy);
  };
  const move = (policy: KeptPolicy, to: PolicyState, key: Parameters<typeof step>[3]): PolicyDetail =>
    keep({
      ...policy,
      state: to,
      before: to === 'retired' ? policy.state : null,
      history: [step(Date.now(), policy.state, to, key), ...policy.history],
    });
  const draft = (provenance: 'person' | 'model' | 'imported', content: PolicyDraft, rules = 1): PolicyDetail => {
    const at = Date.now();
    return keep({
      id: `${provenance}-${(written += 1)}`,
      provenance,
      state: 'draft',
      before: null,
      versions: [{ version: 1, at, by: provenance, ...content }],
      current: 1,
      rules,
      results: noResults,
      history: [step(at, null, 'draft', `policy-step.drafted-${provenance}`)],
      verification: null,
    });
  };

  return {
    onTrial: () =>
      [...policies.values()]
        .filter(({ state }) => state === 'canary')
        .map((policy) => ({
          id: policy.id,
          description: contentOf(policy).description,
          since: policy.history[0]?.at ?? 0,
        })),
    handlers: {
      'policies.list': () => ({ policies: [...policies.values()].map(summaryOf) }),
      'policies.get': ({ id }) => detailOf(known(id)),
      'policies.draft': ({ id, ...content }) => {
        if (id === undefined) return draft('person', content);
        const policy = known(id);
        const number = Math.max(...policy.versions.map(({ version }) => version)) + 1;
        const at = Date.now();
        return keep({
          ...policy,
          state: 'draft',
          versions: [{ version: number, at, by: 'person', ...content }, ...policy.versions],
          current: number,
          verification: null,
          history: [step(at, policy.state, 'draft', 'policy-step.revised', { version: number }), ...policy.history],
        });
      },
      'policies.advance': ({ id }) => {
        const policy = known(id);
        const next = nextOf(policy);
        if (next === null) throw new CallError('conflict', 'It has come as far as a policy comes.');
        if (next !== 'verified') return move(policy, next, `policy-step.${next}`);
        const verification = verify(contentOf(policy).condition, policy.rules > 1);
        const checked = { ...policy, verification };
        return verification.passed ? move(checked, next, 'policy-step.verified') : keep(checked);
      },
      'policies.stepBack': ({ id }) => {
        const policy = known(id);
        const previous = previousOf(policy);
        if (previous === null) throw new CallError('conflict', 'There is no step back from here.');
        return move(policy, previous, policy.state === 'retired' ? 'policy-step.recalled' : 'policy-step.back');
      },
      'policies.retire': ({ id }) => {
        if (id === 'foreground')
          throw new CallError('refused', 'This policy protects what you use and what must answer at once; it stays.');
        return move(known(id), 'retired', 'policy-step.retired');
      },
      'policies.rollBack': ({ id, version }) => {
        const policy = known(id);
        if (!policy.versions.some((one) => one.version === version))
          throw new CallError('not-found', `There is no version ${version} of this policy (any more).`);
        const entry = step(Date.now(), policy.state, policy.state, 'policy-step.rolled-back', { version });
        return keep({ ...policy, current: version, history: [entry, ...policy.history] });
      },
      'policies.import': ({ source, files, apply }) => {
        // the real reader; what it would change is made up
        const { report } = importRules(source, files);
        const told: ImportReport = { ...report, changes: report.rules === 0 ? [] : changes, policyId: null };
        if (!apply) return told;
        const { policy } = draft(
          'imported',
          {
            description: `${report.rules} rules of ${source}`,
            condition: `${report.rules} rules, asked where !foreground`,
            action: 'hold-back',
            treatment: 'firm',
          },
          report.rules,
        );
        return { ...told, policyId: policy.id };
      },
      'policies.propose': async () => {
        await new Promise((resolve) => setTimeout(resolve, thinkingMs));
        if (settings()['llm.provider'] === 'none')
          return {
            proposed: [],
            ...said('policy-proposal.nobody', { why: 'No model is asked: it is switched off in the settings.' }),
          };
        const { policy } = draft('model', {
          description: 'Game launchers that run behind something else give way.',
          condition: 'app.category == "game-launcher" && !foreground && contended && behaviour.cpu5 > limit.cpu',
          action: 'hold-back',
          treatment: 'gentle',
        });
        move({ ...known(policy.id), verification: verified(Date.now()) }, 'shadow', 'policy-step.shadow');
        return {
          proposed: [{ id: policy.id, description: policy.description }],
          ...said('policy-proposal.proposed', { count: 1 }),
        };
      },
    },
  };
}

const changes: ImportReport['changes'] = [
  {
    app: 'Tracker',
    category: 'indexer',
    from: 'hold-back',
    to: 'throttle',
    rule: 'BG_CPUIO: tracker-miner-fs-3 (00-default/gnome.rules)',
  },
  { app: 'rust-analyzer', category: 'language-server', from: 'none', to: 'hold-back', rule: 'LSP: rust-analyzer' },
];

const contentOf = (policy: KeptPolicy): KeptPolicy['versions'][number] => {
  const found = policy.versions.find(({ version }) => version === policy.current);
  if (found === undefined) throw new Error(`${policy.id} has no version ${policy.current}`);
  return found;
};

const forward = {
  draft: 'verified',
  verified: 'shadow',
  shadow: 'canary',
  canary: 'active',
  active: null,
  retired: null,
} as const;
const backward = { draft: null, verified: 'draft', shadow: 'verified', canary: 'shadow', active: 'canary' } as const;

const nextOf = ({ state, provenance }: KeptPolicy) => (provenance === 'built-in' ? null : forward[state]);
const previousOf = ({ state, before, provenance }: KeptPolicy): PolicyState | null => {
  if (state === 'retired') return before;
  return provenance === 'built-in' ? null : backward[state];
};

/** A check that failed, or what only a click can do. */
function blockedOf({ state, provenance, verification, results }: KeptPolicy): PolicySummary['blocked'] {
  const failed = verification?.checks.find(({ passed }) => !passed);
  if (failed !== undefined) return failed.sentence;
  switch (state) {
    case 'draft':
      return said('policy-next.unchecked').sentence;
    case 'shadow':
      return provenance === 'learned'
        ? said('policy-next.learned-shadow', { need: 20, would: results.wouldTreat }).sentence
        : said('policy-next.shadow', { would: results.wouldTreat }).sentence;
    case 'canary':
      return said('policy-next.canary', { bad: results.down + results.undone, of: results.treated }).sentence;
    case 'verified':
    case 'active':
    case 'retired':
      return null;
  }
}

function summaryOf(policy: KeptPolicy): PolicySummary {
  const { description, condition, action, treatment } = contentOf(policy);
  const { id, provenance, state, rules, results, current, history } = policy;
  return {
    id,
    description,
    condition,
    action,
    treatment,
    provenance,
    version: current,
    state,
    hits: results.treated,
    rules,
    results,
    next: nextOf(policy),
    previous: previousOf(policy),
    blocked: blockedOf(policy),
    changedAt: history[0]?.at ?? null,
  };
}

const detailOf = (policy: KeptPolicy): PolicyDetail => ({
  policy: summaryOf(policy),
  versions: [...policy.versions],
  history: [...policy.history],
  verification: policy.verification,
});

/** The real checker reads the condition; what it would hit is made up. */
function verify(condition: string, ruleSet: boolean) {
  const at = Date.now();
  if (ruleSet) return verified(at);
  const compiled = compileCondition(condition);
  if (!compiled.ok) return notUnderstood(at, compiled.error);
  return condition.includes('app.') ? verified(at) : refused(at);
}
