import { LEAST_DAYS, type Runway, type RunwayCap } from '../forecast/runway.ts';
import { DAY_MS } from '../model/periods.ts';
import { HOUR_MS } from '../monitor/interval.ts';
import { dateFormat } from './dates.ts';
import { NOT_KNOWN } from './headlineWords.ts';
import { spanWords } from './words.ts';

type RunwayRange = Extract<Runway, { kind: 'range' }>;

const CAP_WORDS: Readonly<Record<RunwayCap, string>> = {
  balance: 'the account balance',
  keyLimit: 'the key limit',
};

/** @param timeZone of the dates; undefined: that of the person's machine */
export interface RunwayStyle {
  readonly locale: string;
  readonly nowMs: number;
  readonly timeZone?: string | undefined;
}

/**
 * How long it lasts, and what is meant by it.
 * @param hasCaps there are several, so it must be said which is reached
 * @returns undefined where nothing caps what can be spent */
export function runwayWords(
  runway: Runway,
  style: RunwayStyle,
  hasCaps: boolean,
): { readonly value: string; readonly detail: string } | undefined {
  switch (runway.kind) {
    case 'uncapped':
      return undefined;
    case 'collecting':
      return { value: 'collecting…', detail: `needs ${LEAST_DAYS} days` };
    case 'idle':
      return { value: NOT_KNOWN, detail: 'nothing was spent in the last days' };
    case 'ranOut':
      return { value: 'nothing left', detail: `of ${CAP_WORDS[runway.cap]}` };
    case 'beyond':
      return { value: 'more than a year', detail: '' };
    case 'resetsFirst':
      return {
        value: 'past the reset',
        detail: `in ${spanWords(runway.resetsAtMs - style.nowMs)}`,
      };
    case 'range':
      return {
        value: rangeWords(runway, style.nowMs).long,
        detail: [hasCaps && `to the end of ${CAP_WORDS[runway.cap]}`, rangeDates(runway, style)]
          .filter(Boolean)
          .join(' · '),
      };
  }
}

/** For the status bar: "5–9 d". */
export function runwayShort(runway: Runway, nowMs: number): string {
  if (runway.kind === 'range') return rangeWords(runway, nowMs).short;
  if (runway.kind === 'ranOut') return '0 d';
  return runway.kind === 'beyond' ? '>1 y' : NOT_KNOWN;
}

/** For a screen reader. Only where there is an end to tell of. */
export function runwaySpoken(runway: Runway, nowMs: number): string {
  return runway.kind === 'range' ? `${rangeWords(runway, nowMs).spoken} left at this pace` : '';
}

/** Rounded outward, so that as many futures end within what is said as within the range itself. */
function rounded({ earliestMs, latestMs }: RunwayRange, nowMs: number) {
  const isHours = (latestMs ?? earliestMs) - nowMs < 2 * DAY_MS;
  const unitMs = isHours ? HOUR_MS : DAY_MS;
  const from = Math.max(0, Math.floor((earliestMs - nowMs) / unitMs));
  const to = latestMs === undefined ? undefined : Math.max(1, Math.ceil((latestMs - nowMs) / unitMs));
  return { isHours, unitMs, from, to };
}

function rangeWords(runway: RunwayRange, nowMs: number) {
  const { isHours, from, to } = rounded(runway, nowMs);
  const unit = isHours ? ' h' : ' d';
  const units = `${isHours ? ' hour' : ' day'}${(to ?? from) === 1 ? '' : 's'}`;
  if (to === undefined) {
    const long = `${from}${units} or more`;
    return { long, short: `≥${from}${unit}`, spoken: long };
  }
  if (from === 0)
    return { long: `up to ${to}${units}`, short: `≤${to}${unit}`, spoken: `up to ${to}${units}` };
  const figures = from < to ? `${from}–${to}` : `${to}`;
  return {
    long: figures + units,
    short: figures + unit,
    spoken: `about ${figures.replace('–', ' to ')}${units}`,
  };
}

/** Of the days that are said, so that the two do not contradict each other. */
function rangeDates(runway: RunwayRange, { locale, timeZone, nowMs }: RunwayStyle): string {
  const { from, to, unitMs } = rounded(runway, nowMs);
  const format = dateFormat(locale, { day: 'numeric', month: 'short', timeZone });
  const [earliestMs, latestMs] = [from, to].map((units) => nowMs + (units ?? 0) * unitMs);
  if (earliestMs === undefined || latestMs === undefined || to === undefined)
    return `from ${format.format(earliestMs)}`;
  return format.formatRange(earliestMs, latestMs);
}
