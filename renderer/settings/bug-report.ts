/** What a person pastes into a bug report: the machine and how BrainKernel stands. Nothing tells whose machine it is. */
import type { MachineDescription } from '../../contract/desktop.ts';
import type { EngineStatus } from '../../contract/engine.ts';

/**
 * The facts, in English as maintainers read them. Of the status only what is named here goes in: no program names, no
 * notices (they hold paths), no reasons in free text.
 */
export function bugReport(status: EngineStatus, machine: MachineDescription) {
  const { mode, strategy, pausedUntil, context, counts, own, llm, helper, pressure } = status;
  const { regime } = context;
  return {
    brainkernel: status.version,
    electron: machine.electron,
    node: machine.node,
    sqlite: machine.sqlite,
    distribution: machine.distribution,
    kernel: machine.kernel,
    desktop: machine.desktop,
    session: machine.session,
    cpu: machine.cpu && `${machine.cpu} (${machine.cpus} CPUs)`,
    memory: `${(machine.memoryTotal / 1e9).toFixed(1)} GB`,
    gpu: machine.gpu,
    scheduler: regime.scxName ?? regime.scheduler,
    autogroup: regime.autogroup,
    cgroup: regime.cgroup,
    userManager: regime.userManager,
    delegated: regime.delegated.join(' '),
    canRaisePriority: regime.canRaisePriority,
    pressure: pressure.available,
    helper: helper.installed,
    mode,
    strategy,
    paused: pausedUntil !== null,
    model: llm.provider === 'none' ? 'none' : `${llm.provider}, ${llm.state}`,
    processes: counts.processes,
    treated: counts.treated,
    ownCpu: `${(own.cpu * 100).toFixed(1)}% of one CPU`,
    ownMemory: `${(own.memory / 1e6).toFixed(0)} MB`,
  };
}

/** The same as lines of `name: value`; what is not known is left out. */
export const bugReportAsText = (report: ReturnType<typeof bugReport>): string =>
  Object.entries(report)
    .flatMap(([name, value]) => (value === null || value === '' ? [] : [`${name}: ${value}`]))
    .join('\n');
