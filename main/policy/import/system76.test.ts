import { describe, expect, it } from 'vitest';
import { importRules } from './import-rules.ts';
import type { RuleFile } from './rule-file.ts';

const config: RuleFile = {
  name: 'config.kdl',
  text: `// written for this test
version "2.0"
autogroup-enabled false
process-scheduler enable=true {
  refresh-rate 30
  execsnoop true
  assignments {
    sound nice=-12 sched=(rr)9 io=(realtime)1 {
      "/usr/bin/some-sound-server"
    }
    games nice=-4 io=(best-effort)0
    packages nice=15 sched="batch" io="idle"
    chores nice=19 sched="idle" io="idle" {
      indexer
      milder nice=4 sched="other" io=(best-effort)6
    }
    services nice=9 io="idle" {
      * cgroup="/system.slice/*"
      include cgroup="/user.slice/*/session.slice/*" parent="systemd" parent="launcher"
      exclude name="!*d"
    }
    background nice=6 io="idle"
  }
  exceptions {
    * descends="nice"
    manual
    "/usr/bin/by-hand"
  }
}
`,
};
const assignments = (text: string): RuleFile => ({ name: 'assignments/mine.kdl', text });
const imported = (...files: readonly RuleFile[]) => importRules('system76', files);

function meaningsOf({ set }: ReturnType<typeof imported>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    set.names.flatMap((list, index) =>
      list.map((name) => [name, `${set.meanings[index]?.label ?? ''}/${set.meanings[index]?.treatment ?? ''}`]),
    ),
  );
}

describe('a configuration of system76-scheduler', () => {
  const all = imported(
    assignments('assignments {\n games {\n  chess\n }\n packages {\n  installer\n  7z\n }\n}\n'),
    config,
  );

  it('assigns programs by name and path, with the values of their profile and their own over them', () => {
    expect(meaningsOf(all)).toEqual({
      '/usr/bin/some-sound-server': 'sound/leave-alone',
      indexer: 'chores/throttle',
      milder: 'chores/gentle',
      chess: 'games/leave-alone',
      installer: 'packages/gentle',
      '7z': 'packages/gentle',
      '/usr/bin/by-hand': 'exceptions/leave-alone',
    });
  });

  it('has conditions in groups, and exceptions that are left alone', () => {
    expect(all.set.conditions).toEqual([
      { meaning: expect.any(Number) as number, group: 0, includes: true, cgroup: '/system.slice/*' },
      {
        meaning: expect.any(Number) as number,
        group: 0,
        includes: true,
        cgroup: '/user.slice/*/session.slice/*',
        parent: ['systemd', 'launcher'],
      },
      { meaning: expect.any(Number) as number, group: 0, includes: false, name: '!*d' },
    ]);
    expect(all.set.exceptions.map(({ name, descends }) => name ?? descends)).toEqual(['nice', 'manual']);
    expect(all.set.exceptions.every(({ meaning }) => all.set.meanings[meaning]?.action === 'none')).toBe(true);
  });

  it('says which of its profiles is no rule about programs, and counts the others', () => {
    expect(all.report.problems.map(({ file, line, why }) => [file, line, why])).toEqual([
      [
        'config.kdl',
        22,
        'The profile background speaks of every program of a kind; BrainKernel decides that by itself.',
      ],
    ]);
    expect(all.report).toMatchObject({ source: 'system76', files: 2, rules: 11, holdBack: 6, leaveAlone: 5 });
  });

  it('that is switched off is not taken', () => {
    const { report } = imported({
      name: 'c.kdl',
      text: 'process-scheduler enable=false {\n assignments { a nice=1 { b } }\n}',
    });
    expect(report).toMatchObject({ rules: 0, notUnderstood: 1 });
    expect(report.problems[0]?.why).toMatch(/switched off/);
  });

  it('keeps what is right around what is wrong', () => {
    const wrong = imported(
      assignments(
        [
          'assignments {',
          '  p nice=5 colour="red" {',
          '    good',
          '    include',
          '    include shoe="size"',
          '    include name="x" =',
          '    bad nice=90',
          '    odd io="fast"',
          '    * parent=5 name="y*"',
          '  }',
          '  empty { nothing }',
          '}',
          'assignment { typo }',
          '(((',
        ].join('\n'),
      ),
      { name: 'old.ron', text: '{}' },
    );
    expect(meaningsOf(wrong)).toEqual({ good: 'p/gentle', bad: 'p/gentle', odd: 'p/gentle' });
    expect(wrong.set.conditions).toMatchObject([{ name: 'y*', includes: true }]);
    expect(wrong.report.problems.map(({ file, line, why }) => `${file}:${line} ${why}`)).toEqual([
      'assignments/mine.kdl:2 colour is not known and was left out.',
      'assignments/mine.kdl:4 It has no condition, so it would speak of every program, and was left out.',
      'assignments/mine.kdl:5 shoe is not known and was left out.',
      'assignments/mine.kdl:5 It has no condition, so it would speak of every program, and was left out.',
      'assignments/mine.kdl:6 It cannot be read as KDL; reading went on with the next line.',
      'assignments/mine.kdl:7 nice cannot be 90, so it was left out.',
      'assignments/mine.kdl:8 io cannot be fast, so it was left out.',
      'assignments/mine.kdl:9 parent cannot be 5, so it was left out.',
      'assignments/mine.kdl:11 It does not say how the program should be treated.',
      'assignments/mine.kdl:13 assignment is not known here and was left out.',
      'assignments/mine.kdl:14 It cannot be read as KDL; reading went on with the next line.',
      'old.ron:0 Its name does not end in .kdl, so it was not read.',
    ]);
  });

  it('has no more conditions than can be gone through for each program', () => {
    const lines = Array.from({ length: 400 }, (_, number) => `include name="p${number}-*"`);
    const many = imported(assignments(`assignments { p nice=5 {\n${lines.join('\n')}\n} }`));
    expect(many.set.conditions.length).toBe(256);
    expect(many.report.notUnderstood).toBe(144);
  });
});
