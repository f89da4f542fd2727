/** The helper in words: is it there, and what does polkit let this person do through it. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { HelperStatus } from '../../../contract/helper.ts';
import { say } from '../../../contract/sentences.ts';
import type { Lever } from '../../../contract/words.ts';
import type { HelperLink, HelperPresence } from './link.ts';

type Permission = HelperStatus['permissions']['end'];

/** What it adds for somebody without privilege. */
const levers: readonly Lever[] = [
  'nice',
  'schedPolicy',
  'ioPriority',
  'affinity',
  'oomScore',
  'freeze',
  'signal',
  'cpuWeight',
  'ioWeight',
  'cpuMax',
  'memoryHigh',
];

const actions = {
  adjustOwn: 'adjust-own',
  adjustOther: 'adjust-other',
  freeze: 'freeze',
  end: 'end',
  units: 'units',
} as const satisfies Record<keyof HelperStatus['permissions'], string>;

const nobodyAsked: HelperStatus['permissions'] = {
  adjustOwn: 'unknown',
  adjustOther: 'unknown',
  freeze: 'unknown',
  end: 'unknown',
  units: 'unknown',
};

/** Asks the helper and polkit; some milliseconds. A rule that looks at the target may answer otherwise for some. */
export async function helperStatusOf(link: HelperLink): Promise<Omit<HelperStatus, 'packagedBy'>> {
  const presence = await link.presence();
  const ready = presence.kind === 'ready';
  return {
    installed: ready || presence.kind === 'wrong-version' || presence.kind === 'stopped',
    state: presence.kind,
    version: ready ? presence.version : null,
    ...inWords(presence),
    levers: [...levers],
    permissions: ready ? await permissionsOf(link) : nobodyAsked,
  };
}

function inWords(presence: HelperPresence): Pick<HelperStatus, 'reason' | 'sentence'> {
  const values: Readonly<Record<string, string>> =
    presence.kind === 'ready' ? { version: presence.version } : { why: presence.why };
  const key = `helper.${presence.kind}` as const;
  return { reason: say(key, values), sentence: { key, values } };
}

async function permissionsOf(link: HelperLink): Promise<HelperStatus['permissions']> {
  const [adjustOwn, adjustOther, freeze, end, units] = await Promise.all(
    Object.values(actions).map((action) => permission(link, action)),
  );
  return {
    adjustOwn: adjustOwn ?? 'unknown',
    adjustOther: adjustOther ?? 'unknown',
    freeze: freeze ?? 'unknown',
    end: end ?? 'unknown',
    units: units ?? 'unknown',
  };
}

/** (is_authorized, is_challenge, details) of org.freedesktop.PolicyKit1.Authority.CheckAuthorization. */
const answer = z.tuple([z.tuple([z.boolean(), z.boolean()]).rest(z.unknown())]).rest(z.unknown());

async function permission(link: HelperLink, action: string): Promise<Permission> {
  const subject = ['unix-process', Object.entries(ourselves())];
  const asked = await link.askAuthority('CheckAuthorization', '(sa{sv})sa{ss}us', [
    subject,
    `org.brainkernel.helper.${action}`,
    [],
    0,
    '',
  ]);
  const parsed = answer.safeParse(asked.ok ? asked.value : null);
  if (!parsed.success) return 'unknown';
  const [[authorized, challenge]] = parsed.data;
  return authorized ? 'yes' : challenge ? 'challenge' : 'no';
}

/** This process as polkit's subject: pid, start time in clock ticks, uid. */
function ourselves(): Readonly<Record<string, readonly [string, unknown]>> {
  const stat = readFileSync('/proc/self/stat', 'latin1');
  const startTime = BigInt(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? 0);
  return { pid: ['u', process.pid], 'start-time': ['t', startTime], uid: ['i', process.getuid?.() ?? 0] };
}
