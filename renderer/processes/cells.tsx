import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppRow } from '../../contract/machine.ts';
import { useFormat } from '../format/use-format.ts';
import { CategoryIcon } from '../parts/category-icon.tsx';
import { Icon } from '../parts/icons.tsx';
import { seen } from '../stores/seen.ts';
import { useProcesses } from '../stores/processes.ts';
import type { ListRow } from './process-list.ts';
import { ioOf } from './process-list.ts';
import { sparkBox, sparkPath } from './sparkline.ts';
import { TreatmentChip } from './treatment-chip.tsx';
import { setUnfolded, useView } from './view-state.ts';

interface CellProps {
  readonly row: ListRow;
}

/** A number, faint when it is nothing, a dash when it was not read. */
function Figure({
  value,
  text,
}: {
  readonly value: number | null;
  readonly text: (value: number) => string;
}): ReactNode {
  if (value === null) return <Unread />;
  return <span className={value === 0 ? 'text-muted' : ''}>{text(value)}</span>;
}

function Unread(): ReactNode {
  const { t } = useTranslation();
  return (
    <span className="text-muted" title={t('processes.unread')}>
      –
    </span>
  );
}

const figures = (row: ListRow) => (row.kind === 'app' ? row.app : row.process);

export function CpuCell({ row }: CellProps): ReactNode {
  const { number } = useFormat();
  return <Figure value={figures(row).cpu} text={number.percent} />;
}

export function MemoryCell({ row }: CellProps): ReactNode {
  const { number } = useFormat();
  return <Figure value={figures(row).memory} text={number.bytes} />;
}

export function IoCell({ row }: CellProps): ReactNode {
  const { number } = useFormat();
  return <Figure value={ioOf(figures(row))} text={number.bytesPerSecond} />;
}

export function WaitsCell({ row }: CellProps): ReactNode {
  const { number } = useFormat();
  return <Figure value={figures(row).runDelay} text={number.milliseconds} />;
}

export function CategoryCell({ row }: CellProps): ReactNode {
  const { t } = useTranslation();
  return row.kind === 'app' && <span className="truncate text-muted">{t(`category.${row.app.category}`)}</span>;
}

export function NiceCell({ row }: CellProps): ReactNode {
  const process = row.kind === 'app' ? row.main : row.process;
  if (process === null) return null;
  return <span className={process.nice === 0 ? 'text-muted' : ''}>{process.nice}</span>;
}

export function PolicyCell({ row }: CellProps): ReactNode {
  const { t } = useTranslation();
  const policy = (row.kind === 'app' ? row.main : row.process)?.schedPolicy;
  if (policy === undefined) return null;
  return <span className={`truncate ${policy === 'other' ? 'text-muted' : ''}`}>{t(`schedPolicy.${policy}`)}</span>;
}

/** The weight of an app's own unit; its processes share it. */
export function WeightCell({ row }: CellProps): ReactNode {
  const { number } = useFormat();
  if (row.kind === 'process' || row.app.cpuWeight === null) return null;
  return <span className={row.app.cpuWeight === 100 ? 'text-muted' : ''}>{number.integer(row.app.cpuWeight)}</span>;
}

/** CPU over the last minute, as far as this page saw it. The figure beside it says the same to a screen reader. */
export function HistoryCell({ row }: CellProps): ReactNode {
  const pausedAt = useView(({ paused }) => paused?.at ?? null);
  const key = row.kind === 'app' ? row.app.id : row.process.pid;
  const path = useProcesses(({ at }) => sparkPath(seen.of(key), pausedAt ?? at));
  if (path === '') return null;
  return (
    <svg
      aria-hidden="true"
      viewBox={`0 0 ${sparkBox.width} ${sparkBox.height}`}
      className="h-4 w-15 text-edge"
      fill="none"
      stroke="currentColor"
    >
      <path d={path} />
    </svg>
  );
}

export function SetByCell({ row }: CellProps): ReactNode {
  const { t } = useTranslation();
  const setBy = row.kind === 'app' ? row.main?.setBy : row.process.setBy;
  if (setBy === undefined || setBy === 'default') return null;
  return (
    <span className={`truncate ${setBy === 'brainkernel' ? 'text-accent' : 'text-ink'}`}>{t(`setBy.${setBy}`)}</span>
  );
}

export const TreatmentCell = ({ row }: CellProps): ReactNode =>
  row.kind === 'app' && <TreatmentChip treatment={row.app.treatment} />;

function Flags({ app }: { readonly app: AppRow }): ReactNode {
  const { t } = useTranslation();
  return (
    <>
      {app.foreground && <span className="text-label text-muted">{t('processes.foreground')}</span>}
      {app.lock !== null && (
        <span className="text-label text-muted" title={app.lock}>
          {t('processes.locked')}
        </span>
      )}
      {app.immune && (
        <span className="text-muted" title={t('processes.immune')}>
          <Icon name="lock" className="size-3" />
          <span className="sr-only">{t('processes.immune')}</span>
        </span>
      )}
    </>
  );
}

export function NameCell({ row }: CellProps): ReactNode {
  const { t } = useTranslation();
  if (row.kind === 'process') {
    return (
      <span className="flex min-w-0 items-center gap-2 pl-12">
        <span className="truncate">{row.process.name}</span>
        <span className="text-label text-muted">{row.process.pid}</span>
      </span>
    );
  }
  const { app, open, processes, main } = row;
  return (
    <span className="flex min-w-0 items-center gap-2">
      {processes > 1 ? (
        <button
          type="button"
          tabIndex={-1}
          className="-m-1 rounded p-1 text-muted hover:text-ink"
          aria-label={t(open ? 'processes.fold' : 'processes.unfold', { app: app.name })}
          onClick={(event) => {
            event.stopPropagation();
            setUnfolded(app.id, !open);
          }}
        >
          <Icon name={open ? 'chevronDown' : 'chevronRight'} className="size-3" />
        </button>
      ) : (
        <span className="w-3" />
      )}
      <CategoryIcon category={app.category} />
      <span className="truncate font-medium">{app.name}</span>
      <span className="shrink-0 text-label text-muted">
        {processes > 1 ? t('processes.count', { count: processes }) : main?.pid}
      </span>
      <Flags app={app} />
    </span>
  );
}
