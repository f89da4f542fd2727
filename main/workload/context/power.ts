/** Mains or battery: https://docs.kernel.org/ABI/testing/sysfs-class-power */
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Context } from '../app.ts';

export type Power = Pick<Context, 'power' | 'batteryPercent'>;

/** @param sysRoot where sysfs is, `/sys`. A machine without any supply to read is `unknown`. */
export async function readPower(sysRoot: string): Promise<Power> {
  const directory = join(sysRoot, 'class/power_supply');
  const names = await readdir(directory).catch(() => [] as string[]);
  const supplies = await Promise.all(names.map((name) => readSupply(join(directory, name))));
  // a mouse's battery says nothing of the machine
  const own = supplies.filter(({ scope }) => scope !== 'Device');
  const batteries = own.filter(({ type }) => type === 'Battery');
  const mains = own.filter(({ type }) => type === 'Mains' || type === 'USB');
  const levels = batteries.map(({ capacity }) => capacity).filter(Number.isFinite);
  const batteryPercent = levels.length === 0 ? null : levels.reduce((sum, level) => sum + level, 0) / levels.length;
  if (batteries.some(({ status }) => status === 'Discharging') && !mains.some(({ online }) => online)) {
    return { power: 'battery', batteryPercent };
  }
  if (mains.some(({ online }) => online) || batteries.length > 0) return { power: 'mains', batteryPercent };
  return { power: 'unknown', batteryPercent };
}

async function readSupply(directory: string): Promise<{
  readonly type: string;
  readonly scope: string;
  readonly online: boolean;
  readonly status: string;
  readonly capacity: number;
}> {
  const read = (name: string): Promise<string> =>
    readFile(join(directory, name), 'utf8').then(
      (text) => text.trim(),
      () => '',
    );
  const [type, scope, online, status, capacity] = await Promise.all(
    ['type', 'scope', 'online', 'status', 'capacity'].map(read),
  );
  return {
    type: type ?? '',
    scope: scope ?? '',
    online: online === '1' || online === '2',
    status: status ?? '',
    capacity: capacity === undefined || capacity === '' ? Number.NaN : Number(capacity),
  };
}
