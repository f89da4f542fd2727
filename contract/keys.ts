/** Where a provider's key is kept. The key itself goes in once, when a person types it, and never comes out again. */
import { z } from 'zod';
import { sentence } from './decision.ts';

export const keyProvider = z.enum(['groq']);
export type KeyProvider = z.infer<typeof keyProvider>;

/** `unprotected`: on disk, but any program of this user can read it (Chromium's `basic_text`). */
const keyPlace = z.enum(['none', 'environment', 'session', 'keyring', 'unprotected']);

export const keyStatus = z.object({
  provider: keyProvider,
  kept: keyPlace,
  /** What saving would mean here; `no` where only this run can keep it. */
  canStore: z.enum(['keyring', 'unprotected', 'no']),
  /** The keyring's own name, for a person: "gnome-libsecret". Null when there is none. */
  keyring: z.string().nullable(),
  /** What went wrong with the stored key, in a sentence; null when nothing did. */
  problem: z.string().nullable(),
  /** The problem by key and values, for other languages. */
  sentence: sentence.nullable(),
});
export type KeyStatus = Readonly<z.infer<typeof keyStatus>>;

/** Printable and without spaces, as every provider's keys are. */
export const keyText = z
  .string()
  .min(8)
  .max(500)
  .regex(/^[\x21-\x7e]+$/, 'a key has no spaces and no other letters than ASCII');

/** What came of asking a provider something small, and which models it offers. */
export const modelTest = z.object({
  ok: z.boolean(),
  provider: z.enum(['groq', 'ollama']),
  model: z.string(),
  durationMs: z.number(),
  models: z.array(z.string()).describe('names it offers, sorted; empty when it could not be asked'),
  /** One sentence: what worked, or what failed and what to do. */
  text: z.string(),
  /** The same by key and values, for other languages. */
  sentence,
});
export type ModelTest = Readonly<z.infer<typeof modelTest>>;
