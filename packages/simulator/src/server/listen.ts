import type { AddressInfo, Server } from 'node:net';

/** Listens on a free port of `host` and returns it. */
export async function listen(server: Server, host: string): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, host, resolve);
  });
  return (server.address() as AddressInfo).port;
}

export const close = (server: Server): Promise<void> =>
  new Promise((resolve) => server.close(() => resolve()));
