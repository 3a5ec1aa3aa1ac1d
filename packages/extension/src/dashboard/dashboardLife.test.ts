import { expect, test } from 'vitest';
import { FixedRandom } from '../../../core/src/testing/fixedRandom.ts';
import { MemoryFiles } from '../../../core/src/testing/memoryFiles.ts';
import { openWindow } from '../testing/fakeHost.ts';
import { composeDashboard, type DashboardNeeds } from './dashboard.ts';

const silent = { onDidChange: () => ({ dispose: () => undefined }) };

test('what the tab has read, and its ear on the folder, go with the tab and come back with it', () => {
  const host = openWindow();
  const files = new MemoryFiles();
  const dashboard = composeDashboard({
    extensionUri: { toString: () => 'file:///extension' },
    monitor: { watch: { kind: 'starting' }, ...silent },
    past: { lookout: silent },
    random: new FixedRandom(),
    files,
  } as unknown as DashboardNeeds);
  expect(files.listeners, 'before there is a tab').toBe(0);
  for (let times = 0; times < 2; times += 1) {
    dashboard.open();
    expect(files.listeners).toBe(1);
    host.panels.at(-1)?.dispose();
    expect(files.listeners, 'the tab is closed').toBe(0);
  }
  dashboard.open();
  dashboard.dispose();
  expect(files.listeners, 'the tab is left to VS Code').toBe(0);
});
