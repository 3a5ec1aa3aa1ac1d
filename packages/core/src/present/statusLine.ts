import type { Trouble } from '../model/account.ts';
import { needsPerson } from '../model/failure.ts';
import { capsOf, headlineOf, type Reading, readingAsOf } from '../model/reading.ts';
import type { Known } from '../model/known.ts';
import type { Money } from '../model/money.ts';
import type { Watching } from '../monitor/accountMonitor.ts';
import type { Watch } from '../monitor/monitor.ts';
import { accountName, withNameApart } from './accountName.ts';
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
  readonly nowMs: number;
}

/** A failed refresh is shown in the line itself only after this many intervals without a figure. */
const MISSED_INTERVALS = 2;

/** What there is to say while no account is watched. @returns undefined when nothing is to be shown */
export function setupLine(
  watch: Exclude<Watch, { kind: 'watching' }>,
  defaultName: string,
): StatusLine | undefined {
  if (watch.kind !== 'noAccount' || watch.setupDismissed) return undefined;
  return {
    text: `${defaultName}: Set up`,
    icon: 'none',
    severity: 'none',
    spoken: `${defaultName} is not set up. Activate to add a key.`,
    click: 'fix',
  };
}

/** What there is to say of one account. */
export function accountLine(watch: Watching, style: LineStyle): StatusLine {
  const { provider } = watch;
  const name = accountName(watch.account, provider);
  const { lastGood, trouble } = watch.state;
  const line = (
    text: string,
    spoken: string,
    severity: Severity,
    icon: StatusLine['icon'] = 'none',
  ): StatusLine => ({
    text: withNameApart(text, name),
    icon: watch.activity === 'asked' ? 'spinner' : icon,
    severity,
    spoken: `${name}: ${spoken}`,
    click: trouble && needsPerson(trouble.failure) ? 'fix' : 'action',
  });
  const isRejected = trouble?.failure.kind === 'invalidKey';
  if (trouble && (isRejected || !lastGood)) {
    return line(
      `${name}: Error`,
      `error. ${failureSentence(trouble.failure, provider.name)}`,
      isRejected ? 'error' : 'none',
    );
  }
  if (!lastGood) return line(name, 'loading', 'none', 'spinner');
  const { asOfMs } = watch;
  const reading = readingAsOf(lastGood.reading, asOfMs, style.nowMs);
  const headline = headlineOf(reading);
  const isWarned = trouble !== undefined && isLate(trouble, asOfMs, style);
  return line(
    fillTemplate(style.format, tokens(reading, name, style)),
    `${headlineSpoken(headline, style)}, updated ${agoWords(asOfMs, style.nowMs)}.` +
      (isWarned ? ` ${failureSentence(trouble.failure, provider.name)}` : ''),
    severityOf(headline, style.thresholds),
    isWarned ? 'warning' : 'none',
  );
}

function isLate(trouble: Trouble, asOfMs: Known<number>, { nowMs, intervalMs }: LineStyle): boolean {
  if (trouble.asked || needsPerson(trouble.failure) || asOfMs === 'unknown') return true;
  return nowMs - asOfMs >= MISSED_INTERVALS * intervalMs;
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
