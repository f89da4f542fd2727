import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { redact } from './redact.ts';
import { findSecret } from './secret-shapes.ts';

const alice = { user: 'alice', host: 'wonderland', home: '/home/alice' };
const masked = (text: string): string => redact(text, alice, true);
const mixed = (length: number): string =>
  createHash('sha512').update(String(length)).digest('base64url').slice(0, length);

describe('secrets by their place', () => {
  const secret = 'hunter2';
  it.each([
    `--password=${secret}`,
    `--password ${secret}`,
    `--password "${secret} and more"`,
    `--db-passwd='${secret}'`,
    `--api-key: ${secret}`,
    `-token ${secret}`,
    `-p ${secret}`,
    `-p${secret}`,
    `-u root:${secret}`,
    `PGPASSWORD=${secret} psql`,
    `ANYTHING=${secret}`,
    `db_password=${secret}`,
    `{"password": "${secret}", "user": "x"}`,
    `Authorization: Bearer ${secret}`,
    `-H "X-Api-Key: ${secret}"`,
    `Cookie: session=${secret}; a=b`,
    `postgres://bob:${secret}@db/x`,
    `https://${secret}@host/x`,
    `https://host/x?key=${secret}`,
    `https://host/cb#access_token=${secret}`,
    `--pass\u200Bword=${secret}`,
    `--password\t${secret}`,
  ])('are masked in %j', (text) => {
    expect(masked(text)).not.toContain(secret);
  });
});

describe('secrets by their shape', () => {
  it.each([
    `gsk_${mixed(48).replace(/[-_]/g, 'x')}`,
    `sk-proj-${mixed(40)}`,
    'sk_live_4eC39HqLyjWDarjtT1zdp7dc',
    `ghp_${'Ab3d'.repeat(9)}`,
    `github_pat_${'Ab3d_'.repeat(9)}`,
    'glpat-abcdefghij1234567890',
    'AKIAIOSFODNN7EXAMPLE',
    'xoxb-123456789012-abcdefghijkl',
    'AIzaSyA1234567890abcdefghijklmnopqrstuv',
    'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U',
    '-----BEGIN OPENSSH PRIVATE KEY----- b3BlbnNzaC1rZXktdjEA -----END OPENSSH PRIVATE KEY-----',
    'd41d8cd98f00b204e9800998ecf8427e',
    mixed(40),
    `${mixed(30)}==`,
  ])('are masked wherever they stand: %s', (secret) => {
    for (const text of [secret, `run ${secret} now`, `--x=${secret}`, `a:${secret},b`, `gsk\u2060_x ${secret}`]) {
      expect(masked(text)).not.toContain(secret);
    }
  });

  it('are found again by the last check, were redaction to miss one', () => {
    expect(findSecret(JSON.stringify({ a: `x "gsk_${'k3y'.repeat(16)}"` }))).toBe('Groq key');
    expect(findSecret('nothing of the kind, not even in [0,"/usr/bin/tracker-miner-fs-3"]')).toBeNull();
  });

  it('never survive redaction, in any text', () => {
    const text = fc.array(fc.oneof(fc.string(), fc.constantFrom('--password', '=', ' ', 'gsk_', 'Bearer ', 'eyJ', '-----BEGIN A-----', 'AKIA', '://', ':', '@', '0a'.repeat(12), 'sk-', mixed(24)))); // prettier-ignore
    fc.assert(fc.property(text, fc.boolean(), (parts, identity) => {
      expect(findSecret(redact(parts.join(''), alice, identity))).toBeNull();
    })); // prettier-ignore
  });

  it('are masked after any flag that names one, whatever they look like', () => {
    const value = fc.stringMatching(/^[A-Za-z0-9!%^*+.,~]{6,40}$/).filter((text) => !'<secret>'.includes(text));
    const flag = fc.constantFrom(
      '--password',
      '--token',
      '--client-secret',
      '-token',
      '--aws-secret-access-key',
      '--auth',
    );
    fc.assert(fc.property(value, flag, fc.constantFrom('=', ' ', ' = '), (secret, name, glue) => {
      expect(masked(`serve ${name}${glue}${secret} --port 1`)).toBe(`serve ${name} <secret> --port 1`);
    })); // prettier-ignore
  });
});

describe('who and where', () => {
  it.each([
    ['/home/alice/x', '~/x'],
    ['--dir=/home/alice', '--dir=~'],
    ['file:///home/alice/a b', 'file://~/a b'],
    ['/home/bob/x', '~/x'],
    ['/home/alicesmith/x', '~/x'],
    ['run-alice-wonderland.scope', 'run-<user>-<host>.scope'],
    ['/media/Alice/disk', '/media/<user>/disk'],
    ['malice in wonderlands', 'malice in wonderlands'],
    ['alice_backup.sh', '<user>_backup.sh'],
    ['mail a.b+c@example.co.uk', 'mail <email>'],
    ['listen 192.168.0.1:80 and ::1', 'listen <ip>:80 and <ip>'],
    ['fe80::1ff:fe23:4567:890a', '<ip>'],
  ])('is masked: %s', (text, expected) => {
    expect(masked(text)).toBe(expected);
  });

  it('stays readable when a person wants it so, but addresses do not', () => {
    expect(redact('/home/alice/x on wonderland for a@b.org at 10.0.0.1', alice, false)).toBe(
      '/home/alice/x on wonderland for <email> at <ip>',
    );
  });

  it('does not touch names that every machine has', () => {
    const root = { user: 'root', host: 'localhost', home: '/root' };
    expect(redact('/usr/bin/root-tail localhost /root/x', root, true)).toBe('/usr/bin/root-tail localhost /root/x');
  });
});

describe('what is neither', () => {
  it.each([
    '/usr/lib/x86_64-linux-gnu/libexec/kf6/baloo_file_extractor',
    '/usr/libexec/tracker-miner-fs-3',
    'org.freedesktop.Tracker3.Miner.Files.service',
    'app-gnome-org.gnome.Evolution\\x2dalarm\\x2dnotify-2345.scope',
    'user@1000.service',
    '/opt/google/chrome/WebKitWebProcess2Helper',
    'serve --port <number> --dir <path> --verbose',
    'qemu-system-x86_64 -m <number> -smp <number>',
    'gnome-shell: graphical shell for the GNOME desktop',
    'std::vector and 12:34:56',
  ])('passes unchanged: %s', (text) => {
    expect(masked(text)).toBe(text);
  });

  it('comes out bounded and on one line', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(masked(text)).not.toMatch(/[\p{Cc}\p{Cf}]/u);
      }),
    );
    expect(masked('x '.repeat(100_000)).length).toBeLessThanOrEqual(1024);
  });
});

it('names with hyphens and other marks are masked like any other', () => {
  const identity = { user: 'ada-maria', host: 'my-laptop.lan', home: '/home/ada+maria' };
  expect(redact('/home/ada+maria/x by ada-maria on my-laptop', identity, true)).toBe('~/x by <user> on <host>');
});

it('whatever somebody and the machine are called, redacting does not throw', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), fc.string(), (user, host, home) => {
      expect(typeof redact(`${user} ${host} ${home}`, { user, host, home }, true)).toBe('string');
    }),
  );
});
