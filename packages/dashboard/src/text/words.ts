import { formatMoney, HIDDEN, type Micros, NOT_KNOWN, type Spent, usableLocale } from '@opencredits/core';

/** How this page writes figures: by the person's locale, time zone and wish to see amounts. */
export interface Words {
  readonly locale: string;
  readonly hidesAmounts: boolean;
  /** "$12.40", "<$0.01", "•••", or "–" for what is not known. */
  money(micros: Micros | null): string;
  /** "$10" where there are no cents: for limits, budgets and axes. */
  roundMoney(micros: Micros): string;
  /** "$3.10 of $10"; of a limit that is overspent "$0.01 over $10". */
  leftOf(left: Micros | null, limit: Micros): string;
  /** "at least $3.10" where it is not of the whole time. */
  spent(spent: Spent | null): string;
  /** "+$25.00". */
  signed(micros: Micros): string;
  /** "1,234"; "–" for what is not known. */
  count(count: number | null): string;
  /** "34 %" of a share; a share of something is never "0 %". */
  percent(share: number): string;
  /** By the person's clock: "3 Nov, 14:05", with its year where that is not this one. */
  moment(atMs: number): string;
  /** By the person's clock: "14:00". */
  timeOfDay(atMs: number): string;
  /** Of a UTC day: "3 Nov". */
  day(atMs: number): string;
  /** Of a UTC day: "Tue, 3 Nov 2026". */
  fullDay(atMs: number): string;
  /** UTC days from the first to the last, both included: "1 – 30 Nov 2026". */
  days(fromMs: number, toMs: number): string;
  /** Of UTC: "Nov", and "2026" for January. */
  month(atMs: number): string;
  /** Of UTC: "Nov 26". */
  shortMonth(atMs: number): string;
  /** Of UTC: "November 2026". */
  fullMonth(atMs: number): string;
  /** 0 is Monday. */
  weekday(index: number, width: 'short' | 'long'): string;
}

export interface WordsStyle {
  readonly locale: string;
  readonly timeZone: string;
  readonly hideAmounts: boolean;
  /** ISO 4217; null while no figure is known. */
  readonly currency: string | null;
  /** The one that goes without saying. */
  readonly year: number;
}

/** A Monday. */
const A_MONDAY_MS = Date.UTC(2024, 0, 1);
const DAY_MS = 86_400_000;

export function wordsOf(style: WordsStyle): Words {
  const locale = usableLocale(style.locale);
  const currency = style.currency ?? 'USD';
  const write = (micros: Micros, dropZeroCents: boolean): string =>
    style.hideAmounts
      ? HIDDEN
      : formatMoney({ amountMicros: BigInt(Math.round(micros)), currency }, { locale, dropZeroCents });
  const money = (micros: Micros | null): string => (micros === null ? NOT_KNOWN : write(micros, false));
  const number = new Intl.NumberFormat(locale);
  const percentage = new Intl.NumberFormat(locale, { style: 'percent' });
  const smallPercentage = new Intl.NumberFormat(locale, {
    style: 'percent',
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  });
  const { timeZone } = style;
  const date = dateWriter(locale);
  const clock = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone } as const;
  const parts = { day: 'numeric', month: 'short', ...clock } as const;
  const [moment, momentOfYear] = [date(parts), date({ ...parts, year: 'numeric' })];
  const yearOf = dateWriter('en-US')({ year: 'numeric', timeZone });
  return {
    locale,
    hidesAmounts: style.hideAmounts,
    money,
    roundMoney: (micros) => write(micros, true),
    leftOf: (left, limit) =>
      left !== null && left < 0
        ? `${money(-left)} over ${write(limit, true)}`
        : `${money(left)} of ${write(limit, true)}`,
    spent: (spent) => (spent?.isPartial ? `at least ${money(spent.micros)}` : money(spent && spent.micros)),
    signed: (micros) => (micros > 0 && !style.hideAmounts ? `+${money(micros)}` : money(micros)),
    count: (count) => (count === null ? NOT_KNOWN : number.format(count)),
    percent: (share) =>
      share > 0 && share < 0.001
        ? `<${smallPercentage.format(0.001)}`
        : (share > 0 && share < 0.1 ? smallPercentage : percentage).format(share),
    moment: (atMs) => (Number(yearOf(atMs)) === style.year ? moment : momentOfYear)(atMs),
    timeOfDay: date(clock),
    day: date({ day: 'numeric', month: 'short', timeZone: 'UTC' }),
    fullDay: date({ weekday: 'short', day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' }),
    days: (fromMs, toMs) =>
      new Intl.DateTimeFormat(locale, {
        day: 'numeric',
        month: 'short',
        year: 'numeric',
        timeZone: 'UTC',
      }).formatRange(fromMs, Math.max(fromMs, toMs)),
    month: (atMs) =>
      new Date(atMs).getUTCMonth() === 0
        ? date({ year: 'numeric', timeZone: 'UTC' })(atMs)
        : date({ month: 'short', timeZone: 'UTC' })(atMs),
    shortMonth: date({ month: 'short', year: '2-digit', timeZone: 'UTC' }),
    fullMonth: date({ month: 'long', year: 'numeric', timeZone: 'UTC' }),
    weekday: (index, width) => date({ weekday: width, timeZone: 'UTC' })(A_MONDAY_MS + index * DAY_MS),
  };
}

/** Making a format takes a millisecond, so it is made when it is first wanted. */
function dateWriter(locale: string) {
  return (options: Intl.DateTimeFormatOptions): ((atMs: number) => string) => {
    let format: Intl.DateTimeFormat | undefined;
    return (atMs) => (format ??= new Intl.DateTimeFormat(locale, options)).format(atMs);
  };
}
