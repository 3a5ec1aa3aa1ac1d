/** Retry-After as seconds, or as an HTTP date (RFC 9110 §10.2.3). */
const SECONDS = /^\d{1,12}$/;
const HTTP_DATE = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;

/** What an error's body may be: any JSON. Reading a field of a text or a number gives undefined, too. */
type ErrorBody =
  | { readonly error?: { readonly metadata?: { readonly retry_after_seconds?: unknown } | null } | null }
  | null
  | undefined;

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
  const seconds = (body as ErrorBody)?.error?.metadata?.retry_after_seconds;
  return typeof seconds === 'number' && seconds >= 0 ? seconds * 1000 : undefined;
}
