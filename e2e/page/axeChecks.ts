import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type axe from 'axe-core';
import { DASHBOARD_TABS } from '../../packages/core/src/index.ts';
import { states } from '../../packages/dashboard/src/testing/states.ts';
import type { ThemeKind } from '../harness/host.ts';
import type { PageCheck } from './checkPage.ts';
import { openStage, type Stage } from './stage.ts';

declare global {
  interface Window {
    axe: typeof axe;
  }
}

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const themes: readonly ThemeKind[] = ['dark', 'light', 'hcDark', 'hcLight'];

/** axe-core finds nothing, in any state, on any tab, with tables in place of charts, and the page does nothing forbidden. */
export const axeChecks: readonly PageCheck[] = themes.map((theme) => ({
  name: `axe finds nothing in any state, and the CSP was never tried: ${theme}`,
  async run(browser) {
    const stage = await openStage(browser, { theme, scripts: [axeSource] });
    const found: string[] = [];
    for (const [name, state] of Object.entries(states)) {
      const tabs = 'account' in state && state.account ? DASHBOARD_TABS : ['overview' as const];
      for (const tab of tabs) {
        await stage.show({ ...state, view: { ...state.view, tab } });
        found.push(...(await problems(stage)).map((problem) => `${name}, ${tab}: ${problem}`));
      }
    }
    await stage.show(states.managementKey);
    for (const button of await stage.page.getByRole('button', { name: /^Show as table/ }).all())
      await button.click();
    found.push(...(await problems(stage)).map((problem) => `tables of the charts: ${problem}`));
    await stage.page.setViewportSize({ width: 320, height: 800 });
    found.push(...(await problems(stage)).map((problem) => `tables of the charts, narrow: ${problem}`));
    found.push(...(await stage.offences()));
    await stage.close();
    if (found.length > 0) throw new Error([...new Set(found)].join('\n'));
  },
}));

/** All rules that axe knows, best practices too. */
async function problems({ page }: Stage): Promise<readonly string[]> {
  return page.evaluate(async () => {
    const { violations } = await window.axe.run(document, { resultTypes: ['violations'] });
    return violations.flatMap(({ id, nodes }) =>
      nodes
        .slice(0, 3)
        .map(({ target, failureSummary }) => `${id} at ${target.join(' ')}: ${failureSummary ?? ''}`),
    );
  });
}
