import type { DaySpend } from '../history/spendSummary.ts';
import type { Money } from '../model/money.ts';
import { dateFormat } from './dates.ts';
import { amountWords, type AmountStyle } from './headlineWords.ts';

/** As the kinds of colour themes that VS Code tells apart. */
export type TrendTheme = 'light' | 'dark' | 'highContrastDark' | 'highContrastLight';

/** A picture cannot see the theme's colours: each has at least 3:1 to the background of a hover there. */
const COLOURS: Readonly<Record<TrendTheme, { readonly bar: string; readonly today: string }>> = {
  light: { bar: '#6b6b6b', today: '#005fb8' },
  dark: { bar: '#9d9d9d', today: '#4daafc' },
  highContrastDark: { bar: '#ffffff', today: '#f38518' },
  highContrastLight: { bar: '#292929', today: '#0f4a85' },
};

// In pixels. A day takes 15, 11 of them its bar.
const DAYS = 14;
const [WIDTH, HEIGHT] = [220, 36];
const [DAY_WIDTH, BAR_WIDTH, MARGIN] = [15, 11, 7];
const BASELINE = 31;
const TALLEST = 30n;

/**
 * The last two weeks as bars, today at the right with a line under it. A day of nothing is a thin line, one that was not
 * seen a dotted one; before the first that was seen there is nothing. Partial days are as high as what is known of them.
 * @param days by time, today last
 * @returns an SVG; undefined where fewer than two days are known
 */
export function trendSvg(days: readonly DaySpend[], theme: TrendTheme): string | undefined {
  const shown = shownDays(days);
  if (!shown) return undefined;
  const most = shown.reduce((max, { amount }) => larger(max, amount?.amountMicros ?? 0n), 0n);
  const firstSeen = shown.findIndex(({ amount }) => amount);
  const [bars, today, gaps]: [string[], string[], string[]] = [[], [], []];
  shown.forEach(({ amount }, at) => {
    const x = MARGIN + DAY_WIDTH * (DAYS - shown.length + at);
    const isToday = at === shown.length - 1;
    if (isToday) today.push(box(x, HEIGHT - 1, 2));
    if (amount) (isToday ? today : bars).push(box(x, BASELINE, barHeight(amount.amountMicros, most)));
    else if (at > firstSeen) gaps.push(`M${x} ${BASELINE - 1}h${BAR_WIDTH}`);
  });
  const { bar, today: todayColour } = COLOURS[theme];
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}">` +
    `<path fill="${bar}" d="${bars.join('')}"/><path fill="${todayColour}" d="${today.join('')}"/>` +
    `<path stroke="${bar}" stroke-width="2" stroke-dasharray="1 4" d="${gaps.join('')}"/></svg>`
  );
}

/** As the address of a picture: in base64, which means nothing to Markdown. The SVG must be plain ASCII, as ours is. */
export function trendDataUri(svg: string): string {
  return `data:image/svg+xml;base64,${btoa(svg)}`;
}

/**
 * The same in words, beside the picture and for whoever cannot see it. The average is of the days that are over and were
 * seen from their beginning to their end.
 * @param whose said where it could be taken for another's; may be empty
 * @returns undefined where fewer than two days are known
 */
export function trendWords(days: readonly DaySpend[], whose: string, style: AmountStyle): string | undefined {
  const shown = shownDays(days);
  if (!shown) return undefined;
  // Before it was watched nothing could be seen: no gap.
  const watched = shown.slice(shown.findIndex(({ amount }) => amount));
  const known = watched.flatMap(({ amount, ...day }) => (amount ? [{ ...day, amount }] : []));
  const unseen = watched.length - known.length;
  const today = watched.at(-1);
  const whole = known.filter((day) => !day.isPartial && day.startMs !== today?.startMs);
  const most = known.reduce((a, b) => (b.amount.amountMicros > a.amount.amountMicros ? b : a));
  const { currency } = most.amount;
  const sum = whole.reduce((total, { amount }) => total + amount.amountMicros, 0n);
  const words = (amount: Money): string => amountWords(amount, style);
  const date = dateFormat(style.locale, {
    day: 'numeric',
    month: 'short',
    timeZone: 'UTC',
  });
  const isTodayMost = most.startMs === today?.startMs;
  const figures =
    most.amount.amountMicros === 0n
      ? ['nothing']
      : [
          whole.length > 0 && `${words({ amountMicros: sum / BigInt(whole.length), currency })} a day`,
          `most ${words(most.amount)} ${isTodayMost ? 'today' : `on ${date.format(most.startMs)}`}`,
        ];
  return (
    `Last ${watched.length} days${whose && `, ${whose}`}: ${figures.filter(Boolean).join(', ')}.` +
    (unseen > 0 ? ` ${unseen} ${unseen === 1 ? 'day' : 'days'} not seen.` : '')
  );
}

interface ShownDay {
  readonly startMs: number;
  readonly amount: Money | undefined;
  readonly isPartial: boolean;
}

/** The last two weeks in the newest currency; a day in another is not comparable, and so not known. */
function shownDays(days: readonly DaySpend[]): readonly ShownDay[] | undefined {
  const last = days.slice(-DAYS);
  const currency = last.reduce(
    (newest, { spend }) => (spend === 'unknown' ? newest : spend.amount.currency),
    '',
  );
  const shown = last.map(({ startMs, spend }) =>
    spend === 'unknown' || spend.amount.currency !== currency
      ? { startMs, amount: undefined, isPartial: false }
      : { startMs, amount: spend.amount, isPartial: spend.isPartial },
  );
  return shown.filter(({ amount }) => amount).length < 2 ? undefined : shown;
}

/** What is not nothing can be told from it; a provider may correct to less than nothing. */
function barHeight(micros: bigint, most: bigint): number {
  return micros <= 0n ? 1 : Math.max(3, Number((micros * TALLEST) / most));
}

/** A box that stands on `y`. */
function box(x: number, y: number, height: number): string {
  return `M${x} ${y}v-${height}h${BAR_WIDTH}v${height}z`;
}

function larger(a: bigint, b: bigint): bigint {
  return a > b ? a : b;
}
