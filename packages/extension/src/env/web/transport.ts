import { type HttpAnswer, type HttpRequest, type HttpTransport, TransportError } from '@opencredits/core';

/** HTTPS by `fetch`, in a host without Node. The browser checks certificates and cannot be told not to. */
export function createTransport(): HttpTransport {
  return { send, certificateChecksAreOff: () => false };
}

async function send({ url, headers, body, signal }: HttpRequest): Promise<HttpAnswer> {
  const response = await fetch(url, {
    method: body ? 'POST' : 'GET',
    headers,
    body: body ?? null,
    signal,
    // Not 'error': that is indistinguishable from a broken network.
    redirect: 'manual',
    credentials: 'omit',
    cache: 'no-store',
    referrerPolicy: 'no-referrer',
  }).catch(() => {
    throw new TransportError(signal.aborted ? 'aborted' : 'unreachable');
  });
  return {
    status: response.type === 'opaqueredirect' ? 'redirect' : response.status,
    header: (name) => response.headers.get(name) ?? undefined,
    body: bodyOf(response, signal),
  };
}

async function* bodyOf(response: Response, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  const reader = response.body?.getReader();
  if (!reader) return;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } catch {
    throw new TransportError(signal.aborted ? 'aborted' : 'unreachable');
  } finally {
    // Whoever stops reading early has no use for the rest; that it may fail to be called off is nobody's concern.
    reader.cancel().catch(() => undefined);
  }
}
