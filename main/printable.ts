/** Untrusted text made fit for a sentence, a log line or a table cell. */

// controls, formats (bidirectional overrides, zero-width characters), line and paragraph separators
const unprintable = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu;

/** One line, without control and bidi characters, at most `most` characters. */
export function printable(text: string, most = 120): string {
  const clean = text.replace(unprintable, ' ').trim();
  return clean.length > most ? `${clean.slice(0, most - 1)}…` : clean;
}
