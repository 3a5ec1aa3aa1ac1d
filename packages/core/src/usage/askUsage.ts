import type { Failure } from '../model/failure.ts';
import { DAY_MS, periodStartMs } from '../model/periods.ts';
import { HOUR_MS } from '../monitor/times.ts';
import type {
  HourSum,
  KeyUsage,
  TimeRange,
  UsageRequest,
  UsageSource,
  UsageTable,
} from '../providers/usageSource.ts';
import type { Ask, Unanswered } from './ask.ts';
import { askKeys } from './askKeys.ts';
import { type Answered, askSpans } from './askSpans.ts';
import type { ListedKey, UsageRow } from './usage.ts';
import type { UsagePart, UsageRecord } from './usageRecord.ts';

/** The days that are kept and final, by when they began. */
export interface KeptDays {
  readonly days: ReadonlySet<number>;
  readonly keyDays: ReadonlySet<number>;
}

/** What came of asking. What was asked of it before something failed counts. */
export interface Findings {
  readonly days: readonly Answered<UsageRow>[];
  readonly keyDays: readonly Answered<KeyUsage>[];
  readonly hours?: { readonly range: TimeRange; readonly table: UsageTable<HourSum> } | undefined;
  readonly keys?: readonly ListedKey[] | undefined;
  /** The parts of which all was asked that was to be. */
  readonly asked: readonly UsagePart[];
  readonly failures: Readonly<Partial<Record<UsagePart, Failure>>>;
  readonly cut: readonly UsagePart[];
  readonly spanDays: Readonly<Partial<Record<UsagePart, number>>>;
}

/** Asks for some parts of an account's usage, one request after the other. Never rejects. */
export async function askUsage(
  ask: Ask,
  source: UsageSource,
  parts: readonly UsagePart[],
  before: UsageRecord,
  kept: KeptDays,
  nowMs: number,
): Promise<Findings> {
  const days: Answered<UsageRow>[] = [];
  const keyDays: Answered<KeyUsage>[] = [];
  const asked: UsagePart[] = [];
  const failures: { -readonly [Part in UsagePart]?: Failure } = {};
  const cut: UsagePart[] = [];
  const spanDays: { -readonly [Part in UsagePart]?: number } = {};
  let hours: Findings['hours'];
  let keys: Findings['keys'];

  const todayMs = periodStartMs('day', nowMs);
  /** From so many days ago to so many, the newest first. */
  const daysAgo = (from: number, to: number): readonly number[] =>
    Array.from({ length: from - to + 1 }, (_, at) => todayMs - (to + at) * DAY_MS);
  const { mostDays, recentDays } = source;

  const table = async <Row>(
    part: UsagePart,
    request: UsageRequest<UsageTable<Row>>,
    take: (table: UsageTable<Row>) => void,
  ): Promise<Unanswered | undefined> => {
    const answer = await ask(request);
    if (answer.kind !== 'value') return answer;
    if (answer.value.isCut) cut.push(part);
    take(answer.value);
    return undefined;
  };

  const spans = async <Row>(
    part: UsagePart,
    requestOf: (range: TimeRange) => UsageRequest<UsageTable<Row>>,
    wanted: readonly number[],
    answers: Answered<Row>[],
  ): Promise<Unanswered | undefined> => {
    const found = await askSpans(ask, requestOf, wanted, before.spanDays[part] ?? mostDays);
    answers.push(...found.answered);
    spanDays[part] = found.spanDays;
    // Where nothing was told there is nothing of which a part is missing.
    const isBegun = found.ended?.kind !== 'failed' || found.answered.length > 0;
    if ((found.isUnfinished && isBegun) || found.answered.some(({ table: { isCut } }) => isCut))
      cut.push(part);
    // What is left is asked the next time.
    return found.ended?.kind === 'late' ? undefined : found.ended;
  };

  const askPart = (part: UsagePart): Promise<Unanswered | undefined> | undefined => {
    switch (part) {
      case 'today':
        return table(part, source.byProvider({ fromMs: todayMs, toMs: todayMs + DAY_MS }), (found) =>
          days.push({ days: [todayMs], table: found }),
        );
      case 'hours': {
        const range = hoursToAsk(before, source, nowMs);
        return table(part, source.byHour(range), (found) => (hours = { range, table: found }));
      }
      case 'days': {
        const wanted = daysAgo(recentDays, 1).filter((day) => !kept.days.has(day));
        if (wanted.length === 0) return undefined;
        return table(part, source.recent(), (found) => {
          // An empty list has been seen where there was much to tell.
          if (found.rows.size > 0) days.push({ days: wanted, table: found });
        });
      }
      case 'keyDays': {
        // The first time, and until all of that has been told, everything; then what is missing since the oldest of which
        // the provider ever told anything.
        const isBegun = kept.keyDays.size > 0 && !before.cut.includes(part);
        const oldestMs = isBegun ? (before.seen?.oldestMs ?? -Infinity) - DAY_MS : -Infinity;
        const wanted = daysAgo(mostDays - 1, 0).filter((day) => day > oldestMs && !kept.keyDays.has(day));
        return spans(part, (range) => source.byKey(range), wanted, keyDays);
      }
      case 'older': {
        const wanted = daysAgo(mostDays - 1, recentDays + 1).filter((day) => !kept.days.has(day));
        return spans(part, (range) => source.byModel(range), wanted, days);
      }
      case 'keys':
        return askKeys(ask, source).then(({ keys: found, isCut, ended }) => {
          if (isCut) cut.push(part);
          if (!ended) keys = found;
          return ended;
        });
    }
  };

  for (const part of parts) {
    const ended = await askPart(part);
    if (!ended) {
      asked.push(part);
      continue;
    }
    if (ended.kind !== 'failed') break;
    failures[part] = ended.failure;
    if (isOfAll(ended.failure)) break;
  }
  return { days, keyDays, hours, keys, asked, failures, cut, spanDays };
}

function hoursToAsk(
  { hoursFinalToMs = -Infinity }: UsageRecord,
  source: UsageSource,
  nowMs: number,
): TimeRange {
  const toMs = (Math.floor(nowMs / HOUR_MS) + 1) * HOUR_MS;
  const reachMs = toMs - source.mostHours * HOUR_MS;
  // What is final to a time that is still to come was said by a clock that has been set back since.
  return { fromMs: hoursFinalToMs < toMs ? Math.max(hoursFinalToMs, reachMs) : reachMs, toMs };
}

/** What one part met with, every other would. */
export function isOfAll({ kind }: Failure): boolean {
  return kind === 'network' || kind === 'tls' || kind === 'rateLimited' || kind === 'invalidKey';
}
