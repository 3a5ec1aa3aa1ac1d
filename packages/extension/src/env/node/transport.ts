import type { IncomingMessage } from 'http';
import type * as Https from 'https';
import type { TLSSocket } from 'tls';
import { type HttpAnswer, type HttpRequest, type HttpTransport, TransportError } from '@opencredits/core';

/**
 * HTTPS by Node's own `https`: VS Code routes it through its proxy and certificate support in every version since 1.31,
 * while `fetch` does not exist before 1.82 and ignores the proxy before 1.96 (docs/adr/0003).
 */
export function createTransport(): HttpTransport {
  return {
    send,
    certificateChecksAreOff: () => process.env['NODE_TLS_REJECT_UNAUTHORIZED'] === '0',
  };
}

function send({ url, headers, body, signal }: HttpRequest): Promise<HttpAnswer> {
  // Loaded at the first request, not at activation; by name, since VS Code hands its own version to who asks for it.
  const https = require('https') as typeof Https;
  return new Promise((resolve, reject) => {
    const request = https.request(url, {
      method: body ? 'POST' : 'GET',
      // One request every few minutes has no use for an open socket.
      headers: {
        ...headers,
        'accept-encoding': 'identity',
        'user-agent': 'OpenCredits',
        connection: 'close',
      },
      // Said outright, so that no setting of the process can switch the check off under us.
      rejectUnauthorized: true,
    });
    request.on('error', (error: NodeJS.ErrnoException) =>
      reject(new TransportError(reasonOf(error, signal))),
    );
    request.on('response', (response) => {
      // The body may never be read (a redirect, say); its end must not become an uncaught error.
      response.on('error', () => undefined);
      // A proxy that refuses the tunnel has its own plain answer handed to us as if it came from the provider.
      if ((response.socket as Partial<TLSSocket>).encrypted !== true) {
        request.destroy();
        reject(new TransportError('proxy'));
        return;
      }
      resolve({
        status: response.statusCode ?? 0,
        header: (name) => [response.headers[name]].flat()[0],
        body: bodyOf(response, signal),
      });
    });
    signal.addEventListener('abort', () => request.destroy(), { once: true });
    request.end(body);
  });
}

async function* bodyOf(response: IncomingMessage, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  // We ask for plain bytes and read nothing else: what is not unpacked cannot blow up.
  if ((response.headers['content-encoding'] ?? 'identity') !== 'identity') {
    response.destroy();
    throw new TransportError('encoding');
  }
  try {
    for await (const piece of response) yield piece as Uint8Array;
  } catch (error) {
    throw new TransportError(reasonOf(error as NodeJS.ErrnoException, signal));
  }
}

/** Node's error codes for a certificate that does not hold: https://nodejs.org/api/tls.html#x509-certificate-error-codes */
const CERTIFICATE_CODE =
  /CERT|CRL_|ERR_SSL|UNABLE_TO_|INVALID_(CA|PURPOSE)|PATH_LENGTH|HOSTNAME_MISMATCH|EPROTO/;

function reasonOf(error: NodeJS.ErrnoException, signal: AbortSignal): TransportError['reason'] {
  if (signal.aborted) return 'aborted';
  return CERTIFICATE_CODE.test(error.code ?? '') ? 'certificate' : 'unreachable';
}
