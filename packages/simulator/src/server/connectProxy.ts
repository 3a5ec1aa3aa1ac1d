import { createServer, STATUS_CODES, type IncomingMessage, type Server } from 'node:http';
import { connect, type Socket } from 'node:net';
import { elsewhereHost, openRouterHost } from '../certificates/certificates.ts';
import type { LoggedConnection } from '../requestLog.ts';
import type { World } from '../world.ts';
import { logRequest } from './handle.ts';
import { Sockets } from './sockets.ts';

const served: ReadonlySet<string> = new Set([openRouterHost, elsewhereHost]);

/**
 * A proxy that knows two hosts. CONNECT to their port 443 is tunnelled to the TLS server; every other host is closed,
 * because an editor's own calls come this way too. Plain HTTP for those hosts, or straight to this port, is logged
 * as a request and refused: a client that gets here was talked out of TLS.
 */
export function createConnectProxy(
  world: World,
  target: () => { host: string; port: number },
): { server: Server; sockets: Sockets } {
  const sockets = new Sockets();
  const server = createServer((request, response) => {
    const proxied = /^http:\/\/([^/:?#]+)(?::(\d+))?/i.exec(request.url ?? '');
    const host = proxied?.[1]?.toLowerCase();
    if (host !== undefined && !served.has(host)) {
      note(world, host, Number(proxied?.[2] ?? 80), 'closed');
      request.socket.destroy();
      return;
    }
    request.resume();
    const entry = logRequest(world, 'http', request);
    entry.status = 403;
    response.writeHead(403, { 'content-type': 'text/plain' }).end('Only HTTPS here.\n');
  });
  server.keepAliveTimeout = 0;
  server.on('connection', (socket) => sockets.add(socket));
  server.on('clientError', (_error, socket) => socket.destroy());
  server.on('connect', (request: IncomingMessage, client: Socket, head: Buffer) => {
    const [, host = '', port = ''] = /^(.*):(\d+)$/.exec(request.url ?? '') ?? [];
    const fault = world.faults.forConnection(['proxy407', 'proxyRefuse']);
    if (fault) {
      note(world, host, Number(port), 'fault');
      const status = fault.kind === 'proxy407' ? 407 : fault.status;
      if (status === undefined) client.destroy();
      else client.end(refusal(status));
      return;
    }
    if (!served.has(host.toLowerCase()) || port !== '443') {
      note(world, host, Number(port), 'closed');
      client.destroy();
      return;
    }
    note(world, host, 443, 'tunnelled');
    const { host: targetHost, port: targetPort } = target();
    const upstream = connect(targetPort, targetHost, () => {
      client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      upstream.write(head);
      upstream.pipe(client).pipe(upstream);
    });
    sockets.add(upstream);
    upstream.once('close', () => client.destroy());
    client.once('close', () => upstream.destroy());
  });
  return { server, sockets };
}

function refusal(status: number): string {
  const authenticate = status === 407 ? 'Proxy-Authenticate: Basic realm="simulated"\r\n' : '';
  return `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? 'Refused'}\r\n${authenticate}Content-Length: 0\r\nConnection: close\r\n\r\n`;
}

function note(world: World, host: string, port: number, outcome: LoggedConnection['outcome']): void {
  world.connections.push({ atMs: world.clock.nowMs(), host: host.toLowerCase(), port, outcome });
}
