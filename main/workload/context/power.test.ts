import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readPower } from './power.ts';

let root = '';
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'power-'));
});
afterEach(() => rm(root, { recursive: true }));

async function supply(name: string, fields: Readonly<Record<string, string>>): Promise<void> {
  const directory = join(root, 'class/power_supply', name);
  await mkdir(directory, { recursive: true });
  for (const [field, value] of Object.entries(fields)) await writeFile(join(directory, field), `${value}\n`);
}

test('a laptop off its charger runs on battery', async () => {
  await supply('AC', { type: 'Mains', online: '0' });
  await supply('BAT0', { type: 'Battery', status: 'Discharging', capacity: '62' });
  expect(await readPower(root)).toEqual({ power: 'battery', batteryPercent: 62 });
});

test('a laptop that charges over USB runs on mains', async () => {
  await supply('ucsi-source-psy-USBC000:001', { type: 'USB', online: '1' });
  await supply('BAT0', { type: 'Battery', status: 'Charging', capacity: '80' });
  await supply('BAT1', { type: 'Battery', status: 'Full', capacity: '100' });
  expect(await readPower(root)).toEqual({ power: 'mains', batteryPercent: 90 });
});

test('the battery of a mouse says nothing of the machine', async () => {
  await supply('hidpp_battery_0', { type: 'Battery', scope: 'Device', status: 'Discharging', capacity: '5' });
  expect(await readPower(root)).toEqual({ power: 'unknown', batteryPercent: null });
});

test('a desktop machine without any supply is unknown', async () => {
  expect(await readPower(root)).toEqual({ power: 'unknown', batteryPercent: null });
});
