import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { knownExecutable } from './catalogue.ts';
import { judge } from './trust.ts';
import type { Claim } from './trust.ts';
import type { FileFacts } from './trust-file.ts';

const claim = (change: Partial<Claim> = {}): Claim => ({
  entry: knownExecutable('pipewire'),
  file: '/usr/bin/pipewire',
  hidden: false,
  deleted: false,
  contained: false,
  borrowed: null,
  byRoot: false,
  ...change,
});
const facts = (change: Partial<FileFacts> = {}): FileFacts => ({
  owner: 'root',
  missing: false,
  checksum: null,
  aliased: null,
  ...change,
});
const owner = { name: 'pipewire', version: '1.4' };
const levelOf = (...of: Parameters<typeof judge>): string => judge(...of).level;
const against = (...of: Parameters<typeof judge>): readonly unknown[] =>
  judge(...of)
    .findings.filter(({ weighs }) => weighs === 'against')
    .map(({ found }) => found);

describe('a program is verified', () => {
  it('when it lies in a system place of root’s and is as its package installed it', () => {
    expect(levelOf(claim(), facts({ checksum: 'matches' }), owner)).toBe('verified');
  });

  it('and plain when any of that is not known', () => {
    expect(levelOf(claim(), facts(), owner)).toBe('plain');
    expect(levelOf(claim(), facts({ checksum: 'matches' }), null)).toBe('plain');
    expect(levelOf(claim(), facts({ checksum: 'matches', owner: null }), owner)).toBe('plain');
    expect(levelOf(claim(), facts({ checksum: 'matches', owner: 'group' }), owner)).toBe('plain');
    expect(levelOf(claim({ file: '/srv/pipewire' }), facts({ checksum: 'matches' }), owner)).toBe('plain');
  });
});

describe('a program with a protected name is suspect', () => {
  it('where ordinary programs can put files', () => {
    for (const owned of ['group', 'user', 'anybody', null] as const) {
      expect(against(claim({ file: '/tmp/pipewire' }), facts({ owner: owned }), null)).toEqual([
        'trust.place.anywhere',
      ]);
    }
  });

  it('where its file, in a system place, can be changed by others than root', () => {
    expect(against(claim(), facts({ owner: 'user' }), null)).toEqual(['trust.owner.user']);
    expect(against(claim(), facts({ owner: 'anybody' }), null)).toEqual(['trust.owner.anybody']);
  });

  it('where no file is behind the name', () => {
    expect(against(claim({ file: null }), undefined, null)).toEqual(['trust.place.unbound']);
    expect(levelOf(claim({ file: null, byRoot: true }), undefined, null)).toBe('plain');
  });

  it('but not where only root puts files, wherever that is, nor in a package store of the user’s', () => {
    expect(levelOf(claim({ file: '/srv/sound/pipewire' }), facts(), null)).toBe('plain');
    expect(levelOf(claim({ file: '/nix/store/x-pipewire/bin/pipewire' }), facts({ owner: 'user' }), null)).toBe(
      'plain',
    );
    expect(levelOf(claim({ file: '/usr/local/bin/pipewire' }), facts({ owner: 'group' }), null)).toBe('plain');
  });
});

describe('an update', () => {
  it('leaves what runs deleted, which speaks against nothing', () => {
    for (const missing of [true, false]) {
      const replaced = judge(claim({ deleted: true }), facts({ missing, owner: missing ? null : 'root' }), owner);
      expect(replaced.level).toBe('plain');
      expect(replaced.findings).toContainEqual({ what: 'file', found: 'trust.file.replaced', weighs: 'neither' });
    }
  });

  it('does not have the new file compared with what runs', () => {
    expect(levelOf(claim({ deleted: true }), facts({ checksum: 'differs' }), owner)).toBe('plain');
  });

  it('is told from a file that nobody owns and that is gone', () => {
    const gone = judge(
      claim({ deleted: true, entry: null, file: '/tmp/x' }),
      facts({ missing: true, owner: null }),
      null,
    );
    expect(gone.findings).toContainEqual({ what: 'file', found: 'trust.file.deleted', weighs: 'neither' });
  });
});

test('a program of a package that was changed is suspect, whatever its name is', () => {
  expect(against(claim({ entry: null, file: '/usr/bin/tool' }), facts({ checksum: 'differs' }), owner)).toEqual([
    'trust.checksum.differs',
  ]);
});

test('a program that goes by a protected name is suspect, but for a link in a system place and for the protected themselves', () => {
  const sleep = claim({ entry: knownExecutable('sleep'), file: '/usr/bin/sleep', borrowed: 'pipewire' });
  expect(against(sleep, facts({ aliased: false }), null)).toEqual(['trust.name.borrowed']);
  expect(levelOf(sleep, facts({ aliased: true }), null)).toBe('plain');
  expect(levelOf(sleep, facts({ aliased: null }), null)).toBe('plain');
  const shell = claim({ entry: knownExecutable('gnome-shell'), file: '/usr/bin/gnome-shell', borrowed: 'pipewire' });
  expect(levelOf(shell, facts({ aliased: false }), null)).toBe('plain');
});

test('programs whose name protects nothing may lie where they like', () => {
  for (const name of ['tracker-miner-fs-3', 'firefox', 'code']) {
    const own = claim({ entry: knownExecutable(name), file: `/home/ada/${name}` });
    expect(levelOf(own, facts({ owner: 'user' }), null)).toBe('plain');
  }
});

test('nothing that is not known makes a program suspect', () => {
  const entry = fc.constantFrom(null, knownExecutable('pipewire'), knownExecutable('sleep'));
  const claims = fc.record({
    entry,
    file: fc.constantFrom('/usr/bin/x', '/opt/y/y', '/usr/local/bin/z'),
    hidden: fc.boolean(),
    deleted: fc.boolean(),
    contained: fc.boolean(),
    borrowed: fc.constantFrom(null, 'pipewire'),
    byRoot: fc.boolean(),
  });
  const unknown = facts({ owner: null, missing: true });
  fc.assert(
    fc.property(claims, fc.constantFrom(undefined, unknown), fc.constantFrom(undefined, null), (one, known, owned) => {
      expect(judge(one, known, owned).level).toBe('plain');
    }),
  );
});
