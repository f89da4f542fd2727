/** Where text about programs may be sent: somewhere encrypted, or nowhere that has a wire. */

const loopbackHost = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** Why an address is not allowed, in English; a screen says it by its name. */
export const modelUrlProblems = {
  'not-a-url': 'is not a URL',
  credentials: 'must not hold a user name or password',
  scheme: 'must start with https://, or http:// for this machine',
  unencrypted: 'would send what runs here over the network unencrypted: use https://, or http:// to localhost',
} as const;

/** Null when text about programs may be sent to this address. */
export function modelUrlProblem(text: string): keyof typeof modelUrlProblems | null {
  if (!URL.canParse(text)) return 'not-a-url';
  const url = new URL(text);
  if (url.username !== '' || url.password !== '') return 'credentials';
  if (url.protocol === 'https:') return null;
  if (url.protocol !== 'http:') return 'scheme';
  return loopbackHost.test(url.hostname) ? null : 'unencrypted';
}
