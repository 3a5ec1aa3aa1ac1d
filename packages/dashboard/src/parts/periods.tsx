import type { PeriodSpent } from '@opencredits/core';
import type { JSX } from 'preact';
import { usePage } from '../pageContext.ts';
import { Meter } from './meter.tsx';
import { Panel } from './panel.tsx';

const NAMES = { day: 'Today', week: 'This week', month: 'This month' } as const;

/** What was spent, against what was meant to be. */
export function Periods({ periods }: { readonly periods: readonly PeriodSpent[] }): JSX.Element {
  const { post } = usePage();
  return (
    <Panel
      id="periods"
      title="Spent"
      actions={
        <button type="button" onClick={() => post({ kind: 'run', action: 'setBudgets' })}>
          Set budgets
        </button>
      }
    >
      <dl class="tiles">
        {periods.map((period) => (
          <Tile {...period} key={period.period} />
        ))}
      </dl>
    </Panel>
  );
}

function Tile({ period, spent, detail, budget }: PeriodSpent): JSX.Element {
  const { words } = usePage();
  const share = spent && budget ? spent.micros / budget : undefined;
  return (
    <div class="tile">
      <dt>{NAMES[period]}</dt>
      <dd>
        <span class="tileFigure">
          <bdi>{words.money(spent && spent.micros)}</bdi>
        </span>
        {share !== undefined && (
          <Meter share={share} severity={share > 1 ? 'error' : share > 0.8 ? 'warning' : 'none'} />
        )}
        <span class="quiet">
          {budget !== null && (
            <BudgetWords share={share} budget={budget} isLeast={spent?.isPartial ?? false} />
          )}
          {budget !== null && detail !== '' && ' · '}
          {detail}
          {!spent && budget === null && 'not known'}
        </span>
      </dd>
    </div>
  );
}

interface BudgetWordsProps {
  readonly share: number | undefined;
  readonly budget: number;
  readonly isLeast: boolean;
}

function BudgetWords({ share, budget, isLeast }: BudgetWordsProps): JSX.Element {
  const { words } = usePage();
  return (
    <>
      {share !== undefined && (
        <>
          {isLeast && 'at least '}
          <bdi>{words.percent(share)}</bdi>
          {' of '}
        </>
      )}
      <bdi>{words.roundMoney(budget)}</bdi> budget
    </>
  );
}
