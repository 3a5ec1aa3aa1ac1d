import type { Trouble } from '../model/account.ts';
import { needsPerson } from '../model/failure.ts';
import { capsOf, headlineOf, type Reading, readingAsOf } from '../model/reading.ts';
import type { Known } from '../model/known.ts';
import type { Money } from '../model/money.ts';
import type { Watching } from '../monitor/accountMonitor.ts';
import type { Watch } from '../monitor/monitor.ts';
import { failureSentence } from './failureWords.ts';
import {
  amountWords,
  type AmountStyle,
  headlineSpoken,
  headlineWords,
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

function watchingLine(watch: Watching, style: LineStyle): StatusLine {
  const { name } = watch.provider;
  const { lastGood, trouble } = watch.state;
  const line = (
    text: string,
    spoken: string,
    severity: Severity,
    icon: StatusLine['icon'] = 'none',
  ): StatusLine => ({
    text,
    icon: watch.activity === 'asked' ? 'spinner' : icon,
    severity,
    spoken: `${name}: ${spoken}`,
    click: trouble && needsPerson(trouble.failure) ? 'fix' : 'action',
  });
  const isRejected = trouble?.failure.kind === 'invalidKey';
  if (trouble && (isRejected || !lastGood)) {
    return line(
      `${name}: Error`,
      `error. ${failureSentence(trouble.failure, name)}`,
      isRejected ? 'error' : 'none',
    );
  }
  if (!lastGood) return line(name, 'loading', 'none', 'spinner');
  const { atMs } = lastGood;
  const reading = readingAsOf(lastGood.reading, atMs, style.nowMs);
  const headline = headlineOf(reading);
  const isWarned = trouble !== undefined && isLate(trouble, atMs, style);
  return line(
    fillTemplate(style.format, tokens(reading, name, style)),
    `${headlineSpoken(headline, style)}, updated ${agoWords(atMs, style.nowMs)}.` +
      (isWarned ? ` ${failureSentence(trouble.failure, name)}` : ''),
    severityOf(headline, style.thresholds),
    isWarned ? 'warning' : 'none',
  );
}

function isLate(trouble: Trouble, lastGoodAtMs: number, { nowMs, intervalMs }: LineStyle): boolean {
  return (
    trouble.asked || needsPerson(trouble.failure) || nowMs - lastGoodAtMs >= MISSED_INTERVALS * intervalMs
  );
}

function tokens(reading: Reading, name: string, style: LineStyle): Readonly<Record<TemplateToken, string>> {
  const unknown = style.hideAmounts ? HIDDEN : NOT_KNOWN;
  const amount = (value: Known<Money> | undefined): string =>
    value === undefined || value === 'unknown' ? unknown : amountWords(value, style);
  const { balance, spend } = reading;
  return {
    account: name,
    headline: headlineWords(headlineOf(reading), style).short,
    balance: amount(balance.kind === 'known' ? balance.amount : undefined),
    limit: amount(capsOf(reading).find((cap) => cap.kind !== 'balance')?.remaining),
    today: amount(spend.today),
    week: amount(spend.week),
    month: amount(spend.month),
  };
}
