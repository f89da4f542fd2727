/** Who may talk to the engine: checks of a request's own words, before any of its content is looked at. */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { ErrorCode } from '../../contract/calls.ts';

export interface Gate {
  readonly port: number;
  readonly token: string;
}

export interface Refusal {
  readonly code: Extract<ErrorCode, 'unauthorized' | 'forbidden'>;
  readonly message: string;
}

/** Names under which a browser reaches this server, and no page of another site does. */
export const ownHosts = (port: number): readonly string[] => [`127.0.0.1:${port}`, `localhost:${port}`];

/**
 * A page of another site whose name was made to resolve to 127.0.0.1 (DNS rebinding) still sends its own name as Host, and a
 * page that merely posts here sends its own Origin. Null: neither is the case.
 */
export function foreignRequest(gate: Gate, headers: IncomingHttpHeaders): Refusal | null {
  const hosts = ownHosts(gate.port);
  if (headers.host === undefined || !hosts.includes(headers.host))
    return { code: 'forbidden', message: `this server answers to ${hosts.join(' and ')} alone` };
  if (headers.origin !== undefined && !hosts.some((host) => headers.origin === `http://${host}`))
    return { code: 'forbidden', message: 'pages of other origins may not call BrainKernel' };
  return null;
}

/** Null when `Authorization: Bearer TOKEN` carries the token. */
export function wrongBearer(gate: Gate, headers: IncomingHttpHeaders): Refusal | null {
  const given = /^Bearer +([^\s]+)$/i.exec(headers.authorization ?? '')?.[1];
  return sameToken(gate.token, given) ? null : unauthorized;
}

/** A browser cannot set headers on a WebSocket, so the token comes as the protocol offered after `brainkernel`. */
export function wrongProtocols(gate: Gate, headers: IncomingHttpHeaders): Refusal | null {
  const [first, second, ...others] = (headers['sec-websocket-protocol'] ?? '').split(',').map((each) => each.trim());
  return first === protocol && others.length === 0 && sameToken(gate.token, second) ? null : unauthorized;
}

export const protocol = 'brainkernel';

const unauthorized: Refusal = {
  code: 'unauthorized',
  message: 'the token is missing or wrong; use the address BrainKernel printed when it started',
};

/** In a time that tells nothing about where the two differ, nor about their lengths. */
function sameToken(expected: string, given: string | undefined): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(expected), digest(given ?? ''));
}
