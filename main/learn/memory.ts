/** What is kept of each decision, so that a thumb days later is learned with what the decision saw. */
import { z } from 'zod';
import type { Decision } from '../../contract/decision.ts';
import type { Action } from '../../contract/words.ts';
import { action, category } from '../../contract/words.ts';
import type { Case, Proposal } from '../decide/case.ts';
import { gentleStrength, strengthOf } from '../decide/tiers/learned-strength.ts';
import { situationOf } from '../decide/tiers/situation.ts';
import { isProtected } from '../policy/protected.ts';
import { printable } from '../printable.ts';
import { features, featuresOfCase, plainFeatures } from './features.ts';

export const memory = z.object({
  programKey: z.string(),
  name: z.string(),
  category,
  action,
  /** Of the treatment; of a gentle one where nothing was to be done. Ratio 0-1. */
  strength: z.number().min(0).max(1),
  features,
  /** Null where nobody was there to see it. */
  situation: z
    .object({ battery: z.boolean(), game: z.boolean(), presenting: z.boolean(), hour: z.number().min(0).max(24) })
    .nullable(),
  /** False for what was left alone for another reason than being unwanted: it is protected, or was in front. */
  teaches: z.boolean(),
});
export type Memory = Readonly<z.infer<typeof memory>>;

/** @param hour local hour of day with its fraction */
export function memoryOf(subject: Case, { action: of, treatment }: Proposal, hour: number): Memory {
  const strength = of === 'none' ? gentleStrength : strengthOf(treatment);
  const { app, context, foreground } = subject;
  return {
    programKey: app.program.key,
    name: printable(app.name),
    category: app.category,
    action: of,
    strength,
    features: featuresOfCase(subject, hour, strength),
    situation: situationOf(context, hour),
    teaches: !isProtected(app.category) && (of !== 'none' || !foreground),
  };
}

/** How hard an action usually is, where only the decision is left. */
const usualStrength: Readonly<Record<Action, number>> = {
  none: gentleStrength,
  favour: gentleStrength,
  'hold-back': 0.6,
  throttle: 1,
  freeze: 1,
  end: 1,
};

/** For a decision of before there were memories, or whose memory is gone. */
export function memoryFromDecision({ app, programKey, action: of }: Decision): Memory {
  const strength = usualStrength[of];
  return {
    programKey,
    name: app.name,
    category: app.category,
    action: of,
    strength,
    features: plainFeatures(strength),
    situation: null,
    teaches: !isProtected(app.category) && of !== 'none',
  };
}
