import type { Trouble } from '../model/account.ts';
import { needsPerson } from '../model/failure.ts';
import { capsOf, headlineOf, type Reading, readingAsOf } from '../model/reading.ts';
import type { Insight } from '../insight/insight.ts';
import type { Known } from '../model/known.ts';
import type { Money } from '../model/money.ts';
import type { Period } from '../model/periods.ts';
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
import { runwayShort, runwaySpoken } from './runwayWords.ts';
import { type Severity, severityOf, type Thresholds } from './severity.ts';
import { shownSpend, tellingInsight } from './shownSpend.ts';
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

/**
 * What there is to say of one account.
 * @param insight what the past tells; undefined where no history is kept, or it is not read yet
 */
export function accountLine(watch: Watching, style: LineStyle, insight?: Insight): StatusLine {
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
  const past = tellingInsight(reading, insight);
  const lasts = past ? runwaySpoken(past.runway, style.nowMs) : '';
  return line(
    fillTemplate(style.format, tokens(reading, name, style, past)),
    `${[headlineSpoken(headline, style), lasts, `updated ${agoWords(asOfMs, style.nowMs)}`].filter(Boolean).join(', ')}.` +
      (isWarned ? ` ${failureSentence(trouble.failure, provider.name)}` : ''),
    severityOf(headline, style.thresholds),
    isWarned ? 'warning' : 'none',
  );
}

function isLate(trouble: Trouble, asOfMs: Known<number>, { nowMs, intervalMs }: LineStyle): boolean {
  if (trouble.asked || needsPerson(trouble.failure) || asOfMs === 'unknown') return true;
  return nowMs - asOfMs >= MISSED_INTERVALS * intervalMs;
}

function tokens(
  reading: Reading,
  name: string,
  style: LineStyle,
  insight: Insight | undefined,
): Readonly<Record<TemplateToken, string>> {
  const unknown = style.hideAmounts ? HIDDEN : NOT_KNOWN;
  const amount = (value: Known<Money> | undefined): string =>
    value === undefined || value === 'unknown' ? unknown : amountWords(value, style);
  const spend = (period: Period): string => {
    const shown = shownSpend(period, reading, insight, style.nowMs);
    // There is no room to say since when: it is that much, or more.
    const least = shown.seen?.isPartial && shown.amount !== 'unknown' && !style.hideAmounts ? '≥' : '';
    return least + amount(shown.amount);
  };
  const { balance } = reading;
  return {
    account: name,
    headline: headlineWords(headlineOf(reading), style).short,
    balance: amount(balance.kind === 'known' ? balance.amount : undefined),
    limit: amount(capsOf(reading).find((cap) => cap.kind !== 'balance')?.remaining),
    today: spend('day'),
    week: spend('week'),
    month: spend('month'),
    rate: insight?.pace.kind === 'known' ? `${amountWords(insight.pace.perHour, style)}/h` : unknown,
    runway: insight ? runwayShort(insight.runway, style.nowMs) : NOT_KNOWN,
  };
}
