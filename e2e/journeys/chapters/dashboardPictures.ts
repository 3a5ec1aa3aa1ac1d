import type { DashboardTab } from '../../harness/dashboardTab.ts';
import type { Host } from '../../harness/host.ts';
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
  // What is drawn for another width may be of another height; twice right in a row, it has been drawn.
  for (let [looks, fits] = [0, 0]; fits < 2; looks += 1) {
    const [window, box, needed] = [page.viewportSize(), await tab.frameBox(), await tab.neededHeight()];
    if (!window || looks > 50) throw new Error(`The dashboard did not come to be ${width} px wide`);
    const [wider, higher] = [width - box.width, Math.max(needed, 300) - box.height].map(Math.round);
    fits = wider === 0 && higher === 0 ? fits + 1 : 0;
    if (fits === 0)
      await page.setViewportSize({
        width: window.width + (wider ?? 0),
        height: window.height + (higher ?? 0),
      });
    await tab.nextFrames();
  }
}
