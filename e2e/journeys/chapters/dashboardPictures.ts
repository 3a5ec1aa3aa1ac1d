import type { DashboardTab } from '../../harness/dashboardTab.ts';
import type { Host } from '../../harness/host.ts';
import { poll } from '../../harness/poll.ts';
import type { VscodeWindow } from '../../harness/vscodeWindow.ts';

/** Photographs two tabs in all kinds of themes and widths, each as high as it needs: for people to look at. */
export async function dashboardPictures(tab: DashboardTab, host: Host, window: VscodeWindow): Promise<void> {
  await tab.chooseRange('30 d');
  for (const theme of ['light', 'dark', 'hcDark', 'hcLight'] as const) {
    await host.setTheme(theme);
    for (const name of ['Overview', 'Models'] as const) {
      await tab.openTab(name);
      for (const width of [1280, 800, 360]) {
        await fit(tab, width);
        // Off what was clicked.
        await tab.page.mouse.move(1, 1);
        const clip = await tab.frameBox();
        await window.screenshot(`dashboard-${name.toLowerCase()}-${theme}-${width}`, clip);
      }
    }
  }
}

/** Gives the page this width, and the height of all that is in it. */
async function fit(tab: DashboardTab, width: number): Promise<void> {
  const { page } = tab;
  const look = async (): Promise<boolean> => {
    const [window, box, needed] = [page.viewportSize(), await tab.frameBox(), await tab.neededHeight()];
    if (!window) return false;
    const [wider, higher] = [width - box.width, Math.max(needed, 300) - box.height];
    if (wider === 0 && higher === 0) return true;
    await page.setViewportSize({
      width: Math.round(window.width + wider),
      height: Math.round(window.height + higher),
    });
    return false;
  };
  // Twice, so that what is drawn for the new width has been drawn.
  let settled = 0;
  await poll(
    page,
    `the dashboard to be ${width} px wide`,
    async () => (settled = (await look()) ? settled + 1 : 0),
    (times) => times > 1,
    20_000,
  );
}
