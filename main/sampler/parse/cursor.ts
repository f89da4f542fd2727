const NEWLINE = 0x0a;
const SPACE = 0x20;
const MINUS = 0x2d;
const DOT = 0x2e;
const ZERO = 0x30;
const NINE = 0x39;

/**
 * Walks through the bytes of a /proc file and reads its decimal numbers without making strings: a thousand stat lines
 * a second would otherwise be some 50,000 short-lived strings. One cursor is reused for many files (`over`).
 */
export class Cursor {
  /** A number was asked for where none was. Stays set until the next `over`. */
  failed = false;
  at = 0;
  #bytes: Uint8Array = new Uint8Array(0);
  #end = 0;

  /** Starts over, on bytes [from, end). */
  over(bytes: Uint8Array, from: number, end: number): this {
    this.#bytes = bytes;
    this.at = from;
    this.#end = Math.min(end, bytes.length);
    this.failed = false;
    return this;
  }

  /** The byte at the cursor, -1 at the end; moves on by one. */
  byte(): number {
    return this.at < this.#end ? (this.#bytes[this.at++] ?? -1) : -1;
  }

  /** Skips blanks and reads a whole number; never crosses a line. Beyond 2^53 it is rounded, as any JS number. */
  integer(): number {
    const bytes = this.#bytes;
    const end = this.#end;
    let at = this.at;
    while (at < end && bytes[at] === SPACE) at++;
    const negative = at < end && bytes[at] === MINUS;
    if (negative) at++;
    const first = at;
    let value = 0;
    while (at < end) {
      const digit = (bytes[at] ?? 0) - ZERO;
      if (digit < 0 || digit > 9) break;
      value = value * 10 + digit;
      at++;
    }
    if (at === first) this.failed = true;
    this.at = at;
    return negative ? -value : value;
  }

  /** As `integer`, with a fraction: `0.42`. */
  decimal(): number {
    const whole = this.integer();
    if (this.at >= this.#end || this.#bytes[this.at] !== DOT) return whole;
    let value = 0;
    let scale = 1;
    for (this.at++; this.at < this.#end; this.at++) {
      const byte = this.#bytes[this.at] ?? 0;
      if (byte < ZERO || byte > NINE) break;
      value = value * 10 + byte - ZERO;
      scale *= 10;
    }
    return whole + value / scale;
  }

  /**
   * Passes over `count` fields of digits and gives a 32-bit key of them, 0 when all are 0: enough to see that one of them
   * changed, without making numbers that are too large for V8 to keep off the heap.
   */
  digest(count: number): number {
    const bytes = this.#bytes;
    const end = this.#end;
    let at = this.at;
    let key = 0;
    for (let left = count; left > 0; left--) {
      key = Math.imul(key, 0x01000193);
      while (at < end && bytes[at] === SPACE) at++;
      for (; at < end; at++) {
        const digit = (bytes[at] ?? 0) - ZERO;
        if (digit < 0 || digit > 9) break;
        key = (Math.imul(key, 31) + digit) | 0;
      }
    }
    this.at = at;
    return key;
  }

  /** Passes over `count` blank-separated fields of any kind. */
  skip(count: number): void {
    const bytes = this.#bytes;
    const end = this.#end;
    let at = this.at;
    for (let left = count; left > 0; left--) {
      while (at < end && bytes[at] === SPACE) at++;
      while (at < end && bytes[at] !== SPACE && bytes[at] !== NEWLINE) at++;
    }
    this.at = at;
  }
}
