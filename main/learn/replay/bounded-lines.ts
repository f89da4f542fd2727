/** The lines of a segment, packed or not, never more of them at once than is reasonable: a file may be anybody's. */
import { open } from 'node:fs/promises';
import { pipeline } from 'node:stream';
import { constants, createGunzip } from 'node:zlib';

/** Characters of a line, and bytes of a segment when unpacked: ours have about 100 kB and 1 MiB. */
const longestLine = 512 * 2 ** 10;
const mostBytes = 64 * 2 ** 20;

/** `too-long`: a line that was left out. `cut`: the file ended, or became unreadable, in the middle. */
export type FoundLine = { readonly kind: 'line'; readonly text: string } | { readonly kind: 'too-long' | 'cut' };

/** The last line counts only with its newline: without one it was being written when the machine went down. */
export async function* boundedLines(path: string): AsyncGenerator<FoundLine> {
  let rest = '';
  let overlong = false;
  try {
    for await (const text of textOf(path)) {
      const lines = (rest + text).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        if (overlong || line.length > longestLine) yield { kind: 'too-long' };
        else if (line !== '') yield { kind: 'line', text: line };
        overlong = false;
      }
      if (rest.length > longestLine) {
        rest = '';
        overlong = true;
      }
    }
  } catch (error) {
    // a packed file that is damaged or endless: what was read before is good
    if (!(error instanceof DamagedError)) throw error;
    yield { kind: 'cut' };
    return;
  }
  if (rest !== '' || overlong) yield { kind: 'cut' };
}

class DamagedError extends Error {}

async function* textOf(path: string): AsyncGenerator<string> {
  await using file = await open(path, 'r');
  const { bytesRead, buffer } = await file.read(Buffer.alloc(2), 0, 2, 0);
  const isPacked = bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b;
  const raw = file.createReadStream({ start: 0, autoClose: false });
  // how it ends is seen by whoever reads
  const stream = isPacked ? pipeline(raw, unpacker(), () => undefined) : raw;
  const decoder = new TextDecoder();
  let bytes = 0;
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > mostBytes) throw new DamagedError('too large');
      yield decoder.decode(chunk, { stream: true });
    }
  } catch (error) {
    if (isPacked && error instanceof Error && 'code' in error && String(error.code).startsWith('Z_')) {
      throw new DamagedError(error.message);
    }
    throw error;
  } finally {
    stream.destroy();
  }
}

/** With this flush a file that was cut short still gives what it has. */
const unpacker = () => createGunzip({ finishFlush: constants.Z_SYNC_FLUSH });
