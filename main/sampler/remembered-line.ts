const NOTHING = new Int32Array(0);

/** A buffer that one stat line after the other is read into, seen as bytes and as 32-bit words. */
export class LineBuffer {
  readonly bytes: Buffer;
  readonly words: Int32Array;

  constructor() {
    const memory = new ArrayBuffer(4096);
    this.bytes = Buffer.from(memory);
    this.words = new Int32Array(memory);
  }
}

/**
 * The stat line of the reading before. Most processes sleep through a second, and their line comes back the same byte
 * for byte: to see that, a word at a time, costs a tenth of parsing it.
 */
export class RememberedLine {
  #words = NOTHING;
  #length = 0;

  /** Whether the first `length` bytes of the buffer are this line. */
  is(line: LineBuffer, length: number): boolean {
    if (length <= 0 || length !== this.#length) return false;
    clearLastWord(line.bytes, length);
    const remembered = this.#words;
    const read = line.words;
    const count = (length + 3) >> 2;
    for (let word = 0; word < count; word++) if (read[word] !== remembered[word]) return false;
    return true;
  }

  keep(line: LineBuffer, length: number): void {
    const count = (length + 3) >> 2;
    // numbers grow: some room is left for that
    if (count > this.#words.length) this.#words = new Int32Array(count + 8);
    clearLastWord(line.bytes, length);
    for (let word = 0; word < count; word++) this.#words[word] = line.words[word] ?? 0;
    this.#length = length;
  }

  forget(): void {
    this.#length = 0;
  }
}

/** So that what an earlier line left behind this one does not count. */
function clearLastWord(bytes: Buffer, length: number): void {
  for (let at = length; (at & 3) !== 0; at++) bytes[at] = 0;
}
