/** Untrusted text made plain: one line, no control or invisible characters, a bounded length. */

/**
 * Control characters become spaces; format characters (zero-width, bidirectional overrides) vanish, so that they can
 * neither hide nor split anything; broken surrogates are replaced. Runs of white space become one space.
 */
export function plainText(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]/gu, ' ')
    .replace(/\p{Cf}/gu, '')
    .replace(/\s+/g, ' ')
    .trim();
}

/** At most `length` UTF-16 units, the last an ellipsis when something was cut; never half of a surrogate pair. */
export function clip(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}

/** What a model wrote for a person: plain, without addresses that somebody might follow. */
export function sentenceFromModel(text: string, length: number): string {
  const plain = plainText(text).replace(/\b(?:[a-z][a-z0-9+.-]*:\/\/|www\.|mailto:|javascript:|data:)\S*/gi, '');
  return clip(plainText(plain), length);
}
