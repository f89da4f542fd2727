/** How busy the machine is, from /proc/stat; a bench that shares it waits for its moment. */
import { readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';

/** Seconds of all CPUs together since boot that were not idle: user, nice, system, irq, softirq, steal; proc_stat(5). */
export function busySeconds(): number {
  const [, user = 0, nice = 0, system = 0, , , irq = 0, softirq = 0, steal = 0] = readFileSync('/proc/stat', 'latin1')
    .slice(0, 400)
    .split(/\s+/)
    .map(Number);
  return (user + nice + system + irq + softirq + steal) / 100;
}

/** Waits for one second in which less than `cpus` CPUs were used; goes on without it when patience ends. */
export async function quietMoment(cpus: number, patienceSeconds: number): Promise<void> {
  for (let second = 0; second < patienceSeconds; second++) {
    const before = busySeconds();
    await setTimeout(1000);
    if (busySeconds() - before < cpus) return;
  }
}
