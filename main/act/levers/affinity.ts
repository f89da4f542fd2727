import { fail, ok } from '../../result.ts';
import { denied, failureOf } from './failure.ts';
import type { ThreadLever } from './lever.ts';

/** CPU numbers as the kernel prints them: `0-3,6`. */
export function formatCpus(cpus: readonly number[]): string {
  const ranges: { first: number; last: number }[] = [];
  for (const cpu of [...new Set(cpus)].sort((a, b) => a - b)) {
    const open = ranges.at(-1);
    if (open?.last === cpu - 1) open.last = cpu;
    else ranges.push({ first: cpu, last: cpu });
  }
  return ranges.map(({ first, last }) => (first === last ? `${first}` : `${first}-${last}`)).join(',');
}

/** Null for anything but such a list. At most 8192 CPUs, the kernel's own limit. */
export function parseCpus(text: string): readonly number[] | null {
  const cpus: number[] = [];
  for (const part of text.split(',')) {
    const [, first, last = first] = /^(\d{1,4})(?:-(\d{1,4}))?$/.exec(part) ?? [];
    if (first === undefined || last === undefined || Number(last) < Number(first) || Number(last) > 8191) return null;
    for (let cpu = Number(first); cpu <= Number(last); cpu++) cpus.push(cpu);
  }
  return cpus;
}

/** The CPUs each thread may run on. Narrowed only: a thread that pinned itself elsewhere stays there. */
export const affinity: ThreadLever = {
  lever: 'affinity',
  read: (thread, calls) => {
    const found = calls.getAffinity(thread.tid);
    return found.ok ? ok(formatCpus(found.value)) : fail(failureOf(found.error));
  },
  write: (tid, text, calls) => {
    const cpus = parseCpus(text);
    if (cpus === null) return fail(denied(`${text} is no list of CPUs`));
    const written = calls.setAffinity(tid, cpus);
    return written.ok ? ok(null) : fail(failureOf(written.error));
  },
  mayReplace: (before, after) => {
    const allowed = new Set(parseCpus(before));
    const wanted = parseCpus(after) ?? [];
    return wanted.length > 0 && wanted.length < allowed.size && wanted.every((cpu) => allowed.has(cpu));
  },
};
