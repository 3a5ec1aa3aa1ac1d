import { expect, test } from 'vitest';
import { requests as budgets } from '../../../../budgets.json' with { type: 'json' };
import { journey } from '../testing/journey.ts';
import { openDashboard, openDashboardWithKeys } from '../testing/openDashboard.ts';
import { until } from '../testing/waiting.ts';

// What the dashboard of a busy organisation asks for beside the balance, just as budgets.json has it: more would be a
// nuisance to the provider, fewer a figure that is older than promised.
const at = journey();
const HOUR_MS = 3_600_000;
/** A year of an organisation is made and asked about: some seconds. */
const TIMEOUT_MS = 60_000;

/** By path, since the last time. */
function asked(): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const path of at().paths) {
    const name = path.replace(/\?.*/, '');
    if (name !== '/key' && name !== '/credits') counts[name] = (counts[name] ?? 0) + 1;
  }
  at().simulator.control.clearRequests();
  return counts;
}

test(
  'once in an hour something is asked: the next opening, window or start asks nothing',
  async () => {
    await at().open();
    await at().addKey('organisation');
    const panel = await openDashboardWithKeys(at());
    expect(asked(), 'first').toEqual(budgets.dashboard.firstTime);

    panel.dispose();
    const again = await openDashboardWithKeys(at());
    expect(asked(), 'opened again').toEqual({});
    again.dispose();
    await at().openBeside();
    await at().pass(10_000);
    await openDashboardWithKeys(at());
    expect(asked(), 'in a second window').toEqual({});
    at().close();
    await at().open();
    await at().pass(10_000);
    await openDashboardWithKeys(at());
    expect(asked(), 'after a reload').toEqual({});

    await at().pass(HOUR_MS);
    expect(asked(), 'in the hour after').toEqual(budgets.dashboard.eachHour);
  },
  TIMEOUT_MS,
);

test(
  'closed in the middle of its first asking and opened at once, it asks for what is left without waiting for the monitor',
  async () => {
    await at().open();
    await at().addKey('organisation');
    const panel = await openDashboard(at());
    await until('the first of it', () => at().paths.some((path) => path.startsWith('/analytics')));
    panel.dispose();
    const again = await openDashboard(at());
    await until('the keys', () => (again.shown?.account?.keys.rows.length ?? 0) > 0);
    expect(again.shown?.account?.models.rows.length).toBeGreaterThan(0);
  },
  TIMEOUT_MS,
);
