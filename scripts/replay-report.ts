/** What a replay found, as plain text. Names in it were made plain when the recording was read. */
import type { Replayed } from '../main/learn/replay/compare.ts';
import type { Session } from '../main/learn/replay/recorded.ts';
import { printable } from '../main/printable.ts';

type Align = 'left' | 'right';

const longestName = 40;
const mostPrograms = 20;

/** Two spaces between columns, numbers flush right, no spaces at line ends. */
export function textTable(aligns: readonly Align[], lines: readonly (readonly string[])[]): string {
  const widths = aligns.map((_, column) => Math.max(...lines.map((line) => lengthOf(line[column] ?? ''))));
  return lines
    .map((line) =>
      widths
        .map((width, column) => {
          const text = line[column] ?? '';
          const space = ' '.repeat(width - lengthOf(text));
          return aligns[column] === 'right' ? space + text : text + space;
        })
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** Characters, not UTF-16 units. */
const lengthOf = (text: string): number => Array.from(text).length;

/** @param sets the one that is tried first */
export function reportOf(session: Session, sets: readonly Replayed[], notes: readonly string[]): string {
  const [tried] = sets;
  return [
    ...about(session),
    ...notes,
    '',
    textTable(
      ['left', 'right', 'right', 'right', 'right', 'right', 'right', 'right', 'right', 'right'],
      [
        [
          'policies',
          'programs',
          'treatments',
          'for',
          'correct',
          'wrongly hit',
          'missed',
          'switches',
          'flapping',
          'decided again',
        ],
        ...sets.map(({ name, score, again }) => [
          name,
          String(score.programs.length),
          String(score.times),
          duration(score.seconds),
          String(score.correct),
          String(score.wronglyHit),
          String(score.missed),
          String(score.switches),
          String(score.flaps),
          again.of === 0 ? '-' : `${again.found} of ${again.of}`,
        ]),
      ],
    ),
    '',
    ...(tried ? programsOf(tried) : []),
    '',
  ].join('\n');
}

function about({ checks, cases, words, skipped, shortened }: Session): readonly string[] {
  const programs = new Set(cases.map(({ subject }) => subject.app.program.key)).size;
  const [first, last] = [checks[0]?.at ?? 0, checks.at(-1)?.at ?? 0];
  return [
    `${count(checks.length, 'check')} in ${duration((last - first) / 1000)}, ${count(cases.length, 'case')} of ${count(programs, 'program')}, ${count(words.length, 'thumb')}.`,
    ...(shortened ? ['It is longer than can be held: the oldest part was left out.'] : []),
    ...(skipped.lines > 0 ? [`${count(skipped.lines, 'line')} could not be understood and were left out.`] : []),
    ...(skipped.segments > 0 ? [`${count(skipped.segments, 'segment')} could not be read and were left out.`] : []),
  ];
}

function programsOf({ name, score }: Replayed): readonly string[] {
  const { programs } = score;
  if (programs.length === 0) return [`Under ${name} nobody is treated.`];
  const shown = programs.slice(0, mostPrograms);
  const left = programs.length - shown.length;
  return [
    `Treated under ${name}:`,
    '',
    textTable(
      ['left', 'left', 'left', 'right', 'right', 'left'],
      [
        ['program', 'category', 'action', 'times', 'for', 'you said'],
        ...shown.map(({ name: program, category, actions, times, seconds, wish }) => [
          printable(program, longestName),
          category,
          actions.join(', '),
          String(times),
          duration(seconds),
          wish === null ? '' : wish === 'treat' ? 'treat it' : 'leave it alone',
        ]),
      ],
    ),
    ...(left > 0 ? [`… and ${count(left, 'program')} more; --json has all of them.`] : []),
  ];
}

const count = (number: number, what: string): string => `${number} ${number === 1 ? what : `${what}s`}`;

function duration(seconds: number): string {
  if (seconds < 100) return `${Math.round(seconds)} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 100 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
