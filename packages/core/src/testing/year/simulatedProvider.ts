import type { Money } from '../../model/money.ts';
import { type Clock, type HttpAnswer, type HttpRequest, TransportError } from '../../ports.ts';
import type { SimulatedTime } from './simulatedTime.ts';

/** What the network and the provider may do for a while. */
export type Fault =
  'offline' | 'hangs' | '503' | '429' | '429 wait' | 'sign-in page' | 'half an answer' | 'no balance';

export const faults: readonly [Fault, ...Fault[]] = [
  'offline',
  'hangs',
  '503',
  '429',
  '429 wait',
  'sign-in page',
  'half an answer',
  'no balance',
];

/** What "429 wait" asks for. */
export const ASKED_WAIT_MS = 40 * 60_000;

/** A figure as it was given out: to which key, and when that really was. */
export interface Given {
  readonly key: string;
  readonly trueMs: number;
}

/** Answers that can be told apart: the credits of each are a number of its own. */
export class SimulatedProvider {
  fault: Fault | undefined;
  /** What has been spent with each key, in micro-dollars. */
  readonly spentMicros = new Map<string, number>();
  /** What each answer said last of what was spent, in micro-dollars: `/key`, then `/credits`. */
  readonly saidMicros = new Map<string, readonly [number, number]>();
  readonly #given: Given[] = [];
  readonly #time: SimulatedTime;
  readonly #clock: Clock;
  readonly #latencyMs: () => number;

  /** @param latencyMs how long the next answer takes */
  constructor(time: SimulatedTime, latencyMs: () => number) {
    this.#time = time;
    this.#clock = time.clockOf(() => true);
    this.#latencyMs = latencyMs;
  }

  async send({ url, headers, signal }: HttpRequest): Promise<HttpAnswer> {
    const { fault } = this;
    await this.#wait(fault === 'hangs' ? Infinity : this.#latencyMs(), signal);
    const key = headers['authorization']?.replace('Bearer ', '') ?? '';
    const isCredits = url.endsWith('/credits');
    switch (fault) {
      case 'offline':
        throw new TransportError('unreachable');
      case '503':
        return answer(503, '{}');
      case '429':
        return answer(429, '{}');
      case '429 wait':
        return answer(429, '{}', { 'retry-after': String(ASKED_WAIT_MS / 1000) });
      case 'sign-in page':
        return answer(200, '<html>');
      case 'half an answer':
        return answer(200, '{"data":{"label":');
      case 'no balance':
        if (isCredits) return answer(500, '{}');
        break;
      case 'hangs':
      case undefined:
        break;
    }
    const spentMicros = this.spentMicros.get(key) ?? 0;
    const [ofKey, ofCredits] = this.saidMicros.get(key) ?? [0, 0];
    this.saidMicros.set(key, isCredits ? [ofKey, spentMicros] : [spentMicros, ofCredits]);
    const spent = spentMicros / 1e6;
    if (!isCredits) {
      return answer(200, JSON.stringify({ data: { limit: null, usage: spent, is_management_key: false } }));
    }
    this.#given.push({ key, trueMs: this.#time.trueMs });
    return answer(
      200,
      JSON.stringify({ data: { total_credits: this.#given.length + spent, total_usage: spent } }),
    );
  }

  async #wait(ms: number, signal: HttpRequest['signal']): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      const timer = ms === Infinity ? undefined : this.#clock.after(ms, resolve);
      signal.addEventListener(
        'abort',
        () => {
          timer?.dispose();
          reject(new TransportError('aborted'));
        },
        { once: true },
      );
    });
  }

  /** Which answer a balance comes from: what is left is its number, in whole dollars. */
  givenOf({ amountMicros }: Money): Given {
    const given = this.#given[Number(amountMicros / 1_000_000n) - 1];
    if (!given || amountMicros % 1_000_000n !== 0n) throw new Error(`nobody gave ${amountMicros}`);
    return given;
  }
}

function answer(status: number, text: string, headers: Readonly<Record<string, string>> = {}): HttpAnswer {
  return {
    status,
    header: (name) => headers[name],
    body: {
      async *[Symbol.asyncIterator]() {
        yield new TextEncoder().encode(text);
      },
    },
  };
}
