import { Cursor } from './cursor.ts';

const OPEN = 0x28;
const CLOSE = 0x29;

/** include/linux/sched.h: the flags of field 9 that matter here. */
const PF_FORKNOEXEC = 0x00000040;
const PF_KTHREAD = 0x00200000;

/**
 * The line of /proc/PID/stat (proc_pid_stat(5)), parsed from its bytes. One object is reused for every process; what is
 * to be kept is copied out. The kernel prints the name raw: it may hold `)`, blanks, newlines and broken UTF-8, so it
 * ends at the last `)` of the line.
 */
export class StatLine {
  pid = 0;
  /** The name's bytes are [nameStart, nameEnd) of the buffer last parsed. */
  nameStart = 0;
  nameEnd = 0;
  /** One ASCII character, as its code. */
  state = 0;
  parentPid = 0;
  processGroup = 0;
  session = 0;
  ttyNumber = 0;
  flags = 0;
  majorFaults = 0;
  /** User and system time, clock ticks. */
  cpuTicks = 0;
  nice = 0;
  threads = 0;
  /** Clock ticks since boot. */
  startTime = 0;
  residentPages = 0;
  /**
   * Changes with every exec: a key of where the program's code and stack lie, since addresses are randomised. Constant
   * where the reader may not trace the process; 0 for kernel threads and once the process has given up its memory.
   */
  imageKey = 0;
  policy = 0;
  readonly #cursor = new Cursor();

  /** False when the bytes are no whole stat line; the fields then mean nothing. */
  parse(bytes: Uint8Array, length: number): boolean {
    const open = bytes.indexOf(OPEN);
    const close = bytes.lastIndexOf(CLOSE, length - 1);
    if (open < 0 || close < open || close >= length) return false;
    const cursor = this.#cursor.over(bytes, 0, open);
    this.pid = cursor.integer();
    if (cursor.failed) return false;
    this.nameStart = open + 1;
    this.nameEnd = close;
    cursor.over(bytes, close + 2, length);
    this.state = cursor.byte();
    this.parentPid = cursor.integer();
    this.processGroup = cursor.integer();
    this.session = cursor.integer();
    this.ttyNumber = cursor.integer();
    cursor.skip(1); // tpgid
    this.flags = cursor.integer();
    cursor.skip(2); // minflt cminflt
    this.majorFaults = cursor.integer();
    cursor.skip(1); // cmajflt
    this.cpuTicks = cursor.integer() + cursor.integer();
    cursor.skip(3); // cutime cstime priority
    this.nice = cursor.integer();
    this.threads = cursor.integer();
    cursor.skip(1); // itrealvalue
    this.startTime = cursor.integer();
    cursor.skip(1); // vsize
    this.residentPages = cursor.integer();
    cursor.skip(1); // rsslim
    this.imageKey = cursor.digest(3); // startcode endcode startstack
    cursor.skip(12); // kstkesp .. rt_priority
    this.policy = cursor.integer();
    return !cursor.failed;
  }

  get kernelThread(): boolean {
    return (this.flags & PF_KTHREAD) !== 0;
  }

  /** Forked and still running its parent's program. */
  get beforeExec(): boolean {
    return (this.flags & PF_FORKNOEXEC) !== 0;
  }

  /** Dead but not yet waited for (Z), or about to vanish (X). */
  get dead(): boolean {
    return this.state === 0x5a || this.state === 0x58;
  }

  /** The name as text, broken UTF-8 as U+FFFD; `known` itself when it is the same, so that no string is made. */
  name(bytes: Buffer, known: string): string {
    const length = this.nameEnd - this.nameStart;
    if (known.length === length) {
      let at = 0;
      while (at < length && known.charCodeAt(at) === bytes[this.nameStart + at]) at++;
      // equal codes below 0x80 are equal text; above, bytes and UTF-16 codes do not compare
      if (at === length && isAscii(bytes, this.nameStart, this.nameEnd)) return known;
    }
    return bytes.toString('utf8', this.nameStart, this.nameEnd);
  }
}

function isAscii(bytes: Buffer, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if ((bytes[at] ?? 0) > 0x7f) return false;
  return true;
}
