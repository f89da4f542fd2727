/** What every benchmark says in the same way: medians, a table, the machine it ran on, a JSON file. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, release } from 'node:os';
import { join } from 'node:path';

/** The middle value, or the mean of the two in the middle; NaN for none. Unlike a mean it forgives one disturbed run. */
export function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)] ?? NaN;
  const lower = sorted[Math.ceil(sorted.length / 2) - 1] ?? NaN;
  return (lower + upper) / 2;
}

export type Cell = string | number | null;

/** Prints rows under a title; numbers are rounded to three digits and set flush right, null is a dash. */
export function printTable(title: string, columns: readonly string[], rows: readonly (readonly Cell[])[]): void {
  const lines = [columns, ...rows.map((row) => row.map(cellText))];
  const widths = columns.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  const isNumber = (row: number, column: number): boolean => typeof rows[row - 1]?.[column] === 'number';
  console.log(`\n${title}`);
  lines.forEach((line, row) => {
    const cells = widths.map((width, column) => {
      const text = line[column] ?? '';
      return isNumber(row, column) || (row === 0 && isNumber(1, column)) ? text.padStart(width) : text.padEnd(width);
    });
    console.log(`  ${cells.join('   ').trimEnd()}`);
    if (row === 0) console.log(`  ${widths.map((width) => '-'.repeat(width)).join('   ')}`);
  });
}

function cellText(cell: Cell): string {
  if (cell === null) return '-';
  if (typeof cell === 'string') return cell;
  if (!Number.isFinite(cell)) return '-';
  const digits = Math.abs(cell) >= 100 ? 0 : Math.abs(cell) >= 10 ? 1 : Math.abs(cell) >= 1 ? 2 : 3;
  return cell.toFixed(digits);
}

/** CPUs, kernel, load before the run and Node, in one line: a figure without its machine means nothing. */
export function machineLine(): string {
  const [load = 0] = loadavg();
  const model = cpus()[0]?.model.trim() ?? 'unknown CPU';
  return `${availableParallelism()} x ${model}, Linux ${release()}, load ${load.toFixed(2)}, Node ${process.versions.node}`;
}

/** Writes bench/results/NAME.json with date and machine; returns its path. */
export function writeResults(name: string, results: object): string {
  const folder = join(import.meta.dirname, 'results');
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${name}.json`);
  const head = {
    date: new Date().toISOString(),
    machine: machineLine(),
    kernel: readFileSync('/proc/version', 'utf8').trim(),
  };
  writeFileSync(path, `${JSON.stringify({ ...head, ...results }, null, 2)}\n`);
  return path;
}
