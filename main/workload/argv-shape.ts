/**
 * The shape of a command line: option names and well-known sub-commands stay, every value is replaced by its kind.
 * `serve --port 1234 /home/ada/x.txt` becomes `serve --port <number> <path>`. What a person or a secret could have
 * typed never survives: a word stays only when it is on a closed list.
 */

/** Sub-commands that say what a program was started for and cannot be anybody's secret. */
const subcommands = new Set(
  (
    'add agent analyze apply archive attach backup bench build cat check clean clone compile compress connect convert copy cp ' +
    'create daemon debug deploy dev diff dist-upgrade download encode exec export extract fetch fmt format forget full-upgrade ' +
    'get import index init install lint list listen login logs ls lsp make master merge migrate mount package ' +
    'preview prune publish pull push rebuild reindex remove render repack restore resume run scan search serve server ' +
    'service setup share shell show start status stdio stop sync test train transcode up update upgrade upload verify ' +
    'version vet view watch worker'
  ).split(' '),
);

const longestShape = 24;

/** An option name: words of letters, joined by dashes or dots, hardly any digit. */
const optionName = /^--?[A-Za-z]{1,20}(?:[-.][A-Za-z]{1,20}\d{0,2}|[-.]\d{1,2}){0,5}$/;

/** @param argv as in /proc/PID/cmdline; its first element, the program itself, is left out. */
export function argvShape(argv: readonly string[]): string {
  const shape: string[] = [];
  for (let index = 1; index < argv.length && shape.length < longestShape; index += 1) {
    const token = shapeOf(argv[index] ?? '');
    // three files are as good as one: the shape must not depend on how many there were
    if (token !== shape.at(-1)) shape.push(token);
  }
  return shape.join(' ');
}

function shapeOf(argument: string): string {
  if (argument === '' || argument === '-' || argument === '--') return argument === '' ? '<text>' : argument;
  if (subcommands.has(argument)) return argument;
  if (!argument.startsWith('-')) return kindOf(argument);
  if (/^-\d/.test(argument)) return kindOf(argument);
  const equals = argument.indexOf('=');
  const name = equals < 0 ? argument : argument.slice(0, equals);
  if (name.startsWith('--')) {
    if (!optionName.test(name) || looksRandom(name)) return '<text>';
    return equals < 0 ? name : `${name}=${kindOf(argument.slice(equals + 1))}`;
  }
  // `-pSECRET` cannot be told from `-jar`: only the letter stays
  const letter = name.slice(0, 2);
  if (!/^-[A-Za-z]$/.test(letter)) return '<text>';
  return argument.length === 2 ? letter : `${letter}${kindOf(argument.slice(2).replace(/^=/, ''))}`;
}

/** Long runs of letters without a vowel, or with capitals mixed in, are tokens rather than words. */
function looksRandom(name: string): boolean {
  return name.split(/[-.]/).some((word) => /[^aeiouyAEIOUY\d]{7,}/.test(word) || /(?:[a-z][A-Z].*){4,}/.test(word));
}

function kindOf(value: string): string {
  if (/^[-+]?\d+(?:\.\d+)?(?:[kKmMgGtT]i?[bB]?|ms|s|m|h|%)?$/.test(value)) return '<number>';
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(value)) return '<url>';
  if (/^(?:\/|~|\.{1,2}(?:\/|$)|[A-Za-z]:\\)/.test(value) || value.includes('/')) return '<path>';
  return '<text>';
}
