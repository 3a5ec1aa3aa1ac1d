import { usableTimeZone } from '../present/dates.ts';
import { usableLocale } from '../present/formatMoney.ts';
import { accountDetail } from './accountDetail.ts';
import { accountRow } from './accountRow.ts';
import type { DashboardInputs } from './dashboardInputs.ts';
import type { DashboardState } from './state.ts';
import type { DashboardView } from './view.ts';

/**
 * What there is to see, worked out anew from all that is known. Says what the tooltip says, in the same words. Never
 * throws for what samples, usage or names hold.
 */
export function dashboardState(inputs: DashboardInputs, view: DashboardView): DashboardState {
  const { nowMs, hideAmounts, thresholds, budgets, watch } = inputs;
  const locale = usableLocale(inputs.locale);
  const timeZone = usableTimeZone(inputs.timeZone);
  const style = { nowMs, locale, timeZone, hideAmounts, thresholds, budgets };
  const isStarting = watch.kind === 'starting';
  const base = { nowMs, locale, timeZone, hideAmounts, isStarting };
  if (watch.kind !== 'watching') return { ...base, view, accounts: [] };
  const chosen = watch.accounts.find(({ account }) => account.id === view.accountId) ?? watch.accounts[0];
  const account = accountDetail(inputs, chosen, view, style);
  const { today, week, month } = account;
  return {
    ...base,
    view: { ...view, accountId: chosen.account.id },
    accounts: watch.accounts.map((one) => ({
      ...accountRow(one, inputs.insightOf(one), style),
      // What is known of it here must not be unknown there.
      ...(one === chosen && { today, week, month }),
    })),
    account,
  };
}
