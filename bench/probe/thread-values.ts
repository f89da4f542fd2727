/** What the scheduler was told about every thread of some processes, as text that can be compared. */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

/** Thread -> nice, policy, IO priority and the autogroup's nice value. Throws when a process is gone. */
export function threadValues(pids: readonly number[]): ReadonlyMap<string, string> {
  const threads = pids.flatMap((pid) => readdirSync(`/proc/${pid}/task`).map((tid) => ({ pid, tid })));
  // one line a thread, in the order asked for: ionice(1)
  const ioPriorities = execFileSync('ionice', ['-p', ...threads.map(({ tid }) => tid)], { encoding: 'utf8' }).split(
    '\n',
  );
  return new Map(
    threads.map(({ pid, tid }, index) => {
      const stat = readFileSync(`/proc/${pid}/task/${tid}/stat`, 'latin1');
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      const group = readFileSync(`/proc/${pid}/autogroup`, 'utf8').trim();
      return [tid, `nice ${fields[16]}, policy ${fields[38]}, io ${ioPriorities[index]}, ${group}`];
    }),
  );
}
