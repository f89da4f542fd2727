import type { TFunction } from 'i18next';
import type { NumberFormat } from '../format/numbers.ts';
import { ioOf } from './process-list.ts';
import type { ListRow } from './process-list.ts';

/** A line of the list as text that can be pasted into a mail or a bug report. */
export function rowAsText(row: ListRow, t: TFunction, number: NumberFormat): string {
  const process = row.kind === 'app' ? row.main : row.process;
  const { app } = row;
  const figures = row.kind === 'app' ? app : row.process;
  const unread = t('processes.unread');
  const orUnread = (value: number | null, text: (value: number) => string) => (value === null ? unread : text(value));
  const pid = process === null ? '' : ` (PID ${process.pid})`;
  const lines: (readonly [name: string, value: string])[] = [
    [t('column.category'), t(`category.${app.category}`)],
    [t('column.cpu'), number.percent(figures.cpu)],
    [t('column.memory'), number.bytes(figures.memory)],
    [t('column.io'), orUnread(ioOf(figures), number.bytesPerSecond)],
    [t('column.waits'), orUnread(figures.runDelay, (ms) => `${number.milliseconds(ms)}/s`)],
  ];
  if (row.kind === 'app') lines.push([t('processes.title'), number.integer(row.processes)]);
  if (process !== null) {
    lines.push(
      [t('column.nice'), String(process.nice)],
      [t('column.policy'), t(`schedPolicy.${process.schedPolicy}`)],
      [t('column.setBy'), t(`setBy.${process.setBy}`)],
      [t('drawer.exe'), process.exe ?? t('drawer.exeHidden')],
      [t('drawer.user'), process.user],
    );
  }
  if (app.cpuWeight !== null) lines.push([t('lever.cpuWeight'), number.integer(app.cpuWeight)]);
  if (app.unit !== null) lines.push([t('drawer.unit'), app.unit]);
  if (app.treatment !== null) lines.push([t('column.treatment'), t(`treated.${app.treatment.action}`)]);
  if (app.lock !== null) lines.push([t('drawer.lock'), app.lock]);
  const name = row.kind === 'app' ? app.name : row.process.name;
  return [`${name}${pid}`, ...lines.map(([what, value]) => `- ${what}: ${value}`)].join('\n');
}

/** A line of the list as the contract has it. */
export const rowAsJson = (row: ListRow): unknown =>
  row.kind === 'app' ? { app: row.app, process: row.main } : { app: row.app, process: row.process };
