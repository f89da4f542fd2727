/**
 * The life of a policy: draft, verified, shadow, canary, active, retired. Pure. There is no move that names where it
 * leads, so a stage cannot be skipped: forward is one step, and any other move leads to where this version has been.
 */
import type { PolicyProvenance, PolicyState } from '../../contract/policies.ts';

export type LivingState = Exclude<PolicyState, 'retired'>;

export const forward = {
  draft: 'verified',
  verified: 'shadow',
  shadow: 'canary',
  canary: 'active',
} as const satisfies Partial<Record<LivingState, LivingState>>;

const backward = {
  verified: 'draft',
  shadow: 'verified',
  canary: 'shadow',
  active: 'canary',
} as const satisfies Partial<Record<LivingState, LivingState>>;

export interface Life {
  readonly state: PolicyState;
  /** The version that is current. */
  readonly version: number;
  /** Where it stood when it was retired; null while it lives. */
  readonly before: LivingState | null;
  /** The farthest that each version has come, by version from 1. */
  readonly reached: Readonly<Record<number, LivingState>>;
}

export type Move =
  | { readonly kind: 'advance' }
  | { readonly kind: 'step-back' }
  | { readonly kind: 'retire' }
  /** From canary or active to shadow, because it did harm. */
  | { readonly kind: 'retreat' }
  /** A new version takes its place, as a draft. */
  | { readonly kind: 'revise' }
  /** An earlier version takes its place, where it had come; `fit`: it still passes every check, else it is a draft. */
  | { readonly kind: 'roll-back'; readonly version: number; readonly fit: boolean };

export const born: Life = { state: 'draft', version: 1, before: null, reached: { 1: 'draft' } };

const hasNext = (state: PolicyState): state is keyof typeof forward => Object.hasOwn(forward, state);
const hasBefore = (state: PolicyState): state is keyof typeof backward => Object.hasOwn(backward, state);

/** The one step forward; null at the end. */
export const nextOf = ({ state }: Life): LivingState | null => (hasNext(state) ? forward[state] : null);

/** Where one step back leads; null at the beginning. */
export function previousOf({ state, before }: Life): LivingState | null {
  return state === 'retired' ? before : hasBefore(state) ? backward[state] : null;
}

const order = Object.keys({ draft: 0, verified: 0, shadow: 0, canary: 0, active: 0 } satisfies Record<LivingState, 0>);

/** Whether a state lies beyond another on the way forward. */
export const isBeyond = (state: LivingState, other: LivingState): boolean =>
  order.indexOf(state) > order.indexOf(other);

/** The life after the move; null where there is no such move. */
export function move(life: Life, { ...made }: Move): Life | null {
  switch (made.kind) {
    case 'advance':
      return lives(life, nextOf(life));
    case 'step-back':
      return lives(life, previousOf(life));
    case 'retreat':
      return life.state === 'canary' || life.state === 'active' ? lives(life, 'shadow') : null;
    case 'retire':
      return life.state === 'retired' ? null : { ...life, state: 'retired', before: life.state };
    case 'revise': {
      const version = Math.max(...Object.keys(life.reached).map(Number)) + 1;
      return { state: 'draft', version, before: null, reached: { ...life.reached, [version]: 'draft' } };
    }
    case 'roll-back': {
      const reached = life.reached[made.version];
      if (reached === undefined || made.version === life.version) return null;
      return { ...life, state: made.fit ? reached : 'draft', version: made.version, before: null };
    }
  }
}

function lives(life: Life, state: LivingState | null): Life | null {
  if (state === null) return null;
  const farthest = life.reached[life.version] ?? 'draft';
  const reached = isBeyond(state, farthest) ? { ...life.reached, [life.version]: state } : life.reached;
  return { ...life, state, before: null, reached };
}

/** How far a policy comes without a click of a person. What came from outside decides nothing before somebody agreed. */
export const farthestByItself: Readonly<Record<PolicyProvenance, LivingState>> = {
  'built-in': 'active',
  person: 'draft',
  imported: 'draft',
  model: 'shadow',
  learned: 'canary',
};

/** Whether the next step may come without a click. */
export function mayAdvanceByItself(life: Life, provenance: PolicyProvenance): boolean {
  const next = nextOf(life);
  return next !== null && !isBeyond(next, farthestByItself[provenance]);
}
