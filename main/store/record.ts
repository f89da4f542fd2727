/** Whole values kept as JSON in a column. A crash, a bug or a person may have put anything there: parsed on every read. */
import type { z } from 'zod';

/** The value a column holds; null when it is not JSON or not of this shape. */
export function fromColumn<T>(shape: z.ZodType<T>, column: unknown): T | null {
  if (typeof column !== 'string') return null;
  let value: unknown;
  try {
    value = JSON.parse(column);
  } catch {
    return null;
  }
  const parsed = shape.safeParse(value);
  return parsed.success ? parsed.data : null;
}

/** Those of the columns that can be read, in their order. */
export function fromColumns<T>(shape: z.ZodType<T>, columns: readonly unknown[]): readonly T[] {
  return columns.map((column) => fromColumn(shape, column)).filter((value) => value !== null);
}
