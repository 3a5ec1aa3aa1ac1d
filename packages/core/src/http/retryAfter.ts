import { isRecord } from '../util/isRecord.ts';

/** Retry-After as seconds, or as an HTTP date (RFC 9110 §10.2.3). */
const SECONDS = /^\d{1,12}$/;
const HTTP_DATE = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;

/**
 * How long the provider asks to be left alone, in milliseconds, as asked: the caller clamps.
 * The header wins; where it is missing or hidden by CORS, OpenRouter repeats it as `error.metadata.retry_after_seconds`.
 * @returns undefined when neither says anything usable.
 */
export function retryAfterMs(
  header: string | undefined,
  body: unknown,
  wallNowMs: number,
): number | undefined {
  const text = header?.trim() ?? '';
  if (SECONDS.test(text)) return Number(text) * 1000;
  const dateMs = HTTP_DATE.test(text) ? Date.parse(text) : NaN;
  if (!Number.isNaN(dateMs)) return Math.max(0, dateMs - wallNowMs);
  const seconds = path(body, ['error', 'metadata', 'retry_after_seconds']);
  return typeof seconds === 'number' && Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : undefined;
}

function path(value: unknown, names: readonly string[]): unknown {
  return names.reduce<unknown>(
    (at, name) => (isRecord(at) && Object.hasOwn(at, name) ? at[name] : undefined),
    value,
  );
}
