/** One call: untrusted input in, envelope out. Knows nothing of the wire. */
import { z } from 'zod';
import { CallError, calls } from '../../contract/calls.ts';
import type { CallName, CallOutput, CallParsed, Envelope, ErrorCode, Handlers } from '../../contract/calls.ts';
import type { Log } from '../log.ts';
import { printable } from '../printable.ts';

export interface DispatchOptions {
  readonly handlers: Handlers;
  /** Hold answers against the contract too. For development and tests: it costs more than many a call. */
  readonly checkOutput: boolean;
  /** Hears of what a caller is not told: bugs. */
  readonly log: Pick<Log, 'warn'>;
}

export const refusal = (code: ErrorCode, message: string): Envelope => ({ ok: false, error: { code, message } });

export const isCallName = (name: string): name is CallName => Object.hasOwn(calls, name);

/** The contract, typed so that a name's schemas and its handler are known to belong together. */
const contract: {
  readonly [N in CallName]: { readonly input: z.ZodType<CallParsed<N>>; readonly output: z.ZodType<CallOutput<N>> };
} = calls;

/** Never rejects. */
export async function dispatch(options: DispatchOptions, name: CallName, input: unknown): Promise<Envelope> {
  try {
    return await call(name, options.handlers, options.checkOutput, input);
  } catch (error) {
    if (error instanceof CallError) return refusal(error.code, error.message);
    options.log.warn(`${name} failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    return refusal('internal', 'something went wrong inside BrainKernel; its log says what');
  }
}

async function call<N extends CallName>(
  name: N,
  handlers: Pick<Handlers, N>,
  checkOutput: boolean,
  input: unknown,
): Promise<Envelope> {
  const parsed = contract[name].input.safeParse(input);
  if (!parsed.success) return refusal('bad-input', inOneLine(parsed.error));
  const value = await handlers[name](parsed.data);
  const wrong = checkOutput ? contract[name].output.safeParse(value).error : undefined;
  if (wrong !== undefined) throw new Error(`the answer breaks the contract: ${inOneLine(wrong)}`);
  return { ok: true, value };
}

/** `limit: Too big: expected number to be <=500; app: …` */
const inOneLine = (error: z.ZodError): string =>
  printable(
    error.issues
      .slice(0, 5)
      .map(({ path, message }) => (path.length === 0 ? message : `${z.core.toDotPath(path)}: ${message}`))
      .join('; '),
    1000,
  );
