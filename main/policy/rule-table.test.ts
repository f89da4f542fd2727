import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { category } from '../../contract/words.ts';
import { aBehaviour, aCase, anApp, aProcess, aSystem } from '../decide/case.fixture.ts';
import type { App } from '../workload/app.ts';
import { latencyCritical } from './built-in.ts';
import { compileCondition } from './condition.ts';
import { AppFacts, factsOf } from './facts.ts';
import { importRules } from './import/import-rules.ts';
import type { TableRule } from './policy.ts';
import { importedGate, tableOf } from './rule-table.ts';

const ananicy = (...lines: readonly string[]) =>
  tableOf(importRules('ananicy', [{ name: 'a.rules', text: lines.join('\n') }]).set);
const system76 = (text: string) => tableOf(importRules('system76', [{ name: 'a.kdl', text }]).set);
const quiet = (name: string): string => JSON.stringify({ name, nice: 16, ioclass: 'idle' });

interface Running {
  readonly exe?: string | null;
  readonly script?: string;
  readonly comm?: string;
  readonly argv?: readonly string[];
  readonly app?: Partial<App>;
}

/** The facts of an app whose main process runs this. */
function running({ exe = null, script, comm = 'comm', argv = [], app = {} }: Running): AppFacts {
  const { identity } = aProcess();
  const program = { ...anApp().program, exe, script: script ?? null };
  const processes = [aProcess({ name: comm, identity: { ...identity, exe, argv } })];
  return new AppFacts(aCase({ app: anApp({ program, processes, ...app }) }));
}
const ruleOf = (found: TableRule | null): string | null => found?.rule ?? null;

describe('a table of imported rules', () => {
  it('finds a program by the name of its executable, in whatever directory it lies', () => {
    const table = ananicy(quiet('indexer-with-a-long-name'), quiet('other'));
    expect(table.size).toBe(2);
    expect(table.find(running({ exe: '/usr/libexec/indexer-with-a-long-name' }))).toEqual({
      rule: 'nice 16, io idle: indexer-with-a-long-name',
      action: 'hold-back',
      treatment: 'firm',
    });
    expect(table.find(running({ exe: '/opt/x/indexer' }))).toBeNull();
    expect(table.find(running({ exe: '/opt/x/indexer-with-a-long-name-too' }))).toBeNull();
  });

  it('finds it by its whole path, under both spellings of /usr', () => {
    const table = ananicy(quiet('/usr/lib/x/x'));
    expect(ruleOf(table.find(running({ exe: '/usr/lib/x/x' })))).toBe('nice 16, io idle: x');
    expect(ruleOf(table.find(running({ exe: '/lib/x/x' })))).toBe('nice 16, io idle: x');
    expect(table.find(running({ exe: '/usr/lib/y/x' }))).toBeNull();
  });

  it('believes a process’s own name only where its executable is not known, and compares fifteen bytes of it', () => {
    const table = ananicy(quiet('indexer-with-a-long-name'), quiet('short'));
    expect(ruleOf(table.find(running({ comm: 'indexer-with-a-' })))).toBe('nice 16, io idle: indexer-with-a-');
    expect(ruleOf(table.find(running({ comm: 'short' })))).toBe('nice 16, io idle: short');
    expect(table.find(running({ exe: '/usr/bin/true', comm: 'indexer-with-a-' }))).toBeNull();
    expect(table.find(running({ exe: '/usr/bin/true', comm: 'short' }))).toBeNull();
  });

  it('takes the milder of two rules that such a name cannot tell apart', () => {
    const lifted = JSON.stringify({ name: 'program-of-long-name-two', nice: -5 });
    for (const lines of [
      [quiet('program-of-long-name-one'), lifted],
      [lifted, quiet('program-of-long-name-one')],
    ]) {
      expect(ananicy(...lines).find(running({ comm: 'program-of-long' }))?.action).toBe('none');
    }
  });

  it('takes a rule whose name was cut by its author for the program it was cut from', () => {
    expect(ruleOf(ananicy(quiet('crash_reporter_')).find(running({ exe: '/opt/x/crash_reporter_handler' })))).toBe(
      'nice 16, io idle: crash_reporter_',
    );
    expect(ananicy(quiet('crash_reporter')).find(running({ exe: '/opt/x/crash_reporter_handler' }))).toBeNull();
  });

  it('asks for the script before its interpreter, and for a Windows program before wine', () => {
    const table = ananicy(quiet('job.py'), quiet('python3'), quiet('Chess.exe'), quiet('wine-preloader'));
    expect(ruleOf(table.find(running({ exe: '/usr/bin/python3', script: '/home/ada/job.py' })))).toMatch(/: job.py$/);
    expect(table.find(running({ exe: '/usr/bin/python3', script: '/home/ada/x.py' }))?.treatment).toBe('gentle');
    expect(ruleOf(table.find(running({ exe: '/usr/bin/wine-preloader', script: 'C:\\Games\\Chess.exe' })))).toMatch(
      /: Chess.exe$/,
    );
  });

  it('applies a rule that asks for arguments to a process that was given all of them', () => {
    const table = ananicy('{"name":"java","cmdlines":["-quiet","org.example.Node"],"nice":10}');
    const java = (...argv: readonly string[]) => table.find(running({ exe: '/usr/bin/java', argv: ['java', ...argv] }));
    expect(java('org.example.Node', '-quiet')?.treatment).toBe('gentle');
    expect(java('org.example.Node')).toBeNull();
  });

  it('has nothing to say of a program that only pretends to have the name', () => {
    const table = ananicy('{"name":"sound-server","nice":-12}');
    const exe = '/tmp/sound-server';
    expect(table.find(running({ exe }))?.action).toBe('none');
    expect(table.find(running({ exe, app: { trust: { level: 'suspect', findings: [] } } }))).toBeNull();
  });

  it('holds for cgroups, parents and ancestors where system76-scheduler has conditions on them', () => {
    const table = system76(`
      assignments {
        services nice=9 io="idle" {
          * cgroup="/system.slice/*" parent="systemd" parent="launcher"
          exclude name="database*"
        }
        games nice=-5 { include descends="game-shop" }
      }
      exceptions {
        include descends="by-hand"
        precious
      }`);
    const service = { cgroup: '/system.slice/x.service', ancestors: ['systemd'] };
    expect(ruleOf(table.find(running({ exe: '/usr/bin/x', app: service })))).toBe('services: systemd or launcher');
    expect(table.find(running({ exe: '/usr/bin/x', app: { ...service, ancestors: ['bash', 'systemd'] } }))).toBeNull();
    expect(table.find(running({ exe: '/usr/bin/x', app: { ancestors: ['systemd'] } }))).toBeNull();
    expect(table.find(running({ exe: '/usr/bin/database-server', app: service }))).toBeNull();
    expect(ruleOf(table.find(running({ exe: '/x/y', app: { ancestors: ['sh', 'game-shop'] } })))).toBe(
      'games: game-shop',
    );
    expect(table.find(running({ exe: '/usr/bin/x', app: { ...service, ancestors: ['systemd', 'by-hand'] } }))).toEqual({
      rule: 'exceptions: by-hand',
      action: 'none',
      treatment: 'leave-alone',
    });
    expect(table.find(running({ exe: '/usr/bin/precious', app: service }))?.action).toBe('none');
  });

  it('finds every rule of a set again by the program it names', () => {
    const name = fc.oneof(
      fc.stringMatching(/^[A-Za-z0-9._+-][A-Za-z0-9 ._+-]{0,29}$/),
      fc.constantFrom('__proto__', 'constructor'),
    );
    fc.assert(
      fc.property(fc.uniqueArray(name, { maxLength: 40 }), (names) => {
        const table = ananicy(...names.map(quiet));
        for (const one of names) expect(table.find(running({ exe: `/opt/${one}` }))).not.toBeNull();
        expect(table.find(running({ exe: '/opt/not-among-them-at-all-whatever-they-are' }))).toBeNull();
      }),
    );
  });
});

describe('the gate of imported tables', () => {
  const compiled = compileCondition(importedGate);
  if (!compiled.ok) throw new Error(compiled.error);
  const opens = (change: Parameters<typeof aCase>[0]): boolean => compiled.value.holds(factsOf(aCase(change)));

  it('opens for busy background work while somebody waits', () => {
    expect(opens({})).toBe(true);
    expect(opens({ behaviour: aBehaviour({ cpu5: 0, ioRead: 1e9 }) })).toBe(true);
  });

  it('stays shut for what is in front, for what rests, and where nobody waits', () => {
    expect(opens({ foreground: true })).toBe(false);
    expect(opens({ behaviour: aBehaviour({ cpu5: 0.01 }) })).toBe(false);
    expect(opens({ someoneWaits: false, waiting: null, system: aSystem(0) })).toBe(false);
  });

  it('stays shut for every program that must answer at once, however busy it is', () => {
    for (const one of category.options) {
      const known = latencyCritical.includes(one) || one === 'package-manager';
      expect(opens({ app: anApp({ category: one }), behaviour: aBehaviour({ ioRead: 1e9 }) }), one).toBe(!known);
    }
  });
});
