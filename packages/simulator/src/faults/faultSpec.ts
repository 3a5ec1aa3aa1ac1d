import { validateHeaderName, validateHeaderValue } from 'node:http';
import { badCertificateKinds, type BadCertificateKind } from '../certificates/certificates.ts';
import type { PersonaName } from '../personas.ts';
import type { WrongBody } from './wrongBody.ts';

/** A fault in the answer to a request. Times are real milliseconds. */
export type RequestFault =
  /** Any status with any headers and body: a string is sent as it is, anything else as JSON, nothing as OpenRouter's envelope. */
  | { kind: 'status'; status: number; headers?: Record<string, string>; body?: unknown }
  /** The good answer, late. */
  | { kind: 'delay'; delayMs: number }
  | { kind: 'hangBeforeHeaders' }
  /** Headers and half of the good body, then nothing more. */
  | { kind: 'hangInBody' }
  /** The good body, `bytes` (default 1) every `intervalMs` (default 1000). */
  | { kind: 'slowBody'; bytes?: number; intervalMs?: number }
  /** A JSON string that never closes, as fast as the client reads. */
  | { kind: 'endlessBody' }
  /** `content-encoding: gzip`, a few hundred kilobytes on the wire, `decodedMiB` (default 64) after decoding. */
  | { kind: 'gzipBomb'; decodedMiB?: number }
  /** 200 with a hotel's log-in page. */
  | { kind: 'captivePortal' }
  /** Cloudflare's own page, without CORS headers. */
  | { kind: 'cloudflare'; status?: 502 | 503 | 504 | 520 | 522 | 524 | 530 }
  /** The right status with a wrong body. */
  | { kind: 'body'; body: WrongBody }
  /** 10,000 rows where the route has rows; `count` sets how many. */
  | { kind: 'manyRows'; count?: number }
  | { kind: 'redirect'; status?: 301 | 302 | 303 | 307 | 308; to: RedirectTarget }
  | { kind: 'drop'; when: 'beforeHeaders' | 'inBody' };

/**
 * `elsewhere`: the second host (for a client that came to a loopback address: the other loopback name, so that no
 * DNS is needed); `http`: the same URL without TLS; `loop`: the same URL again; else a whole URL.
 */
export type RedirectTarget = 'elsewhere' | 'http' | 'loop' | `http://${string}` | `https://${string}`;

/** A fault of the connection, before there is any request: it cannot know a path or a persona. */
export type ConnectionFault =
  | { kind: 'badCertificate'; certificate: BadCertificateKind }
  /** The proxy wants a password. */
  | { kind: 'proxy407' }
  /** The proxy closes without a word, or answers `status`. */
  | { kind: 'proxyRefuse'; status?: number };

export type Fault = RequestFault | ConnectionFault;

/** Which requests a fault meets; what is left out matches all. */
export interface FaultMatch {
  /** Below `/api/v1`, such as `/key`; without a query. */
  path?: string;
  persona?: PersonaName;
  /** How many requests (or connections) it meets; left out: all until it is cleared. */
  times?: number;
}

export type FaultSpec = (RequestFault & FaultMatch) | (ConnectionFault & Pick<FaultMatch, 'times'>);

const connectionKinds: ReadonlySet<string> = new Set<ConnectionFault['kind']>([
  'badCertificate',
  'proxy407',
  'proxyRefuse',
]);
const requestKinds: ReadonlySet<string> = new Set<RequestFault['kind']>([
  'status',
  'delay',
  'hangBeforeHeaders',
  'hangInBody',
  'slowBody',
  'endlessBody',
  'gzipBomb',
  'captivePortal',
  'cloudflare',
  'body',
  'manyRows',
  'redirect',
  'drop',
]);

export const isConnectionFault = <F extends Fault>(fault: F): fault is Extract<F, ConnectionFault> =>
  connectionKinds.has(fault.kind);

/** Throws TypeError for a fault that could never happen: it came over HTTP, or from a cast, and would hide a test's mistake. */
export function checkFault(spec: FaultSpec): void {
  if (!connectionKinds.has(spec.kind) && !requestKinds.has(spec.kind)) {
    throw new TypeError(`no such fault: ${String(spec.kind)}`);
  }
  if (isConnectionFault(spec) && ('path' in spec || 'persona' in spec)) {
    throw new TypeError(`${spec.kind} happens before there is a path or a persona`);
  }
  if (spec.kind === 'badCertificate' && !badCertificateKinds.includes(spec.certificate)) {
    throw new TypeError(`no such bad certificate: ${String(spec.certificate)}`);
  }
  if (spec.kind === 'status') {
    if (!(Number.isInteger(spec.status) && spec.status >= 200 && spec.status <= 599)) {
      throw new TypeError(`no such final status: ${String(spec.status)}`);
    }
    for (const [name, value] of Object.entries(spec.headers ?? {})) {
      validateHeaderName(name);
      validateHeaderValue(name, value);
    }
  }
  if (spec.times !== undefined && !(Number.isInteger(spec.times) && spec.times > 0)) {
    throw new TypeError(`times must be a whole number above 0, not ${String(spec.times)}`);
  }
}
