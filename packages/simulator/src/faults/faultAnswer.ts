import { STATUS_CODES } from 'node:http';
import { corsHeaders, errorAnswer, jsonAnswer, type Answer } from '../routes/answer.ts';
import { captivePortalPage, cloudflarePage } from './pages.ts';
import type { RequestFault } from './faultSpec.ts';
import { wrongBody } from './wrongBody.ts';

/** How the bytes of an answer leave. */
export type Delivery =
  | { kind: 'whole' }
  | { kind: 'late'; delayMs: number }
  | { kind: 'never' }
  | { kind: 'half'; ending: 'hang' | 'drop' }
  | { kind: 'slow'; bytes: number; intervalMs: number }
  | { kind: 'endless' }
  | { kind: 'gzipBomb'; decodedMiB: number }
  | { kind: 'drop' };

export interface Delivered {
  answer: Omit<Answer, 'body'> & { body: string | Uint8Array };
  delivery: Delivery;
}

/** What a fault makes of the good answer. `redirectUrl` turns a redirect's target into a URL. */
export function faultAnswer(
  fault: RequestFault | undefined,
  good: Answer,
  redirectUrl: (to: Extract<RequestFault, { kind: 'redirect' }>['to']) => string,
): Delivered {
  const whole = (answer: Delivered['answer']): Delivered => ({ answer, delivery: { kind: 'whole' } });
  if (!fault) return whole(good);
  switch (fault.kind) {
    case 'status':
      return whole(statusAnswer(fault.status, fault.headers ?? {}, fault.body));
    case 'delay':
      return { answer: good, delivery: { kind: 'late', delayMs: fault.delayMs } };
    case 'hangBeforeHeaders':
      return { answer: good, delivery: { kind: 'never' } };
    case 'hangInBody':
      return { answer: good, delivery: { kind: 'half', ending: 'hang' } };
    case 'slowBody':
      return {
        answer: good,
        delivery: { kind: 'slow', bytes: fault.bytes ?? 1, intervalMs: fault.intervalMs ?? 1000 },
      };
    case 'endlessBody':
      return { answer: good, delivery: { kind: 'endless' } };
    case 'gzipBomb':
      return { answer: good, delivery: { kind: 'gzipBomb', decodedMiB: fault.decodedMiB ?? 64 } };
    case 'captivePortal':
      return whole(htmlAnswer(200, captivePortalPage, {}));
    case 'cloudflare':
      return whole(
        htmlAnswer(fault.status ?? 502, cloudflarePage(fault.status ?? 502), { 'retry-after': '30' }),
      );
    case 'body':
      return whole({ ...good, ...wrongBody(fault.body, good.body) });
    case 'manyRows':
      return whole(manyRows(good, fault.count ?? 10_000));
    case 'redirect':
      return whole({
        status: fault.status ?? 302,
        headers: { ...corsHeaders, location: redirectUrl(fault.to) },
        body: '',
      });
    case 'drop':
      return {
        answer: good,
        delivery: fault.when === 'beforeHeaders' ? { kind: 'drop' } : { kind: 'half', ending: 'drop' },
      };
  }
}

function statusAnswer(status: number, headers: Record<string, string>, body: unknown): Answer {
  const lower = Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
  );
  if (body === undefined) return errorAnswer(status, STATUS_CODES[status] ?? 'Unknown Error', lower);
  const answer = jsonAnswer(body, status, lower);
  return typeof body === 'string' ? { ...answer, body } : answer;
}

const htmlAnswer = (status: number, body: string, headers: Record<string, string>): Answer => ({
  status,
  headers: { 'content-type': 'text/html; charset=UTF-8', 'cache-control': 'no-store', ...headers },
  body,
});

function manyRows(good: Answer, count: number): Answer {
  const parsed = JSON.parse(good.body) as { data?: unknown };
  // Analytics has its rows one level deeper.
  const inner = parsed.data as { data?: unknown } | undefined;
  const rows = Array.isArray(inner) ? inner : inner?.data;
  const row = Array.isArray(rows) ? (rows[0] as Record<string, unknown> | undefined) : undefined;
  if (!row) return good;
  const named = ['model', 'api_key_id'].find((field) => field in row) ?? 'name';
  const many = Array.from({ length: count }, (_, index) => ({
    ...row,
    [named]: named === 'model' ? `vendor/model-${index}` : `Key ${index}`,
  }));
  const data = rows === inner ? many : { ...inner, data: many };
  return { ...good, body: JSON.stringify({ data }) };
}
