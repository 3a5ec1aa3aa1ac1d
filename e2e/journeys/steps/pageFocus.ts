import type { DashboardTab } from '../../harness/dashboardTab.ts';
import { poll } from '../../harness/poll.ts';

/** Presses Tab until the focus is there, as somebody does who looks for it. */
export async function reach(tab: DashboardTab, wanted: string, key = 'Tab'): Promise<void> {
  for (let presses = 0; presses < 80; presses += 1) {
    if ((await focused(tab)) === wanted) return;
    await tab.page.keyboard.press(key);
  }
  throw new Error(`${wanted} cannot be reached by ${key}`);
}

/** What has the focus in the page: its role or tag, and its name. */
export async function focused(tab: DashboardTab): Promise<string> {
  return poll(
    tab.page,
    'the focus',
    () =>
      tab.frame.locator('body').evaluate(() => {
        const at = document.activeElement;
        if (!at) return '';
        const name =
          at.getAttribute('aria-label') ??
          at.closest('label')?.textContent ??
          (at as HTMLElement).innerText ??
          '';
        return `${at.getAttribute('role') ?? at.tagName.toLowerCase()} ${name.trim()}`;
      }),
    () => true,
  );
}
