import { describe, expect, it } from 'vitest';
import { unitOf } from './cgroup-unit.ts';
import { natureOf } from './nature.ts';
import { reading } from './reading.fixture.ts';
import type { Sketch } from './reading.fixture.ts';
import { claimOf } from './trust-claim.ts';
import type { Claim } from './trust.ts';

function claims(sketch: Omit<Sketch, 'pid'> & { readonly comm?: string }): Claim {
  const process = { ...reading({ pid: 10, ...sketch }), ...(sketch.comm !== undefined && { name: sketch.comm }) };
  return claimOf(process, natureOf(process), unitOf(process.identity.cgroup));
}

describe('the file that decides', () => {
  it('is the executable, or the script that an interpreter runs', () => {
    expect(claims({ exe: '/usr/bin/pipewire' }).file).toBe('/usr/bin/pipewire');
    expect(claims({ exe: '/usr/bin/python3', argv: ['python3', '/usr/bin/tuned'] }).file).toBe('/usr/bin/tuned');
    expect(claims({ exe: '/usr/bin/bash', argv: ['-bash'] }).file).toBe('/usr/bin/bash');
  });

  it('is nowhere for a script with a relative name, a module and code', () => {
    expect(claims({ exe: '/usr/bin/python3', argv: ['python3', 'tuned'] }).file).toBeNull();
    expect(claims({ exe: '/usr/bin/python3', argv: ['python3', '-m', 'tuned'] }).file).toBeNull();
    expect(claims({ exe: '/usr/bin/python3', argv: ['python3', '-c', 'x'] }).file).toBeNull();
  });

  it('is hidden where another user’s may not be read', () => {
    expect(claims({ exe: null, argv: ['/usr/sbin/NetworkManager'], uid: 0 })).toMatchObject({
      hidden: true,
      byRoot: true,
    });
  });
});

describe('a container', () => {
  const hash = 'a'.repeat(64);

  it('of root’s service manager has paths of its own', () => {
    expect(claims({ exe: '/init', cgroup: `/system.slice/docker-${hash}.scope` }).contained).toBe(true);
  });

  it('that a user’s manager calls so is no reason to look away', () => {
    const cgroup = `/user.slice/user-1000.slice/user@1000.service/app.slice/docker-${hash}.scope`;
    expect(claims({ exe: '/home/eve/pipewire', cgroup }).contained).toBe(false);
  });
});

describe('a borrowed name', () => {
  it('is a protected program’s, shown as process name or first argument by another program', () => {
    expect(claims({ exe: '/usr/bin/sleep', argv: ['pipewire', '9'] }).borrowed).toBe('pipewire');
    expect(claims({ exe: '/usr/bin/sleep', argv: ['/usr/sbin/sshd: listener'] }).borrowed).toBe('sshd');
    expect(claims({ exe: '/home/eve/x', argv: ['x'], comm: 'polkitd' }).borrowed).toBe('polkitd');
    expect(claims({ exe: '/usr/bin/python3', argv: ['python3', '/home/eve/x.py'], comm: 'pipewire' }).borrowed).toBe(
      'pipewire',
    );
  });

  it.each<[string, Parameters<typeof claims>[0]]>([
    ['its own', { exe: '/usr/bin/pipewire', argv: ['/usr/bin/pipewire'], comm: 'pipewire' }],
    ['its script’s', { exe: '/usr/bin/python3', argv: ['python3', '/usr/bin/tuned'], comm: 'tuned' }],
    ['a login shell’s', { exe: '/usr/bin/bash', argv: ['-bash'], comm: 'bash' }],
    [
      'a part’s of the same suite',
      { exe: '/usr/bin/pipewire', argv: ['/usr/bin/pipewire-pulse'], comm: 'pipewire-pulse' },
    ],
    ['one that protects nothing', { exe: '/usr/bin/sleep', argv: ['firefox'], comm: 'firefox' }],
    ['one that nobody knows', { exe: '/usr/bin/sleep', argv: ['whatever'], comm: 'whatever' }],
    ['none', { exe: '/usr/bin/sleep', argv: [] }],
    ['a kernel thread’s', { kernel: true, comm: 'pipewire' }],
  ])('is not %s', (_, sketch) => {
    expect(claims(sketch).borrowed).toBeNull();
  });
});
