/** What a model may answer, and nothing else: the schema sent to it and the check of what comes back. */
import { z } from 'zod';
import { action, category } from '../../contract/words.ts';
import { fail, ok } from '../result.ts';
import type { Result } from '../result.ts';
import { sentenceFromModel } from './text.ts';

/** A sentence in the interface, characters. */
const longestWhy = 200;

const entry = z.strictObject({
  i: z.int().min(0),
  category,
  background: action.exclude(['freeze', 'end']),
  confidence: z.number().min(0).max(1),
  why: z
    .string()
    .max(2000)
    .transform((text) => sentenceFromModel(text, longestWhy)),
});

/** One valid answer about the program of line `i`. */
export type Entry = Readonly<z.output<typeof entry>>;

const reply = z.strictObject({ verdicts: z.array(entry) });
const envelope = z.object({ verdicts: z.array(z.unknown()) });

/** Bounds are ours to check: strict modes refuse schemas that carry them (console.groq.com/docs/structured-outputs). */
const bounds = ['minimum', 'maximum', 'minLength', 'maxLength'];

const described = z.toJSONSchema(reply, {
  io: 'input',
  override: ({ jsonSchema }) => {
    for (const bound of bounds) Reflect.deleteProperty(jsonSchema, bound);
  },
});

/** The reply as a JSON schema, for providers that can hold a model to it. */
export const replySchema: Readonly<Record<string, unknown>> = Object.fromEntries(
  Object.entries(described).filter(([key]) => key !== '$schema'),
);

export interface ParsedReply {
  /** The first valid entry for each line that was asked about. */
  readonly entries: ReadonlyMap<number, Entry>;
  /** What was wrong, for the model to mend: codes and paths of the schema, none of the reply's own text. Empty if all is well. */
  readonly problems: string;
}

export function parseReply(text: string, asked: ReadonlySet<number>): ParsedReply {
  const entries = new Map<number, Entry>();
  const outer = parseJson(text);
  const checked = outer.ok ? envelope.safeParse(outer.value) : null;
  if (checked?.success !== true) {
    return {
      entries,
      problems: outer.ok ? 'reply: expected an object with the array "verdicts"' : 'reply: not valid JSON',
    };
  }
  const problems = new Set<string>();
  for (const candidate of checked.data.verdicts) {
    const { success, data, error } = entry.safeParse(candidate);
    if (!success) for (const issue of error.issues) problems.add(describe(issue));
    else if (!asked.has(data.i)) problems.add('verdicts[].i: not one of the lines');
    else if (!entries.has(data.i)) entries.set(data.i, data);
  }
  const missing = [...asked].filter((i) => !entries.has(i));
  if (missing.length > 0) problems.add(`missing or invalid: i = ${missing.join(', ')}`);
  return { entries, problems: [...problems].slice(-8).join('; ') };
}

/** zod's own words about a place in our schema. Keys the model made up are not repeated to it. */
function describe(issue: z.core.$ZodIssue): string {
  const place = ['verdicts[]', ...issue.path.map(String)].join('.');
  return issue.code === 'unrecognized_keys' ? `${place}: unrecognized keys` : `${place}: ${issue.message}`;
}

function parseJson(text: string): Result<unknown, null> {
  try {
    return ok(JSON.parse(text));
  } catch {
    return fail(null);
  }
}
