/** Headers of every answer to a page: it may load what comes from here, and nothing else may frame or read it. */

/**
 * No CORS header is among them, so a browser keeps answers from pages of other origins.
 *
 * @param reachable CSP sources the page may connect to
 */
export function pageHeaders(reachable: readonly string[]): Readonly<Record<string, string>> {
  const policy = [
    `default-src 'none'`,
    `script-src 'self'`,
    // chart and virtual-list libraries place things by style attributes
    `style-src 'self' 'unsafe-inline'`,
    `img-src 'self' data:`,
    `font-src 'self'`,
    `connect-src ${reachable.length === 0 ? `'none'` : reachable.join(' ')}`,
    `base-uri 'none'`,
    `form-action 'none'`,
    `frame-ancestors 'none'`,
  ];
  return {
    'Content-Security-Policy': policy.join('; '),
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Cache-Control': 'no-store',
  };
}
