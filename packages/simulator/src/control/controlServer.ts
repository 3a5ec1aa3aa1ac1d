import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { Sockets } from '../server/sockets.ts';
import { controlVerbs, type Control } from './control.ts';

const longestBodyBytes = 1024 * 1024;

/**
 * The control for other processes: `POST /VERB` with a JSON array of arguments answers `{"result": …}`, or 400 with
 * `{"error": "…"}`. It asks for a JSON content type and a loopback host, so that a web page cannot reach it.
 */
export function createControlServer(control: Control): { server: Server; sockets: Sockets } {
  const sockets = new Sockets();
  const server = createServer((request, response) => {
    answer(control, request).then(
      (result) => send(response, 200, { result: result ?? null }),
      (error: unknown) => send(response, 400, { error: error instanceof Error ? error.message : 'failed' }),
    );
  });
  server.keepAliveTimeout = 0;
  server.on('connection', (socket) => sockets.add(socket));
  return { server, sockets };
}

async function answer(control: Control, request: IncomingMessage): Promise<unknown> {
  const host = (request.headers.host ?? '').replace(/:\d+$/, '');
  if (host !== '127.0.0.1' && host !== 'localhost') throw new Error('loopback only');
  if (request.method !== 'POST') throw new Error('POST /VERB with a JSON array of arguments');
  if (request.headers['content-type'] !== 'application/json')
    throw new Error('content-type must be application/json');
  const verb = (request.url ?? '').slice(1);
  if (!Object.hasOwn(controlVerbs, verb)) throw new Error(`no such verb: ${verb}`);
  const args: unknown = JSON.parse(await bodyOf(request));
  if (!Array.isArray(args)) throw new Error('the body must be a JSON array of arguments');
  // JSON has no undefined: a null fault means none.
  if (verb === 'fault' && args[0] === null) args[0] = undefined;
  return (control[verb as keyof Control] as (...values: unknown[]) => unknown)(...(args as unknown[]));
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request.setEncoding('utf8') as AsyncIterable<string>) {
    body += chunk;
    if (body.length > longestBodyBytes) throw new Error('too long');
  }
  return body;
}

function send(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(JSON.stringify(value));
}
