import type { IoPriority } from '../../decide/case.ts';
import { fail, ok } from '../../result.ts';
import { denied, failureOf } from './failure.ts';
import type { ThreadLever } from './lever.ts';

/** ioprio_set(2): the class in bits 13-15, its data (level and hint) below. */
const classes = ['none', 'realtime', 'best-effort', 'idle'] as const;
const CLASS_SHIFT = 13;
const DATA_MASK = (1 << CLASS_SHIFT) - 1;
const LEVEL_MASK = 7;

/** The text of an ioprio value: `none`, `idle`, `best-effort/4`. Data that is not 0 is kept, whatever the class. */
export function formatIoPriority(value: number): string {
  const name = classes[value >> CLASS_SHIFT] ?? `class-${value >> CLASS_SHIFT}`;
  const data = value & DATA_MASK;
  return data === 0 && (name === 'none' || name === 'idle') ? name : `${name}/${data}`;
}

/** The number behind such a text; null for anything else. */
export function parseIoPriority(text: string): number | null {
  const [, name, data = '0'] = /^([a-z-]+)(?:\/(\d{1,4}))?$/.exec(text) ?? [];
  const index = classes.findIndex((one) => one === name);
  const number = Number(data);
  return index < 0 || number > DATA_MASK ? null : (index << CLASS_SHIFT) | number;
}

/** What a treatment asks for. The idle class has no levels. */
export const ioPriorityText = ({ class: name, level }: IoPriority): string =>
  name === 'none' || name === 'idle' ? name : `${name}/${level}`;

/** Later in the queue is larger. `none` follows nice (ioprio_set(2)), which is best-effort/4 at nice 0. */
function rank(text: string): number {
  const value = parseIoPriority(text);
  if (value === null) return -1;
  switch (classes[value >> CLASS_SHIFT]) {
    case 'none':
      return 4;
    case 'best-effort':
      return value & LEVEL_MASK;
    case 'idle':
      return 8;
    default:
      return -1;
  }
}

const USUAL = rank('none');

/** The IO priority of each thread. */
export const ioPriority: ThreadLever = {
  lever: 'ioPriority',
  read: (thread, calls) => {
    const found = calls.getIoPriority(thread.tid);
    return found.ok ? ok(formatIoPriority(found.value)) : fail(failureOf(found.error));
  },
  write: (tid, text, calls) => {
    const value = parseIoPriority(text);
    if (value === null) return fail(denied(`${text} is no IO priority`));
    const written = calls.setIoPriority(tid, value);
    return written.ok ? ok(null) : fail(failureOf(written.error));
  },
  mayReplace: (before, after) => {
    const [was, wanted] = [rank(before), rank(after)];
    if (was < 0 || wanted < 0) return false;
    return wanted > USUAL ? was < wanted : was === USUAL && wanted < USUAL;
  },
};
