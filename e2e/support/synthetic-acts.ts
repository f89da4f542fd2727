/** What a person does to the processes of the made-up machine, with the values that are set by hand kept and given back. */
import { CallError } from '../../contract/calls.ts';
import type { CallParsed, Handlers, ManualSetting } from '../../contract/calls.ts';
import type { Decision, LeverChange } from '../../contract/decision.ts';
import type { AppRow, ProcessRow } from '../../contract/machine.ts';
import type { Action } from '../../contract/words.ts';
import type { Machine } from './synthetic-machine.ts';

/** The engine's side of an act. */
export interface ActPorts {
  readonly machine: Machine;
  /** Keeps a new decision and tells the screens. */
  readonly record: (decision: Decision) => void;
  readonly count: () => number;
  readonly treat: (appId: string, treatment: AppRow['treatment']) => void;
  readonly show: (row: ProcessRow) => void;
  readonly undo: (id: string) => Decision;
}

type ActHandlers = Pick<Handlers, 'processes.list' | 'processes.act' | 'processes.values' | 'apps.list'>;

const cpus = 8;

export function makeActHandlers({ machine, record, count, treat, show, undo }: ActPorts): ActHandlers {
  const ioPriorities = new Map<number, string>();
  const affinities = new Map<number, string>();

  const found = ({ pid, startTime }: Pick<ProcessRow, 'pid' | 'startTime'>) => {
    const process = machine.rows.get(pid);
    const app = process && machine.apps.get(process.appId);
    if (process?.startTime !== startTime || app === undefined)
      throw new CallError('conflict', 'That process has ended; another one may have its number now.');
    return { process, app };
  };

  /** Sets it and says what it was. */
  const set = (process: ProcessRow, setting: ManualSetting): LeverChange => {
    const { lever } = setting;
    const setBy = 'brainkernel';
    switch (setting.lever) {
      case 'nice':
        show({ ...process, nice: setting.value, setBy });
        return { lever, before: process.nice, after: setting.value };
      case 'schedPolicy':
        show({ ...process, schedPolicy: setting.value, setBy });
        return { lever, before: process.schedPolicy, after: setting.value };
      case 'ioPriority': {
        const before = ioPriorities.get(process.pid) ?? 'none';
        const { class: name, level } = setting.value;
        const after = name === 'idle' ? name : `${name}/${level}`;
        ioPriorities.set(process.pid, after);
        return { lever, before, after };
      }
      case 'affinity': {
        const before = affinities.get(process.pid) ?? `0-${cpus - 1}`;
        if (setting.value.some((cpu) => cpu >= cpus)) throw new CallError('refused', `There are ${cpus} CPUs here.`);
        const after = setting.value.join(',');
        affinities.set(process.pid, after);
        return { lever, before, after };
      }
    }
  };

  const decide = (
    { process, app }: ReturnType<typeof found>,
    action: Action,
    levers: LeverChange[],
    refused: boolean,
  ): Decision => {
    const decision: Decision = {
      ...blankDecision,
      id: `d-manual-${count()}`,
      at: Date.now(),
      app: { id: app.id, name: app.name, category: app.category },
      programKey: app.name,
      target: { pid: process.pid, startTime: process.startTime, exe: process.exe, unit: app.unit },
      processes: [{ pid: process.pid, startTime: process.startTime }],
      action,
      levers,
      status: refused ? 'refused' : 'applied',
      refusal: refused ? { code: 'immune', reason: 'protected' } : null,
    };
    record(decision);
    if (!refused) treat(app.id, { action, decisionId: decision.id });
    return decision;
  };

  const act = (input: CallParsed<'processes.act'>): Decision => {
    const target = found(input);
    switch (input.kind) {
      case 'treat':
        if (input.action === 'end' && input.confirmed !== true)
          throw new CallError('bad-input', 'Ending a process must be confirmed.');
        return decide(
          target,
          input.action,
          [],
          input.action === 'end' || (input.action === 'freeze' && target.app.immune),
        );
      case 'set':
        return decide(target, 'hold-back', [set(target.process, input.setting)], false);
      case 'restore':
        if (target.app.treatment === null) throw new CallError('conflict', 'This process is not treated.');
        show({ ...target.process, nice: 0, schedPolicy: 'other', setBy: 'default' });
        ioPriorities.delete(input.pid);
        affinities.delete(input.pid);
        return undo(target.app.treatment.decisionId);
    }
  };

  return {
    'processes.list': () => ({ at: Date.now(), processes: [...machine.rows.values()] }),
    'apps.list': () => ({ at: Date.now(), apps: [...machine.apps.values()] }),
    'processes.act': (input) => ({ decision: act(input) }),
    'processes.values': (input) => {
      const { nice, schedPolicy, pid } = found(input).process;
      const ioPriority = ioPriorities.get(pid) ?? 'none';
      return { nice, schedPolicy, ioPriority, affinity: affinities.get(pid) ?? `0-${cpus - 1}`, cpus };
    },
  };
}

const blankDecision: Omit<Decision, 'id' | 'at' | 'app' | 'programKey' | 'target' | 'processes' | 'action' | 'status'> =
  {
    levers: [],
    tier: 'user',
    decider: 'person',
    confidence: 1,
    explanation: 'You asked for this yourself.',
    sentence: { key: 'person.act', values: {} },
    evidence: [],
    rejected: [],
    refusal: null,
    notes: [],
    latencyMs: { context: 0.4, inference: 0, safety: 0.5, total: 0.9 },
    cost: null,
    exchangeId: null,
    feedback: null,
    effect: null,
  };
