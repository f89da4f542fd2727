/**
 * Takes out of a text what must not leave the machine. Pure. Secrets first, by place (a flag, an assignment, a
 * header, an address) and by shape; then what tells who and where: e-mail and IP addresses, home paths, user, host.
 */
import { isIP } from 'node:net';
import { looksRandom, secretShapes } from './secret-shapes.ts';
import { plainText } from './text.ts';

/** Whose machine it is. Empty strings mean unknown. */
export interface Identity {
  readonly user: string;
  readonly host: string;
  readonly home: string;
}

/** More than is ever sent of one text. It bounds the work of the patterns below, some of which are quadratic. */
const longest = 1024;

/**
 * The text with secrets, addresses and identity masked as `<secret>`, `<value>`, `<email>`, `<ip>`, `<user>`, `<host>`
 * and `~`. Also made plain (see `plainText`), since an invisible character must not split a secret.
 *
 * `maskIdentity: false` (the setting `privacy.redact`) leaves home paths, user and host name readable. It never
 * switches off the masking of secrets, e-mail or IP addresses.
 */
export function redact(text: string, identity: Identity, maskIdentity: boolean): string {
  const plain = plainText(start(text));
  const safe = maskAddresses(maskShapes(maskByPlace(plain)));
  return maskIdentity ? maskWho(safe, identity) : safe;
}

/** Cut between words where possible: half a secret has no shape to be known by. */
const start = (text: string): string => (text.length <= longest ? text : text.slice(0, longest).replace(/\s\S*$/, ''));

/** A name for something secret from its telling word on, as in `--db-password-file` or `GITHUB_TOKEN`. */
const secretName = String.raw`(?:pass(?:word|wd|phrase|code)?|pwd|secret|token|api[-_]?key|access[-_]?key|private[-_]?key|auth(?!or)|credential|cookie|session[-_]?(?:id|key)|jwt|otp|signature)[\w.-]{0,32}`;
const quoted = String.raw`"(?:\\.|[^"\\])*"?|'(?:\\.|[^'\\])*'?`;
const scheme = String.raw`\b[a-z][a-z0-9+.-]*:\/\/`;

/** Values whose place says that they are secret, in this order: rather too much than too little. */
const secretPlaces: readonly (readonly [RegExp, string])[] = [
  // a header, to the end
  [/((?:proxy-)?authorization|x-[\w-]*(?:key|token)|(?:set-)?cookie)(["']?\s*[:=]\s*).*$/gi, '$1$2<secret>'],
  // an address's user and password, then its query or fragment
  [new RegExp(String.raw`(${scheme})[^\s"']*@`, 'gi'), '$1<secret>@'],
  [new RegExp(String.raw`(${scheme}[^\s?#"']*)[?#][^\s"']+`, 'gi'), '$1?<value>'],
  // --password x, --password=x: up to the next flag, since a passphrase has several words
  [
    new RegExp(
      String.raw`((?:^|[\s"'])--?[\w.-]{0,32}${secretName})(?:\s*[=:]\s*|\s+(?!--?[a-z]))(?:(?!\s--?[a-z]).)+`,
      'gi',
    ),
    '$1 <secret>',
  ],
  // "password": "x", db_password=x
  [new RegExp(String.raw`(${secretName}["']?\s*[=:]\s*)(?:${quoted}|[^\s"']\S*)`, 'gi'), '$1<secret>'],
  // NAME=value, an environment in disguise
  [new RegExp(String.raw`(\b[A-Z][A-Z0-9_]+=)(?:${quoted}|\S+)`, 'g'), '$1<value>'],
  // mysql -px, sshpass -p x; curl -u user:x
  [/((?:^|\s)-p)(?:\s+(?!-)|=)?[^\s-]\S*/g, '$1 <secret>'],
  [/((?:^|\s)(?:-u|-U|--user)[\s=]*)[^\s:]+:\S+/g, '$1<secret>'],
  [/\b(basic\s+)[A-Za-z0-9+/]*(?:[0-9][A-Za-z0-9+/]*|=+)=*/gi, '$1<secret>'],
];

const maskByPlace = (text: string): string =>
  secretPlaces.reduce((masked, [place, mask]) => masked.replace(place, mask), text);

function maskShapes(text: string): string {
  const known = secretShapes.reduce((masked, { pattern }) => masked.replace(pattern, '<secret>'), text);
  return known.replace(/[\w+/=-]{20,}/g, (run) => {
    if (!run.startsWith('/') && looksRandom(run)) return '<secret>';
    const parts = run.split('/').map((part) => (looksRandom(part) ? '<secret>' : part));
    return parts.join('/');
  });
}

/** systemd's template units (`user@1000.service`) look like e-mail addresses and are none. */
const unitSuffix = /\.(?:service|scope|slice|socket|timer|target|mount|device|path|swap|automount)$/;

function maskAddresses(text: string): string {
  return text
    .replace(/[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g, (address) => (unitSuffix.test(address) ? address : '<email>'))
    .replace(/(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?![\w]|\.\d)/g, (address) => (isIP(address) === 4 ? '<ip>' : address))
    .replace(/(?<![\w:])[0-9a-f:]*:[0-9a-f.:]*:[0-9a-f.:]*/gi, (address) => (isIP(address) === 6 ? '<ip>' : address));
}

function maskWho(text: string, { user, host, home }: Identity): string {
  const own =
    home.length > 1 && home !== '/root' ? text.replaceAll(new RegExp(`${literal(home)}(?![\\w.-])`, 'g'), '~') : text;
  const homes = own.replace(/(?:\/var)?\/home\/[^/\s"':;,=<>]+/g, '~');
  const hosts = [host, host.split('.')[0] ?? ''].reduce((masked, name) => maskWord(masked, name, '<host>'), homes);
  return maskWord(hosts, user, '<user>');
}

/** Names that everybody's machine has tell nothing, and masking them would hide what a program is. */
const everybodys = new Set(['', 'root', 'localhost']);

function maskWord(text: string, word: string, mask: string): string {
  if (word.length < 2 || everybodys.has(word)) return text;
  return text.replace(new RegExp(`(?<![\\p{L}\\p{N}<])${literal(word)}(?![\\p{L}\\p{N}>])`, 'giu'), mask);
}

/** A hyphen means nothing outside of a class, and with the flag `u` may not even be escaped there. */
const literal = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`);
