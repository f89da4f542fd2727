/**
 * What the engine says about policies, in English: decisions of policies that did not ship, checks of the verifier,
 * steps of a policy's life. Same form as sentences.ts, which every reader goes through.
 */
export const policySentences = {
  'policy.person':
    '{{app}} used {{cpu}} of a CPU while {{other}} waits. Your policy "{{policy}}" says that it should give way.',
  'policy.person-none': '{{app}} is left alone, as your policy "{{policy}}" says.',
  'policy.model':
    '{{app}} used {{cpu}} of a CPU while {{other}} waits. The policy "{{policy}}", proposed by a model, says that it should give way.',
  'policy.model-none': '{{app}} is left alone, as the policy "{{policy}}" says, which a model proposed.',
  'policy.learned':
    '{{app}} used {{cpu}} of a CPU while {{other}} waits. The policy "{{policy}}", drawn from your thumbs, says that it should give way.',
  'policy.learned-none': '{{app}} is left alone, as the policy "{{policy}}" says, which was drawn from your thumbs.',
  'policy.imported':
    '{{app}} used {{cpu}} of a CPU while {{other}} waits. The rule "{{rule}}" of "{{policy}}" says that it should give way.',
  'policy.imported-none': '{{app}} is left alone, as the rule "{{rule}}" of "{{policy}}" says.',

  'policy-check.schema-passed': 'It says what to do in known words.',
  'policy-check.schema-failed': 'It is not a policy that can be read: {{why}}.',
  'policy-check.condition-passed': 'Its condition is valid.',
  'policy-check.condition-failed': 'Its condition cannot be used: {{why}}.',
  'policy-check.bounds-passed': 'Action and treatment go together, and the condition is small.',
  'policy-check.bounds-mismatch': 'The treatment {{treatment}} does not go with the action {{action}}.',
  'policy-check.bounds-large': 'The condition has {{size}} parts; at most {{most}} are allowed.',
  'policy-check.bounds-fails': 'The condition cannot be evaluated everywhere: {{why}}.',
  'policy-check.immunity-passed': 'It cannot reach a program that must be left alone.',
  'policy-check.immunity-app': 'It could treat {{app}} ({{category}}), which is always left alone.',
  'policy-check.immunity-category': 'It could treat programs of the kind {{category}}, which are always left alone.',
  'policy-check.immunity-table':
    'Its rules for programs that are always left alone ({{count}} of those that BrainKernel knows) are not used.',
  'policy-check.person-passed': 'It contradicts nothing that you decided.',
  'policy-check.person-never': 'You decided that {{app}} is never touched, and it could treat {{app}}.',
  'policy-check.person-always': 'You decided that {{app}} may always be treated, and it could leave {{app}} alone.',
  'policy-check.person-milder': 'You found the treatment of {{app}} too hard, and it could treat {{app}} firmly.',
  'policy-check.person-table': 'Its rules for {{count}} programs that you decided about wait: your word goes first.',
  'policy-check.replay-passed':
    'On {{cases}} recorded cases it would have decided for {{apps}} programs, and nobody had objected.',
  'policy-check.replay-empty': 'There is no recorded session yet on which it could be tried.',
  'policy-check.replay-failed':
    'In a recorded session it would have treated {{app}}, and you had given a thumbs-down for that.',
  'policy-check.share-passed': 'It decides for a small share of programs ({{hit}} of {{of}} on a usual desktop).',
  'policy-check.share-recorded':
    'In the recorded sessions it would decide for {{hit}} of {{of}} programs; at most {{most}} may be.',
  'policy-check.share-usual':
    'On a usual desktop it could decide for {{hit}} of {{of}} programs; at most {{most}} may be.',
  'policy-check.instructions-passed': 'Its text describes and instructs nobody.',
  'policy-check.instructions-description': 'Its description gives instructions or hides something: "{{found}}".',
  'policy-check.instructions-literal': 'A text in its condition is no name of a program: "{{found}}".',

  'policy-step.drafted-person': 'You wrote it.',
  'policy-step.drafted-model': 'A model proposed it.',
  'policy-step.drafted-learned': 'It was drawn from your thumbs.',
  'policy-step.drafted-imported': 'It was imported.',
  'policy-step.revised': 'Version {{version}} was written and starts over.',
  'policy-step.verified': 'It passed every check.',
  'policy-step.shadow': 'It runs in shadow: what it would do is counted, and it decides nothing.',
  'policy-step.canary': 'It decides for half of the programs; the others are compared with them.',
  'policy-step.active': 'It decides for all programs.',
  'policy-step.canary-by-itself':
    'In shadow it would have decided {{would}} times without an objection, so it now decides for half of the programs.',
  'policy-step.back': 'It was taken one step back.',
  'policy-step.retired': 'It was retired.',
  'policy-step.recalled': 'It was called back from retirement.',
  'policy-step.rolled-back': 'Version {{version}} is back where it had been.',
  'policy-step.rolled-back-draft': 'Version {{version}} is back as a draft: it does not pass every check any more.',
  'policy-step.retreated':
    '{{bad}} of its {{of}} decisions were undone or got a thumbs-down, so it went back to shadow by itself.',

  'policy-next.unchecked': 'It is checked when you take it one step further.',
  'policy-next.learned-shadow':
    'It goes on by itself when it would have decided {{need}} times; so far {{would}}. You can take the step now.',
  'policy-next.shadow': 'Only you can let it decide. In shadow it would have decided {{would}} times so far.',
  'policy-next.canary':
    'Only you can let it decide for all programs. So far {{bad}} of its {{of}} decisions were undone or got a thumbs-down.',

  'policy-proposal.proposed': '{{count}} proposed. They run in shadow and decide nothing until you let them.',
  'policy-proposal.none': 'Nothing is worth a new policy now.',
  'policy-proposal.unfit': 'What {{model}} proposed did not pass the checks ({{why}}), so nothing was kept.',
  'policy-proposal.nobody': 'Nothing was proposed. {{why}}',
} as const;

export type PolicySentenceKey = keyof typeof policySentences;
