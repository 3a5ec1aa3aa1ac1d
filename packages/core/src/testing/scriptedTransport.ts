import {
  type Clock,
  type Disposable,
  type HttpAnswer,
  type HttpRequest,
  type HttpTransport,
  TransportError,
} from '../ports.ts';

/** What the far end does with one request. */
export type Script = (request: HttpRequest) => HttpAnswer | Promise<HttpAnswer>;

/**
 * Plays an answer per path. Like a real one it stops when it is aborted, and it remembers every request, with the
 * headers, so that a test can say where a key went and where it did not.
 */
export class ScriptedTransport implements HttpTransport {
  readonly requests: HttpRequest[] = [];
  checksAreOff = false;
  readonly #scripts = new Map<string, Script>();

  /** From now on `path` ("/api/v1/key") is answered so. */
  on(path: string, script: Script): this {
    this.#scripts.set(path, script);
    return this;
  }

  /** Paths in the order in which they were asked, since the last {@link forget}. */
  get paths(): readonly string[] {
    return this.requests.map(({ url }) => new URL(url).pathname);
  }

  /** Requests that the core has not yet let go of: after dispose there should be none. */
  get open(): number {
    return this.requests.filter(({ signal }) => !signal.aborted).length;
  }

  forget(): void {
    this.requests.length = 0;
  }

  async send(request: HttpRequest): Promise<HttpAnswer> {
    this.requests.push(request);
    const script = this.#scripts.get(new URL(request.url).pathname);
    if (!script) throw new TransportError('unreachable');
    return Promise.race([Promise.resolve(script(request)), aborted(request)]);
  }

  certificateChecksAreOff(): boolean {
    return this.checksAreOff;
  }
}

async function aborted({ signal }: HttpRequest): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(new TransportError('aborted')), { once: true });
  });
}

type Headers = Readonly<Record<string, string>>;

/** A whole answer: an object is sent as JSON, texts and bytes as they are. */
export function answers(status: HttpAnswer['status'], body: unknown, headers: Headers = {}): Script {
  const bytes =
    body instanceof Uint8Array
      ? body
      : new TextEncoder().encode(typeof body === 'string' ? body : JSON.stringify(body));
  return streams(status, () => [bytes], headers);
}

/** A body in pieces. */
export function streams(
  status: HttpAnswer['status'],
  pieces: (request: HttpRequest) => Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
  headers: Headers = {},
): Script {
  return (request) => ({
    status,
    header: (name) => headers[name],
    body: {
      async *[Symbol.asyncIterator]() {
        yield* pieces(request);
      },
    },
  });
}

export function throws(error: unknown): Script {
  return async () => Promise.reject(error);
}

/** The headers never come. */
export const hangs: Script = async () => new Promise(() => undefined);

/** The headers come, then a piece, then nothing more until the other side gives up. */
export const hangsInBody: Script = streams(200, async function* pieces(request) {
  yield new TextEncoder().encode('{"data":');
  await aborted(request);
});

/** One byte a second by `clock`, for ever. */
export function drips(clock: Clock): Script {
  return streams(200, async function* pieces(request) {
    const end = aborted(request);
    end.catch(() => undefined);
    for (;;) {
      yield Uint8Array.of(0x20);
      let timer: Disposable | undefined;
      const second = new Promise<void>((resolve) => (timer = clock.after(1000, resolve)));
      await Promise.race([second, end]).finally(() => timer?.dispose());
    }
  });
}
