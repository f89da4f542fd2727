/** The machine in a few words, for a bug report: what it is, never whose it is. */
import { readFile } from 'node:fs/promises';
import { cpus, release, totalmem } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';
import type { MachineDescription } from '../../contract/desktop.ts';
import { printable } from '../printable.ts';

export interface DescribeOptions {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** systeminformation starts programs (lspci, xrandr) that may hang; then only what needs none is told. ms. */
  readonly limitMs?: number;
  readonly probe?: () => Promise<Probed>;
}

/** What takes longer than reading a file. */
export interface Probed {
  readonly distribution: string | null;
  readonly cpu: string | null;
  readonly gpu: string | null;
}

/** Never rejects: what cannot be told is null. */
export async function describeMachine({
  environment,
  limitMs = 4000,
  probe = askSystem,
}: DescribeOptions): Promise<MachineDescription> {
  const versions: Readonly<Record<string, string | undefined>> = process.versions;
  const late = new AbortController();
  const probed = await Promise.race([
    probe().catch(() => null),
    wait(limitMs, null, { ref: false, signal: late.signal }).catch(() => null),
  ]).finally(() => late.abort());
  return {
    distribution: probed?.distribution ?? (await distributionOf('/etc/os-release')),
    kernel: release(),
    desktop: word(environment['XDG_CURRENT_DESKTOP']),
    session: word(environment['XDG_SESSION_TYPE']),
    cpu: probed?.cpu ?? word(cpus()[0]?.model),
    cpus: cpus().length,
    memoryTotal: totalmem(),
    gpu: probed?.gpu ?? null,
    electron: versions['electron'] ?? null,
    node: process.versions.node,
    sqlite: versions['sqlite'] ?? '',
  };
}

/** Loaded when somebody asks: it costs 10 MB. Only these fields of it are looked at, for others name host and serials. */
async function askSystem(): Promise<Probed> {
  const { default: system } = await import('systeminformation');
  const [os, cpu, graphics] = await Promise.all([system.osInfo(), system.cpu(), system.graphics()]);
  const gpus = graphics.controllers.map(({ vendor, model }) => word(`${vendor} ${model}`));
  return {
    distribution: word(`${os.distro} ${os.release}`),
    cpu: word(`${cpu.manufacturer} ${cpu.brand}`),
    gpu: gpus.filter((gpu) => gpu !== null).join(', ') || null,
  };
}

/** PRETTY_NAME of os-release(5); null where there is none. */
async function distributionOf(file: string): Promise<string | null> {
  const text = await readFile(file, 'utf8').catch(() => '');
  return word(/^PRETTY_NAME=(.*)$/m.exec(text)?.[1]?.replaceAll(/^["']|["']$/g, ''));
}

/** One short line, or null for nothing. */
const word = (text: string | undefined): string | null => printable(text ?? '', 200) || null;
