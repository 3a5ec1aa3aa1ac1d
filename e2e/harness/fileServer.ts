import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize, sep } from 'node:path';
import { text } from 'node:stream/consumers';
import { owe } from '../../scripts/vscode/cleanUp.ts';

const contentTypes: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.ttf': 'font/ttf',
  '.wasm': 'application/wasm',
};

/** What one address prefix serves: the files of a folder, or a text made on each request; or where texts are PUT, by name. */
export type Mount =
  | { readonly folder: string }
  | { readonly text: () => string; readonly type: '.html' | '.json' }
  | { readonly saved: Map<string, string> };

/** A static web server on a free port of 127.0.0.1. A key of `mounts` is a prefix such as `/vscode/`, or a whole path. */
export async function fileServer(
  mounts: Readonly<Record<string, Mount>>,
): Promise<{ readonly origin: string; stop(): Promise<void> }> {
  const server = createServer((request, response) => void answerTo(request, response));
  const answerTo = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname);
    if (request.method === 'PUT') {
      response.writeHead((await put(mounts, path, request)) ? 204 : 404).end();
      return;
    }
    const answer = await look(mounts, path);
    if (!answer) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, {
      'content-type': contentTypes[answer.type] ?? 'application/octet-stream',
      // The files of a version never change; the page and the lists do.
      'cache-control': answer.fixed ? 'max-age=86400' : 'no-store',
    });
    response.end(answer.body);
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const stop = owe(
    () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  );
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, stop };
}

async function look(
  mounts: Readonly<Record<string, Mount>>,
  path: string,
): Promise<{ body: Buffer | string; type: string; fixed: boolean } | undefined> {
  for (const [prefix, mount] of Object.entries(mounts)) {
    if ('text' in mount) {
      if (path === prefix) return { body: mount.text(), type: mount.type, fixed: false };
      continue;
    }
    if ('saved' in mount || !path.startsWith(prefix)) continue;
    const file = normalize(join(mount.folder, path.slice(prefix.length)));
    if (!file.startsWith(normalize(mount.folder) + sep)) return undefined;
    const body = await readFile(file).catch(() => undefined);
    return body && { body, type: extname(file), fixed: true };
  }
  return undefined;
}

/** @returns false where nothing can be put */
async function put(
  mounts: Readonly<Record<string, Mount>>,
  path: string,
  request: IncomingMessage,
): Promise<boolean> {
  for (const [prefix, mount] of Object.entries(mounts)) {
    if (!('saved' in mount) || !path.startsWith(prefix)) continue;
    mount.saved.set(path.slice(prefix.length), await text(request));
    return true;
  }
  return false;
}
