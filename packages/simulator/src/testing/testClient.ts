import { request as httpRequest, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { Socket } from 'node:net';
import { connect as tlsConnect } from 'node:tls';
import { keyFor } from '../keyFor.ts';
import type { PersonaName } from '../personas.ts';
import type { Simulator } from '../simulator.ts';

/** A whole answer, as it came: not decoded, redirects not followed. */
export interface Got {
  status: number;
  headers: IncomingHttpHeaders;
  bytes: Buffer;
  text: string;
}

export interface GetOptions {
  /** Sends this persona's key. */
  as?: PersonaName;
  method?: string;
  headers?: Record<string, string>;
  body?: string | Buffer;
  /** Goes to this host's port 443 through the proxy; left out: straight to the simulator's port. */
  throughProxyTo?: string;
}

/** Asks the simulator, trusting its CA and nothing else. `path` is below `/api/v1`. Rejects as `https` does. */
export async function get(simulator: Simulator, path: string, options: GetOptions = {}): Promise<Got> {
  const response = await open(simulator, path, options);
  const parts: Buffer[] = [];
  for await (const part of response as AsyncIterable<Buffer>) parts.push(part);
  const bytes = Buffer.concat(parts);
  return { status: response.statusCode ?? 0, headers: response.headers, bytes, text: bytes.toString('utf8') };
}

/** The `data` of a good answer. Throws when the status is another. */
export async function dataOf<Data>(simulator: Simulator, path: string, as: PersonaName): Promise<Data> {
  const got = await get(simulator, path, { as });
  if (got.status !== 200) throw new Error(`${path} as ${as}: ${got.status} ${got.text}`);
  return (JSON.parse(got.text) as { data: Data }).data;
}

/** As `get`, but resolves with the headers; the body is the caller's to read or to leave. */
export async function open(
  simulator: Simulator,
  path: string,
  options: GetOptions = {},
): Promise<IncomingMessage> {
  const headers = {
    ...(options.as ? { authorization: `Bearer ${keyFor(options.as)}` } : {}),
    ...options.headers,
  };
  const host = options.throughProxyTo;
  const socket = host === undefined ? undefined : await tunnel(simulator, `${host}:443`);
  return new Promise((resolve, reject) => {
    const sent = httpsRequest(
      {
        host: host ?? '127.0.0.1',
        port: host === undefined ? simulator.port : 443,
        path: `/api/v1${path}`,
        method: options.method ?? 'GET',
        headers,
        ca: simulator.caPem,
        // With an agent, even `false`, Node would not use createConnection.
        ...(socket && host !== undefined
          ? { createConnection: () => tlsConnect({ socket, servername: host, ca: simulator.caPem }) }
          : { agent: false as const }),
      },
      resolve,
    );
    sent.on('error', reject);
    sent.end(options.body);
  });
}

/** Opens a tunnel; rejects with the status when the proxy refuses. */
export function tunnel(simulator: Simulator, hostAndPort: string): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const sent = httpRequest(simulator.proxyUrl, { method: 'CONNECT', path: hostAndPort, agent: false });
    sent.on('connect', (response, socket) => {
      if (response.statusCode === 200) return resolve(socket);
      socket.destroy();
      reject(new Error(`proxy answered ${response.statusCode}`));
    });
    sent.on('error', reject);
    sent.end();
  });
}
