/**
 * Simulated people with hidden tastes. What one likes or dislikes is known to nobody but the simulation; only answers
 * come out of it. A taste is what a treatment is worth to the person, -1 to 1; leaving alone is worth 0.
 */
import type { FeedbackReason } from '../../contract/decision.ts';
import type { Category } from '../../contract/words.ts';
import type { Situation } from '../../main/decide/tiers/situation.ts';

export interface Taste {
  readonly gentle: number;
  readonly firm: number;
  /** What is the matter where it is disliked. */
  readonly why: Extract<FeedbackReason, 'wrong-app' | 'wrong-time' | 'too-hard'>;
}

export interface Person {
  readonly name: string;
  /** How often programs of a category are busy, by weight. */
  readonly uses: Readonly<Partial<Record<Category, number>>>;
  /** Shares of time, ratio 0-1. */
  readonly battery: number;
  readonly game: number;
  readonly presenting: number;
  readonly taste: (category: Category, situation: Situation) => Taste;
}

const likes: Taste = { gentle: 0.5, firm: 0.7, why: 'wrong-app' };
const dislikes: Taste = { gentle: -0.6, firm: -0.8, why: 'wrong-app' };
const gentlyOnly: Taste = { gentle: 0.5, firm: -0.5, why: 'too-hard' };
const notNow: Taste = { gentle: -0.6, firm: -0.8, why: 'wrong-time' };
const whatever: Taste = { gentle: 0.05, firm: 0, why: 'too-hard' };

const background: Person['uses'] = { indexer: 8, sync: 8, backup: 5, updater: 6, telemetry: 3, compression: 4 };
const inFront: Person['uses'] = { browser: 6, communication: 3, 'media-player': 2 };
const rare = { battery: 0.1, game: 0, presenting: 0.02 };

const isAtWork = ({ hour }: Situation): boolean => hour >= 9 && hour < 17;

const tastes =
  (own: Readonly<Partial<Record<Category, Taste>>>, other: Taste): Person['taste'] =>
  (category) =>
    own[category] ?? other;

export const people: readonly Person[] = [
  {
    name: 'gamer',
    uses: { ...background, ...inFront, game: 6, 'game-launcher': 8, unknown: 6, 'ai-model': 2 },
    ...rare,
    game: 0.45,
    taste: (category, { game }) => (game ? likes : category === 'indexer' || category === 'telemetry' ? likes : notNow),
  },
  {
    name: 'developer',
    uses: { ...background, ...inFront, ide: 6, build: 14, 'test-runner': 10, 'ai-model': 5, runtime: 6, database: 4, unknown: 4 }, // prettier-ignore
    ...rare,
    taste: tastes({ build: dislikes, 'test-runner': dislikes, database: dislikes, unknown: dislikes, runtime: dislikes, 'ai-model': gentlyOnly, compression: whatever }, likes), // prettier-ignore
  },
  {
    name: 'video editor',
    uses: { ...background, ...inFront, 'media-creation': 8, compression: 16, 'ai-model': 6, scientific: 2, unknown: 3 },
    ...rare,
    taste: tastes({ compression: dislikes, 'ai-model': dislikes, sync: gentlyOnly, unknown: dislikes }, likes),
  },
  {
    name: 'office worker',
    uses: { ...background, ...inFront, sync: 14, office: 6, unknown: 6, utility: 6, server: 2 },
    ...rare,
    presenting: 0.1,
    taste: (category, situation) => {
      if (category === 'sync') return isAtWork(situation) && !situation.presenting ? notNow : likes;
      return category === 'server' ? dislikes : likes;
    },
  },
  {
    name: 'battery-anxious traveller',
    uses: { ...background, ...inFront, unknown: 5, runtime: 4, container: 2 },
    ...rare,
    battery: 0.5,
    taste: (category, { battery }) => {
      if (battery) return likes;
      return category === 'telemetry' ? likes : notNow;
    },
  },
  {
    name: 'contrarian',
    uses: { ...background, ...inFront, build: 5, 'test-runner': 3, unknown: 6, utility: 6, runtime: 5, server: 4 },
    ...rare,
    taste: tastes({ unknown: likes, utility: likes, runtime: likes, server: likes }, dislikes),
  },
  {
    name: 'content',
    uses: { ...background, ...inFront, build: 5, scientific: 3, unknown: 4 },
    ...rare,
    taste: tastes({ unknown: dislikes, build: gentlyOnly, scientific: gentlyOnly }, likes),
  },
];

/** One program in eight is another matter to the person than its kind. */
export const exceptional = 0.125;

export function opposite({ gentle, firm }: Taste): Taste {
  return gentle > 0 ? dislikes : { gentle: -gentle, firm: Math.abs(firm), why: 'wrong-app' };
}
