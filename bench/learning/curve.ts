/** The learning curve as a small picture of its own: lines, a scale, and which line is which. */

export interface Line {
  readonly name: string;
  readonly colour: string;
  /** Values at equal steps, from the first to the last decision. */
  readonly values: readonly number[];
}

const width = 720;
const height = 320;
const plot = { left: 56, right: 16, top: 40, bottom: 44 };

/** @param decisions where the last value stands */
export function curve(title: string, lines: readonly Line[], decisions: number): string {
  const most = Math.ceil(Math.max(...lines.flatMap(({ values }) => values)) * 10) / 10;
  const x = (share: number): number => plot.left + share * (width - plot.left - plot.right);
  const y = (value: number): number => height - plot.bottom - (value / most) * (height - plot.top - plot.bottom);
  const path = (values: readonly number[]): string =>
    values
      .map((value, at) => `${at === 0 ? 'M' : 'L'}${fixed(x(at / (values.length - 1)))} ${fixed(y(value))}`)
      .join('');
  const ticks = Array.from({ length: Math.round(most * 10) + 1 }, (_, step) => step / 10);
  const marks = [0, 1, 2, 3, 4].map((step) => step / 4);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-label="${title}">
<style>
text { font: 12px system-ui, sans-serif; fill: #444 } .title { font-weight: 600 } .grid { stroke: #8884; stroke-width: 1 }
path { fill: none; stroke-width: 2; stroke-linejoin: round }
@media (prefers-color-scheme: dark) { text { fill: #ccc } }
</style>
<text class="title" x="${plot.left}" y="20">${title}</text>
${ticks.map((value) => `<line class="grid" x1="${x(0)}" x2="${x(1)}" y1="${fixed(y(value))}" y2="${fixed(y(value))}"/><text x="${plot.left - 8}" y="${fixed(y(value) + 4)}" text-anchor="end">${value.toFixed(1)}</text>`).join('\n')}
${marks.map((share) => `<text x="${fixed(x(share))}" y="${height - plot.bottom + 18}" text-anchor="middle">${Math.round(share * decisions)}</text>`).join('\n')}
<text x="${x(1)}" y="${height - 8}" text-anchor="end">decisions</text>
${lines.map(({ values, colour }) => `<path stroke="${colour}" d="${path(values)}"/>`).join('\n')}
${lines.map(({ name, colour }, at) => `<rect x="${plot.left + at * 190}" y="${height - 18}" width="12" height="12" fill="${colour}"/><text x="${plot.left + 18 + at * 190}" y="${height - 8}">${name}</text>`).join('\n')}
</svg>
`;
}

const fixed = (value: number): string => value.toFixed(1);
