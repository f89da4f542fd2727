/** What a person types for a lever, read or refused with the reason. Pure. */
import type { ManualSetting } from '../../contract/calls.ts';

/** Why a field does not take what was typed; the screens' words for it are under `hand`. */
export type Fault = 'wantsInteger' | 'outOfRange' | 'wantsCpus' | 'noSuchCpu';

export type Typed<T> = { readonly value: T } | { readonly fault: Fault };

/** The engine's bounds: a lower nice could starve the desktop itself. */
export const niceRange = { low: -5, high: 19 } as const;
/** Best-effort levels, ioprio_set(2). */
export const levelRange = { low: 0, high: 7 } as const;

export function typedInteger(
  text: string,
  { low, high }: { readonly low: number; readonly high: number },
): Typed<number> {
  if (!/^-?\d{1,4}$/.test(text.trim())) return { fault: 'wantsInteger' };
  const value = Number(text);
  return value >= low && value <= high ? { value } : { fault: 'outOfRange' };
}

/**
 * A list of CPUs as the kernel prints it: `0-3,6`.
 * @param cpus how many the machine has
 */
export function typedCpus(text: string, cpus: number): Typed<readonly number[]> {
  const value = new Set<number>();
  for (const part of text.split(',')) {
    const [, first, last = first] = /^\s*(\d{1,4})(?:\s*-\s*(\d{1,4}))?\s*$/.exec(part) ?? [];
    if (first === undefined || Number(last) < Number(first)) return { fault: 'wantsCpus' };
    if (Number(last) >= cpus) return { fault: 'noSuchCpu' };
    for (let cpu = Number(first); cpu <= Number(last); cpu += 1) value.add(cpu);
  }
  return { value: [...value].sort((a, b) => a - b) };
}

export const schedulingClasses = ['other', 'batch', 'idle'] as const satisfies readonly Extract<
  ManualSetting,
  { lever: 'schedPolicy' }
>['value'][];

/** What a field of IO priority starts with: class and level of the kernel's text. `none` is level 4 at nice 0. */
export function ioFields(text: string): { readonly class: 'best-effort' | 'idle'; readonly level: string } {
  if (text.startsWith('idle')) return { class: 'idle', level: '7' };
  return { class: 'best-effort', level: /^best-effort\/([0-7])$/.exec(text)?.[1] ?? '4' };
}
