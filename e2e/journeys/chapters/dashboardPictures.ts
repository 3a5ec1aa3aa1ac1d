import type { DashboardTab } from '../../harness/dashboardTab.ts';
import type { Host } from '../../harness/host.ts';
import type { VscodeWindow } from '../../harness/vscodeWindow.ts';

/** Photographs two tabs in all kinds of themes and widths, each as high as it needs: for people to look at. */
export async function dashboardPictures(tab: DashboardTab, host: Host, window: VscodeWindow): Promise<void> {
  await tab.chooseRange('30 d');
  /** What the window has to be like for each picture: the same in all themes. */
  const sizes = new Map<string, { readonly width: number; readonly height: number }>();
  for (const theme of ['light', 'dark', 'hcDark', 'hcLight'] as const) {
    await host.setTheme(theme);
    for (const name of ['Overview', 'Models'] as const) {
      await tab.openTab(name);
      for (const width of [1280, 800, 360]) {
        const known = sizes.get(`${name} ${width}`);
        if (known) await tab.page.setViewportSize(known);
        else sizes.set(`${name} ${width}`, await fit(tab, width));
        await tab.nextFrames();
        // Off what was clicked.
        await tab.page.mouse.move(1, 1);
        const clip = await tab.frameBox();
        await window.screenshot(`dashboard-${name.toLowerCase()}-${theme}-${width}`, clip);
      }
    }
  }
}

/** Gives the page this width, and the height of all that is in it. @returns the window's size */
async function fit(tab: DashboardTab, width: number): Promise<{ width: number; height: number }> {
  const { page } = tab;
  // What is drawn for another width may be of another height; twice right in a row, it has been drawn.
  for (let [looks, fits] = [0, 0]; looks < 50; looks += 1) {
    const [window, box, needed] = [page.viewportSize(), await tab.frameBox(), await tab.neededHeight()];
    if (!window) break;
    const higher = Math.round(Math.max(needed, 300) - box.height);
    const size = { width: window.width + Math.round(width - box.width), height: window.height + higher };
    fits = size.width === window.width && higher === 0 ? fits + 1 : 0;
    if (fits === 2) return size;
    if (fits === 0) await page.setViewportSize(size);
    await tab.nextFrames();
  }
  throw new Error(`The dashboard did not come to be ${width} px wide`);
}
