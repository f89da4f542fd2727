import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseArgv } from './argv.ts';
import { parseCgroup } from './cgroup.ts';
import { parseIo } from './io.ts';
import { parseSchedstat } from './schedstat.ts';
import { parseVoluntarySwitches } from './status.ts';

/** A buffer as the readers have it: the file, then what an earlier, longer file left behind. */
const reused = (file: string, stale: string): [Buffer, number] => [Buffer.from(file + stale), Buffer.byteLength(file)];

describe('the command line', () => {
  it('is split at each NUL, empty arguments in between included', () => {
    expect(parseArgv('printf\0%s\0\0-n\0')).toEqual(['printf', '%s', '', '-n']);
  });

  it('is one argument where a program rewrote its title and padded it', () => {
    expect(parseArgv('nginx: worker process\0\0\0\0')).toEqual(['nginx: worker process']);
    expect(parseArgv('postgres: idle')).toEqual(['postgres: idle']);
  });

  it('is empty for kernel threads and zombies', () => {
    expect(parseArgv('')).toEqual([]);
    expect(parseArgv('\0')).toEqual([]);
  });

  it('comes back as it was given to exec', () => {
    const argument = fc.string({ unit: 'binary', minLength: 1 }).filter((text) => !text.includes('\0'));
    fc.assert(
      fc.property(fc.array(argument), (argv) => {
        expect(parseArgv(argv.map((text) => `${text}\0`).join(''))).toEqual(argv);
      }),
    );
  });
});

describe('the cgroup file', () => {
  it('has one line on v2', () => {
    const path = '/user.slice/user-1000.slice/user@1000.service/app.slice/app-firefox-12.scope';
    expect(parseCgroup(`0::${path}\n`)).toEqual({ cgroup: path, cpuCgroup: path });
  });

  it('has the cpu controller apart on v1, named after all that are mounted with it', () => {
    const text = '12:cpu,cpuacct:/user.slice\n5:cpuset:/sets\n1:name=systemd:/user.slice/session-2.scope\n0::/\n';
    expect(parseCgroup(text)).toEqual({ cgroup: '/user.slice/session-2.scope', cpuCgroup: '/user.slice' });
  });

  it('prefers the unified hierarchy of a hybrid machine once it is used', () => {
    expect(parseCgroup('1:name=systemd:/a\n0::/b\n')).toEqual({ cgroup: '/b', cpuCgroup: '/b' });
  });

  it('keeps colons of a path and takes no other controller for cpu', () => {
    expect(parseCgroup('3:cpuset:/no\n2:cpu:/x:y\n0::/docker/a:b\n')).toEqual({
      cgroup: '/docker/a:b',
      cpuCgroup: '/x:y',
    });
  });

  it('is the root without cgroups, and whatever the text', () => {
    expect(parseCgroup('')).toEqual({ cgroup: '/', cpuCgroup: '/' });
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => parseCgroup(text).cgroup.startsWith('/')));
  });
});

describe('the expensive files', () => {
  it('io gives storage bytes, not those of the page cache', () => {
    const io =
      'rchar: 5\nwchar: 6\nsyscr: 1\nsyscw: 2\nread_bytes: 4096\nwrite_bytes: 8192\ncancelled_write_bytes: 4096\n';
    expect(parseIo(...reused(io, ''))).toEqual({ read: 4096, written: 8192 });
    expect(parseIo(...reused('rchar: 5\n', 'read_bytes: 1\nwrite_bytes: 2\n'))).toBeNull();
  });

  it('status gives the voluntary switches alone, though a name tries to say otherwise', () => {
    // the kernel escapes newlines in this file
    const status =
      'Name:\tvoluntary_ctxt_switches:\t7\nvoluntary_ctxt_switches:\t31\nnonvoluntary_ctxt_switches:\t99\n';
    expect(parseVoluntarySwitches(...reused(status, ''))).toBe(31);
    expect(parseVoluntarySwitches(...reused('nonvoluntary_ctxt_switches:\t99\n', ''))).toBeNull();
  });

  it('schedstat gives wait and slices, or nothing when it is cut off', () => {
    expect(parseSchedstat(...reused('12345 61401 9\n', ''))).toEqual({ runDelay: 61401, slices: 9 });
    expect(parseSchedstat(...reused('12345 61401', ' 9\n'))).toBeNull();
    expect(parseSchedstat(...reused('', '1 2 3\n'))).toBeNull();
  });
});
