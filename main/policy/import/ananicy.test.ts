import { describe, expect, it } from 'vitest';
import { importRules } from './import-rules.ts';
import type { RuleFile } from './rule-file.ts';

const types: RuleFile = {
  name: '00-kinds.types',
  text: [
    '# what kinds of work there are',
    '{ "type": "Quiet", "nice": 16, "ioclass": "idle", "sched": "idle" }',
    '{ "type": "Daemon", "nice": 10, "ioclass": "best-effort", "ionice": 6 }',
    '{ "type": "Play", "nice": -5, "ioclass": "best-effort", "latency_nice": -9 },',
    '{ "type": "Boxed", "nice": 4, "cgroup": "tenth" }',
    '{ "type": "Keep", "oom_score_adj": -1000 }',
  ].join('\n'),
};
const cgroups: RuleFile = {
  name: 'some.cgroups',
  text: '{ "cgroup": "tenth", "CPUQuota": 10 }\n{"cgroup":"most","CPUQuota":"90"}',
};
const rules = (...lines: readonly string[]): RuleFile => ({ name: 'mine.rules', text: lines.join('\n') });
const imported = (...lines: readonly string[]) => importRules('ananicy', [rules(...lines), types, cgroups]);

/** `name: label/treatment` of each rule. */
function meaningsOf({ set }: ReturnType<typeof imported>): Readonly<Record<string, string>> {
  const named = set.names.flatMap((list, index) => list.map((name) => [name, index] as const));
  return Object.fromEntries(
    named.map(([name, index]) => {
      const { label = '', treatment = '' } = set.meanings[index] ?? {};
      return [name, `${label}/${treatment}`];
    }),
  );
}
const whys = ({ report }: ReturnType<typeof imported>): readonly string[] =>
  report.problems.map(({ line, why }) => `${line}: ${why}`);

describe('rules of ananicy', () => {
  it('mean what their type says, wherever the type is defined', () => {
    const all = imported(
      '{ "name": "indexer-one", "type": "Quiet" }',
      '{ "name": "some daemon", "type": "Daemon" }',
      '{ "name": "Chess.exe", "type": "Play" }',
      '{ "name": "boxed", "type": "Boxed" }',
      '{ "name": "keep", "type": "Keep" }',
    );
    expect(meaningsOf(all)).toEqual({
      'indexer-one': 'Quiet/firm',
      'some daemon': 'Daemon/gentle',
      'Chess.exe': 'Play/leave-alone',
      boxed: 'Boxed/throttle',
      keep: 'Keep/leave-alone',
    });
    expect(all.report).toMatchObject({
      source: 'ananicy',
      files: 3,
      rules: 5,
      holdBack: 3,
      leaveAlone: 2,
      notUnderstood: 0,
    });
  });

  it('may have values of their own, which go before those of their type', () => {
    const all = imported(
      '{ "name": "plain", "nice": 7 }',
      '{ "name": "text", "nice": "19", "sched": "idle" }',
      '{ "name": "milder", "type": "Quiet", "nice": 3, "ioclass": "best-effort", "sched": "batch" }',
      '{ "name": "lifted", "type": "Quiet", "nice": -1 }',
      '{ "name": "group", "nice": 1, "cgroup": "most" }',
      '{ "name": "real", "sched": "fifo", "rtprio": 30 }',
    );
    expect(meaningsOf(all)).toEqual({
      plain: 'nice 7/gentle',
      text: 'nice 19, sched idle/throttle',
      milder: 'Quiet/gentle',
      lifted: 'Quiet/leave-alone',
      group: 'nice 1, quota 90 %/gentle',
      real: 'sched realtime/leave-alone',
    });
    expect(whys(all)).toEqual([]);
  });

  it('of a type that is nowhere defined keep the values of their own, and are reported', () => {
    const all = imported('{ "name": "a", "type": "TODO" }', '{ "name": "b", "type": "TODO", "nice": 5 }');
    expect(meaningsOf(all)).toEqual({ b: 'nice 5/gentle' });
    expect(whys(all)).toEqual([
      '1: The type TODO is defined in none of these files.',
      '2: The type TODO is defined in none of these files.',
    ]);
  });

  it('that name a program and say no more are reported', () => {
    expect(whys(imported('{ "name": "alone" }'))).toEqual(['1: It does not say how the program should be treated.']);
  });

  it('that ask for arguments are kept with them, and left out when those cannot be read', () => {
    const all = imported(
      '{ "name": "java", "cmdlines": ["org.example.Node", "--quiet"], "type": "Quiet" }',
      '{ "name": "java", "cmdlines": "org.example.Node", "type": "Quiet" }',
    );
    expect(all.set.withArguments).toEqual([{ name: 'java', meaning: 0, arguments: ['org.example.Node', '--quiet'] }]);
    expect(meaningsOf(all)).toEqual({});
    expect(whys(all)).toEqual(['2: cmdlines cannot be org.example.Node, so it was left out.']);
  });

  it('hold an interpreter back gently: its name says nothing of what it runs', () => {
    expect(
      meaningsOf(imported('{ "name": "node", "type": "Quiet" }', '{ "name": "python3.11", "type": "Quiet" }')),
    ).toEqual({
      node: 'Quiet/gentle',
      'python3.11': 'Quiet/gentle',
    });
  });

  it('of one name follow the last one', () => {
    const all = imported('{ "name": "a", "type": "Quiet" }', '{ "name": "a", "type": "Play" }');
    expect(meaningsOf(all)).toEqual({ a: 'Play/leave-alone' });
    expect(all.report.rules).toBe(1);
  });

  it('are reported with file, line, text and reason where they are not understood, and the others are kept', () => {
    const all = importRules('ananicy', [
      {
        name: 'wild.rules',
        text: [
          '',
          '   # indented comment',
          '{ "name": "ok", "nice": 5 } trailing',
          'no rule at all',
          '{ "name": "half", "nice": 5',
          '{ "name": 7, "nice": 5 }',
          '{ "nice": 5 }',
          '{ "name": "odd", "nice": 40, "ioclass": "fast", "colour": "red", "oom_score_adj": 5.5 }',
          '{ "cgroup": "x", "CPUQuota": "much" }',
          '{ "name": "y", "nice": 1, "cgroup": "nowhere" }\r',
          '{ "name": "evil\u202E", "type": 5 }',
        ].join('\n'),
      },
      { name: 'README.md', text: '{ "name": "readme", "nice": 1 }' },
    ]);
    expect(meaningsOf(all)).toEqual({ ok: 'nice 5/gentle', y: 'nice 1/gentle' });
    expect(all.report.problems.map(({ file, line, why }) => [file, line, why])).toEqual([
      ['README.md', 0, 'Its name does not end in .rules, .types, .cgroups, so it was not read.'],
      ['wild.rules', 3, 'What follows the rule on its line was left out.'],
      ['wild.rules', 4, 'It is not a JSON object on one line.'],
      ['wild.rules', 5, 'It is not a JSON object on one line.'],
      ['wild.rules', 6, 'A name is text of 1 to 4096 characters.'],
      ['wild.rules', 7, 'It has no name, and defines neither a type nor a cgroup.'],
      ['wild.rules', 8, 'nice cannot be 40, so it was left out.'],
      ['wild.rules', 8, 'ioclass cannot be fast, so it was left out.'],
      ['wild.rules', 8, 'colour is not known and was left out.'],
      ['wild.rules', 8, 'oom_score_adj cannot be 5.5, so it was left out.'],
      ['wild.rules', 8, 'It does not say how the program should be treated.'],
      ['wild.rules', 9, 'CPUQuota cannot be much, so it was left out.'],
      ['wild.rules', 10, 'The cgroup nowhere is defined in none of these files.'],
      ['wild.rules', 11, 'The type 5 is defined in none of these files.'],
    ]);
    expect(all.report.notUnderstood).toBe(14);
    expect(all.report.problems.at(-1)?.text).toBe('{ "name": "evil ", "type": 5 }');
  });
});
