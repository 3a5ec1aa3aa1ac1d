import type { FakePanel } from './fakePanel.ts';
import type { Journey } from './journey.ts';
import { quiet } from './waiting.ts';

/** Opens the dashboard, whose page then says that it is there. What it shows first is still to be waited for. */
export async function openDashboard(at: Journey): Promise<FakePanel> {
  await at.run('opencredits.openDashboard');
  const panel = at.host.panels.at(-1);
  if (!panel) throw new Error('no tab');
  panel.say({ kind: 'ready' });
  return panel;
}

/** The same, until it shows the account's keys: what is asked last. */
export async function openDashboardWithKeys(at: Journey): Promise<FakePanel> {
  const panel = await openDashboard(at);
  await at.passUntil('the keys', () => (panel.shown?.account?.keys.rows.length ?? 0) > 0);
  await quiet();
  return panel;
}
