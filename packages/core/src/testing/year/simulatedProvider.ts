import type { Money } from '../../model/money.ts';
import type { HttpAnswer, HttpRequest } from '../../ports.ts';
import { TransportError } from '../../ports.ts';

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
  readonly #given: Given[] = [];
  readonly #trueMs: () => number;

  constructor(trueMs: () => number) {
    this.#trueMs = trueMs;
  }

  async get({ url, headers, signal }: HttpRequest): Promise<HttpAnswer> {
    const key = headers['authorization']?.replace('Bearer ', '') ?? '';
    const isCredits = url.endsWith('/credits');
    switch (this.fault) {
      case 'offline':
        throw new TransportError('unreachable');
      case 'hangs':
        return new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => reject(new TransportError('aborted')), { once: true });
        });
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
      case undefined:
        break;
    }
    const spent = (this.spentMicros.get(key) ?? 0) / 1e6;
    if (!isCredits) {
      return answer(200, JSON.stringify({ data: { limit: null, usage: spent, is_management_key: false } }));
    }
    this.#given.push({ key, trueMs: this.#trueMs() });
    return answer(
      200,
      JSON.stringify({ data: { total_credits: this.#given.length + spent, total_usage: spent } }),
    );
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
