import type { ServerResponse } from 'node:http';
import type { Delivered } from '../faults/faultAnswer.ts';
import { gzipBomb } from '../faults/gzipBomb.ts';
import type { Timers } from '../timers.ts';

/** Sends an answer, or as much of it as the delivery lets through. Never throws; a client that left is not an error. */
export function deliver(response: ServerResponse, { answer, delivery }: Delivered, timers: Timers): void {
  const body = Buffer.from(answer.body);
  const head = (extra: Record<string, string>): void => {
    // The simulated clock dates the answer (see handle.ts), not Node's.
    response.sendDate = false;
    response.writeHead(answer.status, { ...answer.headers, ...extra });
  };
  const sized = (): void =>
    head(answer.status === 204 || answer.status === 304 ? {} : { 'content-length': `${body.length}` });
  switch (delivery.kind) {
    case 'whole':
      sized();
      response.end(body);
      return;
    case 'late':
      timers.after(delivery.delayMs, () => {
        if (response.destroyed) return;
        sized();
        response.end(body);
      });
      return;
    case 'never':
      return;
    case 'half':
      sized();
      response.write(body.subarray(0, Math.ceil(body.length / 2)), () => {
        if (delivery.ending === 'drop') response.socket?.destroy();
      });
      return;
    case 'slow':
      sized();
      response.flushHeaders();
      sendSlowly(response, body, delivery.bytes, delivery.intervalMs, timers);
      return;
    case 'endless':
      head({});
      sendForEver(response);
      return;
    case 'gzipBomb':
      void sendBomb(response, delivery.decodedMiB, head);
      return;
    case 'drop':
      response.socket?.destroy();
      return;
  }
}

function sendSlowly(
  response: ServerResponse,
  rest: Buffer,
  bytes: number,
  intervalMs: number,
  timers: Timers,
): void {
  if (response.destroyed) return;
  if (rest.length <= bytes) {
    response.end(rest);
    return;
  }
  response.write(rest.subarray(0, bytes));
  timers.after(intervalMs, () => sendSlowly(response, rest.subarray(bytes), bytes, intervalMs, timers));
}

function sendForEver(response: ServerResponse): void {
  const chunk = Buffer.alloc(64 * 1024, 'a');
  response.write('{"data":{"label":"');
  const more = (): void => {
    while (!response.destroyed && response.write(chunk));
    if (!response.destroyed) response.once('drain', more);
  };
  more();
}

async function sendBomb(
  response: ServerResponse,
  decodedMiB: number,
  head: (extra: Record<string, string>) => void,
): Promise<void> {
  const bomb = await gzipBomb(decodedMiB);
  if (response.destroyed) return;
  head({ 'content-encoding': 'gzip', 'content-length': `${bomb.length}` });
  response.end(bomb);
}
