/** A made-up helper: in every state it can be in, and installed with every outcome that a password dialog can have. */
import type { Handlers } from '../../contract/calls.ts';
import type { HelperOutcome, HelperPlan, HelperStatus } from '../../contract/helper.ts';
import { said } from './synthetic-said.ts';
import type { Said } from './synthetic-said.ts';

export interface SyntheticHelper {
  readonly state?: HelperStatus['state'];
  /** How the password dialog of the next installation ends. */
  readonly outcome?: HelperOutcome['kind'];
  readonly packagedBy?: string;
}

type HelperHandlers = Pick<Handlers, 'helper.status' | 'helper.plan' | 'helper.install' | 'helper.uninstall'>;

export interface HelperSide {
  readonly handlers: HelperHandlers;
  readonly status: () => HelperStatus;
}

/** ms for which a person is at the password dialog. */
const dialogMs = 400;

export function makeHelper({ state: first = 'absent', outcome = 'done', packagedBy }: SyntheticHelper): HelperSide {
  let state = first;
  const status = (): HelperStatus => {
    const installed = state !== 'absent' && state !== 'no-bus';
    const { sentence, text } = reasons[state];
    return {
      installed,
      state,
      version: installed ? '0.1.0' : null,
      reason: text,
      sentence,
      levers: state === 'ready' ? ['nice', 'ioPriority', 'schedPolicy', 'affinity', 'oomScore', 'cpuWeight'] : [],
      permissions: state === 'ready' ? ofActiveSession : notKnown,
      packagedBy: installed ? (packagedBy ?? null) : null,
    };
  };
  const carryOut = async (what: 'install' | 'uninstall'): Promise<HelperOutcome> => {
    await new Promise((resolve) => setTimeout(resolve, dialogMs));
    if (outcome === 'done') state = what === 'install' ? 'ready' : 'absent';
    return { kind: outcome, ...outcomes[outcome](what), status: status() };
  };
  return {
    status,
    handlers: {
      'helper.status': status,
      'helper.plan': ({ what }) => planOf(what, status()),
      'helper.install': () => carryOut('install'),
      'helper.uninstall': () => carryOut('uninstall'),
    },
  };
}

const ofActiveSession: HelperStatus['permissions'] = {
  adjustOwn: 'yes',
  adjustOther: 'challenge',
  freeze: 'challenge',
  end: 'no',
  units: 'challenge',
};
const notKnown: HelperStatus['permissions'] = {
  adjustOwn: 'unknown',
  adjustOther: 'unknown',
  freeze: 'unknown',
  end: 'unknown',
  units: 'unknown',
};

const reasons: Readonly<Record<HelperStatus['state'], Said>> = {
  ready: said('helper.ready', { version: '0.1.0' }),
  absent: said('helper.absent'),
  'no-bus': said('helper.no-bus', { why: 'ENOENT' }),
  'wrong-version': said('helper.wrong-version'),
  stopped: said('helper.stopped', { why: 'org.freedesktop.systemd1.UnitMasked' }),
};

const outcomes: Readonly<Record<HelperOutcome['kind'], (what: 'install' | 'uninstall') => Said>> = {
  done: (what) => said(what === 'install' ? 'helper-done.installed' : 'helper-done.removed'),
  dismissed: () => said('helper-done.dismissed'),
  'no-agent': (what) => said('helper-done.no-agent-terminal', { command: commandOf(what) }),
  refused: () => said('helper-done.not-allowed'),
  failed: () => said('helper-done.read-only', { why: '/usr/libexec' }),
};

const commandOf = (what: 'install' | 'uninstall'): string =>
  `pkexec /opt/BrainKernel/resources/helper/brainkernel-helper --${what} usr STAGING`;

const files: HelperPlan['files'] = [
  {
    path: '/usr/libexec/brainkernel-helper',
    bytes: 84_312,
    sha256: '9f2c81d0a7b1e35fc2a8d64e07b1c5a3d9e84f10b2c67a95e1d3f48c0a7b62e1',
    what: 'binary',
  },
  {
    path: '/usr/share/dbus-1/system.d/org.brainkernel.Helper1.conf',
    bytes: 1_104,
    sha256: '1b7d03c6f5a98e24d1c0b3a7f6e5d4c3b2a1908f7e6d5c4b3a29181706f5e4d3',
    what: 'dbus-policy',
  },
  {
    path: '/usr/share/polkit-1/actions/org.brainkernel.helper.policy',
    bytes: 3_872,
    sha256: '77ae19d2c3b4f5061728394a5b6c7d8e9fa0b1c2d3e4f5061728394a5b6c7d8e',
    what: 'polkit-actions',
  },
  {
    path: '/usr/lib/systemd/system/brainkernel-helper.service',
    bytes: 1_390,
    sha256: 'c0ffee11d2c3b4f5061728394a5b6c7d8e9fa0b1c2d3e4f5061728394a5b6c7d',
    what: 'unit',
  },
];

function planOf(what: 'install' | 'uninstall', { packagedBy, state }: HelperStatus): HelperPlan {
  const impossible =
    packagedBy !== null
      ? said('helper-plan.packaged-install', { package: packagedBy, manager: 'apt' })
      : state === 'no-bus'
        ? said('helper-plan.no-bus')
        : null;
  return {
    possible: impossible === null,
    ...(impossible ?? said(`helper-plan.${what}`)),
    files,
    command: commandOf(what),
  };
}
