/**
 * Credentials that can be recognised by their shape alone, wherever they stand. One list for two uses: redaction masks
 * them, and the last check before a request leaves looks for them again and refuses to send (fail closed).
 * Prefixes are those documented by their issuers, e.g. GitHub's "token prefixes" and AWS's "unique identifiers".
 */
interface SecretShape {
  readonly name: string;
  readonly pattern: RegExp;
}

const shape = (name: string, source: string, flags = 'g'): SecretShape => ({
  name,
  pattern: new RegExp(source, flags),
});

export const secretShapes: readonly SecretShape[] = [
  shape('private key', String.raw`-----BEGIN [A-Z0-9 ]*-----(?:(?!-----)[\s\S])*(?:-----END [A-Z0-9 ]*-----)?`),
  shape('JSON web token', String.raw`\beyJ[\w-]{6,}(?:\.[\w-]*){0,4}`),
  shape('Groq key', String.raw`gsk_[A-Za-z0-9]{8,}`),
  shape('API key', String.raw`\b[sprw]k[-_](?:[a-z]{2,10}[-_])?[\w-]{16,}`),
  shape('GitHub token', String.raw`(?:gh[pousr]_[A-Za-z0-9]{8,}|github_pat_\w{8,})`),
  shape('GitLab token', String.raw`gl(?:pat|dt|rt|ptt|cbt|soat|ft)-[\w-]{8,}`),
  shape('AWS key id', String.raw`\b(?:AKIA|ASIA|AGPA|AIDA|AROA|ANPA)[A-Z0-9]{12,}`),
  shape('Slack token', String.raw`xox[a-z]-[\w-]{6,}`),
  shape('Google key', String.raw`(?:AIza[\w-]{20,}|ya29\.[\w-]{8,}|GOCSPX-[\w-]{8,})`),
  shape(
    'registry token',
    String.raw`\b(?:npm_[A-Za-z0-9]{16,}|pypi-[\w-]{16,}|hf_[A-Za-z0-9]{16,}|dop_v1_\w{16,}|SG\.[\w-]{8,}\.[\w-]{8,})`,
  ),
  shape('bearer token', String.raw`\bbearer[\s:=]+["']?[\w.~+/-]{8,}=*`, 'gi'),
  shape('credentials in an address', String.raw`:\/\/[^\s"'/:@<>]*:[^\s"'@<>]+@`),
  shape('long hexadecimal', String.raw`(?<![0-9a-fA-F])[0-9a-fA-F]{24,}`),
];

/** The name of the first secret shape found in the text; null when there is none. */
export function findSecret(text: string): string | null {
  for (const { name, pattern } of secretShapes) {
    pattern.lastIndex = 0;
    if (pattern.test(text)) return name;
  }
  return null;
}

/**
 * Whether a run of base64-like characters was drawn at random rather than written by a person. Random text changes
 * between lower case, upper case and digits about every second character; words, even in CamelCase, do so rarely.
 * Errs on the side of yes.
 */
export function looksRandom(run: string): boolean {
  if (run.length < 20) return false;
  const kinds = Array.from(run, kindOf);
  const changes = kinds.filter((kind, i) => {
    const before = kinds[i - 1];
    if (before === undefined || before === 'other' || kind === 'other' || kind === before) return false;
    return !(before === 'upper' && kind === 'lower');
  }).length;
  return changes / run.length >= (run.length >= 32 ? 0.2 : 0.3) || entropy(run) >= 4.4;
}

function kindOf(character: string): 'lower' | 'upper' | 'digit' | 'other' {
  if (/[a-z]/.test(character)) return 'lower';
  if (/[A-Z]/.test(character)) return 'upper';
  return /[0-9]/.test(character) ? 'digit' : 'other';
}

/** Shannon entropy in bits a character. */
function entropy(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  return [...counts.values()].reduce((sum, count) => sum - (count / text.length) * Math.log2(count / text.length), 0);
}
