/**
 * Check `instructions`: the text of a policy is read by people and, as an example, by the next model. It describes; what
 * tries to direct a reader, to look like another part of a prompt or to hide is refused. Texts in the condition are
 * names of programs and nothing else.
 */
import { printable } from '../../printable.ts';
import type { Check } from './check.ts';
import { failed, passed } from './check.ts';

/** Names, paths, units: few words, no punctuation that a sentence or markup needs. */
const programName = /^[\p{L}\p{N} ._+@:/()&,~-]{0,120}$/u;
const mostWords = 5;

/** Controls, invisible and bidirectional characters, private use, unassigned. */
const hidden = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Cn}\p{Zl}\p{Zp}]/u;

/** Markup, templates and the markers with which chat models part speakers; words of two alphabets in one. */
const markers: readonly RegExp[] = [
  /<[/|!?]?[a-z_|]/i,
  /\|>|\/>/,
  /\[\s*\/?\s*(?:inst|sys|system|user|assistant)\b/i,
  /<<|>>|```|\{\{|\}\}|\{\s*"|#{2,}|-{3,}|={3,}/,
  /(?:^|[\s.;,"'([])(?:system|assistant|user|developer|human|ai|tool|function|instructions?)\s*:/i,
  /\bhttps?:|\bdata:|\bjavascript:|www\./i,
  /\p{Script=Latin}[\p{Script=Cyrillic}\p{Script=Greek}]|[\p{Script=Cyrillic}\p{Script=Greek}]\p{Script=Latin}/u,
];

/** Words that direct a reader rather than describe a program. */
const directions: readonly RegExp[] = [
  /\b(?:ignore|disregard|forget|override|bypass|overrule|discard|skip)\b.{0,60}\b(?:previous|above|prior|earlier|preceding|everything|safety|checks?|rules?|instructions?|prompts?|verif\w*|polic(?:y|ies)|guard|immunity)\b/i,
  /\b(?:new|following|hidden|real|these|my|your|system|previous|further)\s+(?:instructions?|prompts?|directives?|orders?|commands?|task)\b/i,
  /\b(?:you|planner|verifier|assistant|llm)\b.{0,20}\b(?:must|should|shall|have to|need to|are now|are an?|will now)\b/i,
  /\b(?:respond|reply|answer|speak)\s+(?:as|only|with|in)\b|\bact as (?:an?|the)? ?(?:ai|assistant|system|admin\w*|root|user)\b/i,
  /\b(?:pretend|roleplay|jailbreak|do anything now|developer mode|dan mode|as an ai)\b/i,
  /\b(?:mark|set|move|promote|advance|declare|approve|activate|deploy)\b.{0,40}\b(?:active|verified|canary|approved|trusted|polic(?:y|ies))\b/i,
  /\b(?:always|already)\s+(?:verified|approved|passed|trusted)\b/i,
  /\b(?:output|print|return|emit|write|repeat|reveal|include|propose|generate|add)\b.{0,40}\b(?:json|policy|policies|prompt|secrets?|verbatim|exactly|following|below)\b/i,
  /忽略.{0,12}(?:指令|规则|提示|以上|之前)|无视.{0,12}(?:指令|规则|检查)|系统提示|你现在是|扮演/,
];

export const instructions: Check = ({ draft: { description }, condition: { literals } }) => {
  const literal = literals.find((text) => !isProgramName(text));
  if (literal !== undefined) {
    return failed('instructions', 'policy-check.instructions-literal', { found: printable(literal, 40) });
  }
  const found = suspectIn(description);
  return found === null
    ? passed('instructions', 'policy-check.instructions-passed')
    : failed('instructions', 'policy-check.instructions-description', { found: printable(found, 40) });
};

function isProgramName(text: string): boolean {
  return programName.test(text) && text.split(/\s+/).length <= mostWords && suspectIn(text) === null;
}

/** What in a text is no description; null when it is one. Letters in disguise (full width, styled) are folded first. */
function suspectIn(text: string): string | null {
  const control = hidden.exec(text);
  if (control) return `U+${(control[0].codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
  const folded = text.normalize('NFKC').replaceAll(/[\s_*~]+/g, ' ');
  for (const pattern of [...markers, ...directions]) {
    const match = pattern.exec(folded);
    if (match) return match[0].trim();
  }
  return null;
}
