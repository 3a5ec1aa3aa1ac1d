import type { AccountDetail } from '@opencredits/core';
import type { JSX } from 'preact';
import { BalancePanel } from '../charts/balancePanel.tsx';
import { HoursPanel } from '../charts/hoursPanel.tsx';
import { SpendPanel } from '../charts/spendPanel.tsx';
import { Headline } from './headline.tsx';
import { KeyLimits } from './keyLimits.tsx';
import { Periods } from './periods.tsx';
import { Runway } from './runway.tsx';

export function Overview({
  account,
  nowMs,
}: {
  readonly account: AccountDetail;
  readonly nowMs: number;
}): JSX.Element {
  return (
    <div class="overview">
      <Headline account={account} />
      <div class="glance">
        <Periods periods={account.periods} />
        <Runway account={account} />
      </div>
      <BalancePanel balance={account.balance} range={account.range} nowMs={nowMs} />
      <SpendPanel spend={account.spend} range={account.range} />
      <div class="pair">
        <HoursPanel hours={account.hours} />
        <KeyLimits keys={account.keys.rows} />
      </div>
    </div>
  );
}
