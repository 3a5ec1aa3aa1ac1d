import { type Failure, needsPerson } from '../model/failure.ts';
import { capsOf, headlineOf, type Reading } from '../model/reading.ts';
import type { Known } from '../model/known.ts';
import type { Money } from '../model/money.ts';
import type { Watch } from '../monitor/monitor.ts';
import { failureWords } from './failureWords.ts';
import {
  amountWords,
  type AmountStyle,
  headlineSpoken,
  headlineText,
  HIDDEN,
  NOT_KNOWN,
} from './headlineWords.ts';
import { type Severity, severityOf, type Thresholds } from './severity.ts';
import { fillTemplate, type TemplateToken } from './template.ts';
import { agoWords } from './words.ts';

export interface StatusLine {
  /** One plain line, without icon codes. */
  readonly text: string;
  /** At most one: spinning before the text, or a warning sign behind it. */
  readonly icon: 'none' | 'spinner' | 'warning';
  readonly severity: Severity;
  /** The same for a screen reader: amount and meaning in words, without icon codes and Markdown. */
  readonly spoken: string;
  /** What a click does: the configured action, or the fix while something needs a person. */
  readonly click: 'action' | 'fix';
}

export interface LineStyle extends AmountStyle {
  /** Template with tokens in braces. */
  readonly format: string;
  readonly thresholds: Thresholds;
  readonly intervalMs: number;
  /** The default provider's name, for when there is no account yet. */
  readonly defaultName: string;
  readonly nowMs: number;
}

/** A failed refresh is shown in the line itself only after this many intervals without a figure. */
const MISSED_INTERVALS = 2;

/** @returns undefined when nothing is to be shown. */
export function statusLine(watch: Watch, style: LineStyle): StatusLine | undefined {
  switch (watch.kind) {
    case 'starting':
    case 'off':
      return undefined;
    case 'noAccount':
      return watch.setupDismissed
        ? undefined
        : {
            text: `${style.defaultName}: Set up`,
            icon: 'none',
            severity: 'none',
            spoken: `${style.defaultName} is not set up. Activate to add a key.`,
            click: 'fix',
          };
    case 'watching':
      return watchingLine(watch, style);
  }
}

function watchingLine(watch: Extract<Watch, { kind: 'watching' }>, style: LineStyle): StatusLine {
  const { name } = watch.provider;
  const { lastGood, trouble } = watch.state;
  if (!lastGood && !trouble) {
    return { text: name, icon: 'spinner', severity: 'none', spoken: `${name}: loading`, click: 'action' };
  }
  const isAsked = watch.activity === 'asked';
  if (!lastGood || trouble?.failure.kind === 'invalidKey') {
    const failure = trouble?.failure;
    return {
      text: `${name}: Error`,
      icon: isAsked ? 'spinner' : 'none',
      severity: failure?.kind === 'invalidKey' ? 'error' : 'none',
      spoken: failure ? `${name}: ${sentences(failure, name)}` : `${name}: error`,
      click: failure && needsPerson(failure) ? 'fix' : 'action',
    };
  }
  const { reading, atMs } = lastGood;
  const headline = headlineOf(reading);
  const isWarned = trouble !== undefined && showsTrouble(trouble, atMs, style);
  const spoken = [
    `${name}: ${headlineSpoken(headline, style)}, updated ${agoWords(atMs, style.nowMs)}.`,
    ...(isWarned ? [sentences(trouble.failure, name)] : []),
  ].join(' ');
  return {
    text: fillTemplate(style.format, tokens(reading, name, style)),
    icon: isAsked ? 'spinner' : isWarned ? 'warning' : 'none',
    severity: severityOf(headline, trouble?.failure, style.thresholds),
    spoken,
    click: trouble && needsPerson(trouble.failure) ? 'fix' : 'action',
  };
}

function showsTrouble(
  trouble: { readonly failure: Failure; readonly asked: boolean },
  lastGoodAtMs: number,
  style: LineStyle,
): boolean {
  return (
    trouble.asked ||
    needsPerson(trouble.failure) ||
    style.nowMs - lastGoodAtMs >= MISSED_INTERVALS * style.intervalMs
  );
}

function sentences(failure: Failure, name: string): string {
  const { what, todo } = failureWords(failure, name);
  return `${what} ${todo}`;
}

function tokens(reading: Reading, name: string, style: LineStyle): Readonly<Record<TemplateToken, string>> {
  const amount = (value: Known<Money>): string =>
    value.kind === 'known' ? amountWords(value.value, style) : style.hideAmounts ? HIDDEN : NOT_KNOWN;
  const limit = capsOf(reading).find((cap) => cap.kind !== 'balance');
  return {
    account: name,
    headline: headlineText(headlineOf(reading), style),
    balance: amount(
      reading.balance.kind === 'known'
        ? { kind: 'known', value: reading.balance.amount }
        : { kind: 'unknown' },
    ),
    limit: amount(limit ? { kind: 'known', value: limit.remaining } : { kind: 'unknown' }),
    today: amount(reading.spend.today),
    week: amount(reading.spend.week),
    month: amount(reading.spend.month),
  };
}
