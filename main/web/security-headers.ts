/** Headers of every answer: the page may load and call what comes from here, and nothing else may frame or read it. */
import type { ServerResponse } from 'node:http';
import { ownHosts } from './gate.ts';

/** No CORS header is among them, so a browser keeps answers from pages of other origins. */
export function setSecurityHeaders(response: ServerResponse, port: number): void {
  const policy = [
    `default-src 'none'`,
    `script-src 'self'`,
    // chart and virtual-list libraries place things by style attributes
    `style-src 'self' 'unsafe-inline'`,
    `img-src 'self' data:`,
    `font-src 'self'`,
    `connect-src 'self' ${ownHosts(port)
      .map((host) => `ws://${host}`)
      .join(' ')}`,
    `base-uri 'none'`,
    `form-action 'none'`,
    `frame-ancestors 'none'`,
  ];
  response.setHeader('Content-Security-Policy', policy.join('; '));
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.setHeader('Referrer-Policy', 'no-referrer');
  response.setHeader('Cross-Origin-Opener-Policy', 'same-origin');
  response.setHeader('Cross-Origin-Resource-Policy', 'same-origin');
  response.setHeader('Cache-Control', 'no-store');
}
