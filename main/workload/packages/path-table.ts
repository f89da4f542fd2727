/**
 * Which of up to 65,536 lists may hold a path, for hundreds of thousands of paths at eight bytes each: only a hash of
 * each path is kept, so an answer is a candidate that the reader must verify in the list itself.
 */
export interface PathTable {
  /** Adds the absolute paths of a list, one a line, but for those that hold nothing that runs. */
  readonly add: (list: number, lines: Buffer) => void;
  /** Numbers of the lists that may hold the path, smallest first. */
  readonly candidates: (path: string) => readonly number[];
}

const newline = 0x0a;
const bucketBits = 8;
const listBits = 0x1_0000;

/** Directories of packages that hold nothing that runs. */
const barren = [
  '/usr/share/doc/',
  '/usr/share/man/',
  '/usr/share/locale/',
  '/usr/share/icons/',
  '/usr/include/',
  '/usr/src/',
].map((directory) => Buffer.from(directory));

export function createPathTable(): PathTable {
  const buckets = Array.from({ length: 1 << bucketBits }, createBucket);

  return {
    add: (list, lines) => {
      let start = 0;
      while (start < lines.length) {
        let end = lines.indexOf(newline, start);
        if (end < 0) end = lines.length;
        if (end > start && !isBarren(lines, start)) {
          const hash = hashOf(lines, start, end);
          // hash and list number together stay below 2^48: exact in a float
          buckets[hash >>> (32 - bucketBits)]?.push(hash * listBits + list);
        }
        start = end + 1;
      }
    },
    candidates: (path) => {
      const bytes = Buffer.from(path);
      const hash = hashOf(bytes, 0, bytes.length);
      return (
        buckets[hash >>> (32 - bucketBits)]
          ?.range(hash * listBits, (hash + 1) * listBits)
          .map((key) => key % listBits) ?? []
      );
    },
  };
}

interface Bucket {
  readonly push: (key: number) => void;
  /** Keys from `from` up to but not including `to`. */
  readonly range: (from: number, to: number) => readonly number[];
}

/** Keys in a growing array that is sorted when first asked: 256 small sorts when needed instead of a long one. */
function createBucket(): Bucket {
  let keys = new Float64Array(64);
  let count = 0;
  let sorted = true;
  return {
    push: (key) => {
      if (count === keys.length) {
        const larger = new Float64Array(count * 2);
        larger.set(keys);
        keys = larger;
      }
      keys[count] = key;
      count += 1;
      sorted = false;
    },
    range: (from, to) => {
      if (!sorted) {
        keys = keys.slice(0, count).sort();
        sorted = true;
      }
      let low = 0;
      let high = count;
      while (low < high) {
        const middle = (low + high) >>> 1;
        if ((keys[middle] ?? 0) < from) low = middle + 1;
        else high = middle;
      }
      const found: number[] = [];
      for (let index = low; index < count && (keys[index] ?? to) < to; index += 1) found.push(keys[index] ?? 0);
      return found;
    },
  };
}

function isBarren(lines: Buffer, start: number): boolean {
  // /usr/i… and /usr/s… only: most lines need no comparison
  const fifth = lines[start + 5];
  if (fifth !== 0x69 && fifth !== 0x73) return false;
  return barren.some((directory) => {
    const end = start + directory.length;
    return end <= lines.length && directory.compare(lines, start, end) === 0;
  });
}

/** FNV-1a over the path, without a leading `/usr`: on a merged-/usr system both spellings are one file. */
function hashOf(bytes: Buffer, start: number, end: number): number {
  let hash = 0x811c9dc5;
  for (let index = start + usrLength(bytes, start); index < end; index += 1) {
    hash = Math.imul(hash ^ (bytes[index] ?? 0), 0x01000193);
  }
  return hash >>> 0;
}

/** 4 for a path that starts with `/usr/`, else 0. */
function usrLength(bytes: Buffer, start: number): number {
  const isUsr =
    bytes[start + 1] === 0x75 && bytes[start + 2] === 0x73 && bytes[start + 3] === 0x72 && bytes[start + 4] === 0x2f;
  return isUsr ? 4 : 0;
}
