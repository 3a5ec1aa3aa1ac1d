import type { AccountDetail } from '@opencredits/core';
import type { JSX } from 'preact';
import { BalancePanel } from '../charts/balancePanel.tsx';
import { HoursPanel } from '../charts/hoursPanel.tsx';
import { SpendPanel } from '../charts/spendPanel.tsx';
import { Headline } from './headline.tsx';
import { KeyLimits } from './keyLimits.tsx';
import { Periods } from './periods.tsx';
import { Runway } from './runway.tsx';

const ANOTHER_KEY = 'management key';

export function Overview({
  account,
  nowMs,
}: {
  readonly account: AccountDetail;
  readonly nowMs: number;
}): JSX.Element {
  const { runway, runwayDetail, notes } = account;
  // What another key would show is said once.
  const isSaid =
    account.spend.missing.includes(ANOTHER_KEY) && notes.some((note) => note.includes(ANOTHER_KEY));
  const spend = isSaid ? { ...account.spend, missing: '' } : account.spend;
  return (
    <div class="overview">
      <Headline account={account} />
      <div class="glance">
        <Periods periods={account.periods} />
        <Runway account={account} />
      </div>
      <BalancePanel
        balance={account.balance}
        range={account.range}
        nowMs={nowMs}
        asOfMs={account.asOfMs}
        lasts={`${runway}${runwayDetail === '' ? '' : ` (${runwayDetail})`}`}
      />
      <SpendPanel
        spend={spend}
        range={account.range}
        budget={account.periods.find(({ period }) => period === account.range.bucket)?.budget ?? null}
      />
      <div class="pair">
        <HoursPanel hours={account.hours} />
        <KeyLimits keys={account.keys.rows} />
      </div>
    </div>
  );
}
