import { expect, test, vi } from 'vitest';
import type { StatusBarAlignment, StatusBarItem } from 'vscode';
import { createFakeItem } from '../testing/fakeStatusBar.ts';
import { MarkdownString, window } from '../vscodeApi.ts';
import { createDrawnItem } from './statusBarItem.ts';

const line = {
  text: 'OpenRouter: $5.20',
  icon: 'none',
  severity: 'none',
  spoken: '',
  click: 'action',
} as const;

/** As newer versions (seen in 1.139) do it: an id that is made anew is put where it was at first. */
function rememberingWindow(): readonly StatusBarItem[] {
  const made: StatusBarItem[] = [];
  vi.spyOn(window, 'createStatusBarItem').mockImplementation((...args: unknown[]) => {
    const [id, side, priority] = args as [string, StatusBarAlignment, number];
    const before = made.find((one) => one.id === id);
    const item = createFakeItem(id, before?.alignment ?? side, before?.priority ?? priority, []);
    made.push(item);
    return item;
  });
  return made;
}

test('an item that has moved stands where it was moved to, also where VS Code puts its id back', () => {
  const made = rememberingWindow();
  const item = createDrawnItem('balance');
  const tooltip = new MarkdownString('');
  const places = [100, 50, 100, 7, NaN].map((priority) => {
    item.draw('OpenCredits', line, tooltip, 'opencredits.refresh', { side: 'right', priority });
    const shown = made.filter((one) => !(one as StatusBarItem & { isDisposed: boolean }).isDisposed);
    return shown.map((one) => [one.id, one.priority]);
  });
  expect(places).toEqual([
    [['balance', 100]],
    [['balance.2', 50]],
    [['balance', 100]],
    [['balance.3', 7]],
    [['balance.50', NaN]],
  ]);
});
