import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { elsewhereHost, openRouterHost } from '../certificates/certificates.ts';
import { faultAnswer } from '../faults/faultAnswer.ts';
import type { RedirectTarget } from '../faults/faultSpec.ts';
import { personaOf } from '../keyFor.ts';
import { hideKeys, type LoggedRequest } from '../requestLog.ts';
import { apiRoot, elsewhereAnswer, route, type Asked } from '../routes/route.ts';
import type { Timers } from '../timers.ts';
import { accountOf, type World } from '../world.ts';
import { deliver } from './deliver.ts';

const longestBodyBytes = 1024 * 1024;

/** The ports of this run: a redirect for a client that came without DNS or proxy must name them. */
export interface Ports {
  tls: number;
  proxy: number;
}

/** Logs a request and answers it, as OpenRouter or as the fault that is on. */
export function handle(
  world: World,
  timers: Timers,
  ports: () => Ports,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const key = bearer(request);
  const persona = key === undefined ? undefined : personaOf(key);
  const url = new URL(`https://${openRouterHost}`);
  const [pathname, search] = splitPath(request.url ?? '/');
  url.pathname = pathname;
  url.search = search;
  const entry = logRequest(world, 'https', request);
  if (request.method === 'POST') {
    // What it answers to is known once the whole of it has come; a client that goes away meanwhile gets nothing.
    bodyOf(request).then(answer, () => response.destroy());
  } else {
    request.resume();
    answer(undefined);
  }

  function answer(body: string | undefined): void {
    const asked: Asked = {
      method: request.method ?? 'GET',
      pathname: url.pathname,
      query: url.searchParams,
      ...(body === undefined ? {} : { body }),
      credential:
        key === undefined
          ? 'none'
          : persona === undefined
            ? 'unknown'
            : { account: accountOf(world, persona) },
    };
    const elsewhere = entry.host === elsewhereHost;
    // A preflight carries no key and must not use up a fault that is meant for the request behind it.
    const fault =
      elsewhere || asked.method === 'OPTIONS'
        ? undefined
        : world.faults.forRequest(
            url.pathname.startsWith(apiRoot) ? url.pathname.slice(apiRoot.length) : undefined,
            persona,
          );
    const delivered = faultAnswer(fault, elsewhere ? elsewhereAnswer() : route(world, asked), (to) =>
      redirectUrl(to, entry.host, `${pathname}${search}`, ports()),
    );
    if (fault) entry.fault = fault.kind;
    if (delivered.delivery.kind !== 'never' && delivered.delivery.kind !== 'drop')
      entry.status = delivered.answer.status;
    delivered.answer.headers = {
      date: new Date(entry.atMs).toUTCString(),
      server: 'cloudflare',
      'cf-ray': rayId(world),
      ...delivered.answer.headers,
    };
    deliver(response, delivered, timers);
  }
}

/** The whole body as text. Rejects when it breaks off or is longer than a megabyte. */
async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    bytes += part.length;
    if (bytes > longestBodyBytes) throw new RangeError('too long');
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

/** Writes down what came, without the key, and returns the entry so that the answer can be added. */
export function logRequest(world: World, scheme: 'https' | 'http', request: IncomingMessage): LoggedRequest {
  const key = bearer(request);
  const persona = key === undefined ? undefined : personaOf(key);
  const values = [request.url ?? '', ...Object.values(request.headers).flat()];
  const entry: LoggedRequest = {
    atMs: world.clock.nowMs(),
    scheme,
    method: request.method ?? 'GET',
    path: hideKeys(request.url ?? '/', key),
    host: hideKeys(hostName(request.headers.host ?? ''), key),
    keyCame: key !== undefined || values.some((value) => value !== undefined && /sk-or-/i.test(value)),
    headerNames: Object.keys(request.headers).map((name) => hideKeys(name, key)),
  };
  if (persona) entry.persona = persona;
  world.requests.push(entry);
  return entry;
}

/** A host header without its port. */
const hostName = (host: string): string => host.toLowerCase().replace(/:\d+$/, '');

function bearer(request: IncomingMessage): string | undefined {
  const header = request.headers.authorization;
  if (header === undefined) return undefined;
  return header.replace(/^Bearer\s+/i, '').trim() || undefined;
}

function splitPath(path: string): [pathname: string, search: string] {
  const at = path.indexOf('?');
  return at < 0 ? [path, ''] : [path.slice(0, at), path.slice(at)];
}

function redirectUrl(to: RedirectTarget, host: string, path: string, ports: Ports): string {
  const loopback = host === '127.0.0.1' || host === 'localhost';
  switch (to) {
    case 'elsewhere':
      return loopback
        ? `https://${host === 'localhost' ? '127.0.0.1' : 'localhost'}:${ports.tls}${path}`
        : `https://${elsewhereHost}${path}`;
    case 'http':
      // The proxy's port speaks plain HTTP and logs whoever comes.
      return `http://${loopback ? `${host}:${ports.proxy}` : host}${path}`;
    case 'loop':
      return `https://${loopback ? `${host}:${ports.tls}` : host}${path}`;
    default:
      return to;
  }
}

/** Cloudflare's ray id: the same for the n-th request under the same seed. */
const rayId = (world: World): string =>
  `${createHash('sha256').update(`${world.seed} ${world.requests.length}`).digest('hex').slice(0, 16)}-FRA`;
