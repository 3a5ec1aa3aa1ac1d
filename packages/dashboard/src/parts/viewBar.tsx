import { type DashboardTab, type DashboardView, RANGES, type ShownRange } from '@opencredits/core';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { usePage } from '../pageContext.ts';
import { rangeName } from '../text/bucketWords.ts';
import { RANGE_NAMES } from '../text/tabNames.ts';
import { dayOf } from './dayOf.ts';
import { TabList } from './tabs.tsx';

/** Tabs on which something stands beside what it was before. */
const COMPARING: readonly DashboardTab[] = ['overview', 'models', 'keys'];

/** What of the account is looked at: the tab, the time, and whether the time before stands beside it. Accounts are of now. */
export function ViewBar({ range }: { readonly range: ShownRange }): JSX.Element {
  const { view, words, changeView } = usePage();
  const [isCustomOpen, openCustom] = useState(view.range.name === 'custom');
  const isOfTime = view.tab !== 'accounts';
  return (
    <nav class="viewBar" aria-label="What is shown">
      <TabList />
      {isOfTime && (
        <div class="rangeBar">
          <div role="group" aria-label="Range" class="segments">
            {RANGES.map((name) => (
              <button
                type="button"
                key={name}
                aria-pressed={view.range.name === name}
                title={RANGE_NAMES[name].full}
                onClick={() => {
                  openCustom(false);
                  changeView({ range: { name } });
                }}
              >
                <bdi>{RANGE_NAMES[name].short}</bdi>
              </button>
            ))}
            <button
              type="button"
              aria-pressed={view.range.name === 'custom'}
              aria-expanded={isCustomOpen}
              onClick={() => openCustom(!isCustomOpen)}
            >
              Custom
            </button>
          </div>
          {COMPARING.includes(view.tab) && (
            <label class="toggle" title="With the same time before">
              <input
                type="checkbox"
                checked={view.compares}
                onChange={({ currentTarget }) => changeView({ compares: currentTarget.checked })}
              />
              Compare
            </label>
          )}
        </div>
      )}
      {isOfTime && isCustomOpen && <CustomRange shown={range} chosen={view.range} />}
      <p class="quiet rangeName">
        {isOfTime ? (
          <>
            <bdi>{rangeName(range, words)}</bdi> · days
          </>
        ) : (
          'Days'
        )}{' '}
        begin at 00:00 UTC, times are local
      </p>
    </nav>
  );
}

interface CustomRangeProps {
  readonly shown: ShownRange;
  readonly chosen: DashboardView['range'];
}

function CustomRange({ shown, chosen }: CustomRangeProps): JSX.Element {
  const { nowMs, changeView } = usePage();
  const isCustom = chosen.name === 'custom';
  const [fromDay, setFrom] = useState(isCustom ? chosen.fromDay : dayOf(shown.fromMs));
  const [toDay, setTo] = useState(isCustom ? chosen.toDay : dayOf(shown.toMs - 1));
  const today = dayOf(nowMs);
  const isWhole = fromDay !== '' && toDay !== '';
  const isBackwards = isWhole && fromDay > toDay;
  // No form: a webview that may not send one does not even say that it was submitted.
  return (
    <div class="customRange" role="group" aria-label="Custom range">
      <label>
        From
        <input
          type="date"
          max={today}
          value={fromDay}
          onInput={({ currentTarget }) => setFrom(currentTarget.value)}
        />
      </label>
      <label>
        to
        <input
          type="date"
          max={today}
          value={toDay}
          aria-invalid={isBackwards}
          aria-describedby="backwards"
          onInput={({ currentTarget }) => setTo(currentTarget.value)}
        />
      </label>
      <button
        type="button"
        class="primary"
        disabled={!isWhole || isBackwards}
        onClick={() => changeView({ range: { name: 'custom', fromDay, toDay } })}
      >
        Show
      </button>
      <span id="backwards" role="status" class="wrong">
        {isBackwards ? 'The last day is before the first.' : ''}
      </span>
    </div>
  );
}
