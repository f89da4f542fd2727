/** Desktop entry files: https://specifications.freedesktop.org/desktop-entry-spec/latest/ */

export interface DesktopEntry {
  /** Desktop file id without `.desktop`: `org.mozilla.firefox`. */
  readonly id: string;
  readonly name: string;
  readonly icon: string | null;
  readonly categories: readonly string[];
  /** Exec as words, field codes (`%u`) left out; empty for entries that are activated over D-Bus alone. */
  readonly command: readonly string[];
  readonly tryExec: string | null;
  /** Shown in menus. Hidden entries still name their program. */
  readonly visible: boolean;
}

const longestName = 80;

/** Parses one file. Null for links, directories, deleted (`Hidden`) entries and for what is no desktop entry. */
export function parseDesktopEntry(id: string, text: string): DesktopEntry | null {
  const fields = mainGroup(text);
  const name = fields.get('Name');
  if (name === undefined || name === '' || fields.get('Type') !== 'Application' || fields.get('Hidden') === 'true') {
    return null;
  }
  return {
    id,
    name: unescapeValue(name).slice(0, longestName),
    icon: fields.get('Icon') ?? null,
    categories: (fields.get('Categories') ?? '').split(';').filter((category) => category !== ''),
    command: commandWords(fields.get('Exec') ?? ''),
    tryExec: fields.get('TryExec') ?? null,
    visible: fields.get('NoDisplay') !== 'true',
  };
}

/** Keys of the `[Desktop Entry]` group, without localised ones. */
function mainGroup(text: string): ReadonlyMap<string, string> {
  const fields = new Map<string, string>();
  let inside = false;
  for (const line of text.split('\n')) {
    if (line.startsWith('[')) {
      if (inside) break;
      inside = line.startsWith('[Desktop Entry]');
    } else if (inside) {
      const match = /^([A-Za-z0-9-]+)\s*=\s*(.*?)\s*$/.exec(line);
      if (match !== null) fields.set(match[1] ?? '', match[2] ?? '');
    }
  }
  return fields;
}

const escapes: Readonly<Record<string, string>> = { s: ' ', n: ' ', t: ' ', r: ' ', '\\': '\\', ';': ';' };

function unescapeValue(value: string): string {
  return value.replace(/\\([sntr\\;])/g, (_, code: string) => escapes[code] ?? '').replace(/\p{Cc}/gu, ' ');
}

/** Splits Exec by the spec's quoting rules, without its field codes. Never throws; an open quote ends with the line. */
export function commandWords(exec: string): readonly string[] {
  const words = exec.match(/"(?:\\.|[^"\\])*"?|[^\s"]+/g) ?? [];
  return words
    .map((word) => (word.startsWith('"') ? word.replace(/^"|"$/g, '').replace(/\\(.)/g, '$1') : word))
    .filter((word) => !/^%[a-zA-Z]$/.test(word))
    .map((word) => word.replaceAll('%%', '%'));
}

/** Programs that start another one and are not the app themselves. */
const starters = new Set([
  'env',
  'flatpak',
  'snap',
  'sh',
  'bash',
  'pkexec',
  'sudo',
  'gtk-launch',
  'dbus-launch',
  'systemd-run',
]);

/**
 * The program an entry runs, as written (a bare name or a path), and how many arguments of its own it gets. Null when
 * the command goes through a starter, whose executable says nothing about the app; `env A=1 program` is seen through.
 */
export function programOf(entry: DesktopEntry): { readonly program: string; readonly extraArguments: number } | null {
  let words = entry.command;
  if (isStarter(words[0], 'env')) words = words.slice(1 + words.slice(1).findIndex((word) => !/^\w+=/.test(word)));
  const [program, ...rest] = words;
  if (program === undefined || program === '' || isStarter(program)) return null;
  return { program, extraArguments: rest.length };
}

function isStarter(word: string | undefined, name?: string): boolean {
  const base = word?.slice(word.lastIndexOf('/') + 1) ?? '';
  return name === undefined ? starters.has(base) : base === name;
}
