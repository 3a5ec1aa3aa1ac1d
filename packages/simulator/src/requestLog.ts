import type { PersonaName } from './personas.ts';

/** One request as it reached the simulator. The key itself is never in it, wherever the client had put it. */
export interface LoggedRequest {
  /** Simulated clock, ms since the epoch. */
  atMs: number;
  /** `http` only when a client was talked into plain HTTP, through the proxy or straight to its port. */
  scheme: 'https' | 'http';
  method: string;
  /** Path and query, a key in it replaced by `[key]`. */
  path: string;
  /** The host asked for, without a port. */
  host: string;
  /** Whether a credential came, in whatever header or in the path. */
  keyCame: boolean;
  /** Whose key it was, when it was one of ours. */
  persona?: PersonaName;
  /** Lower case, in the order in which they came; no values. */
  headerNames: string[];
  /** What was answered; undefined when nothing was (dropped, hung). */
  status?: number;
  /** The fault that answered instead of OpenRouter. */
  fault?: string;
}

/** One CONNECT that reached the proxy: host and port only. */
export interface LoggedConnection {
  atMs: number;
  host: string;
  port: number;
  outcome: 'tunnelled' | 'closed' | 'fault';
}

/** Hides `credential` and everything that looks like an OpenRouter key. */
export function hideKeys(text: string, credential: string | undefined): string {
  const hidden = credential ? text.split(credential).join('[key]') : text;
  return hidden.replace(/sk-or-[\w.~%-]+/gi, '[key]');
}
