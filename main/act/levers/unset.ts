/** systemd says "not set" with the largest number of type t (org.freedesktop.systemd1(5)). */
export const UNSET = 2n ** 64n - 1n;

/** Canonical text of a property that nobody set. */
export const unset = 'default';

/** Weights and byte counts are written as they are. */
export const plainNumber = {
  format: (value: bigint): string => (value === UNSET ? unset : String(value)),
  parse: (text: string): bigint => (text === unset ? UNSET : BigInt(text)),
};
