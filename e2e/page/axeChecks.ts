import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type axe from 'axe-core';
import { DASHBOARD_TABS, type DashboardState } from '../../packages/core/src/index.ts';
import { states } from '../../packages/dashboard/src/testing/states.ts';
import { themes } from './pageDocument.ts';
import type { PageCheck } from './pageCheck.ts';
import { allStates } from './scenes.ts';
import { openStage, type Stage } from './stage.ts';

declare global {
  interface Window {
    axe: typeof axe;
  }
}

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Those whose tabs say something of their own. */
const WITH_TABS: ReadonlySet<string> = new Set([
  'managementKey',
  'ordinaryKey',
  'manyAccounts',
  'hostile',
  'huge',
]);

/** Every state, and every tab where it differs. */
const scenes: readonly { readonly name: string; readonly state: DashboardState }[] = Object.entries(
  allStates,
).flatMap(([name, state]) =>
  DASHBOARD_TABS.filter((tab) => tab === 'overview' || WITH_TABS.has(name)).map((tab) => ({
    name: `${name}, ${tab}`,
    state: { ...state, view: { ...state.view, tab } },
  })),
);

/** axe-core finds nothing, in any state, with tables in place of charts too, and the page tries nothing that is forbidden. */
export const axeChecks: readonly PageCheck[] = themes.map((theme) => ({
  name: `axe finds nothing in any state, and nothing forbidden is tried: ${theme}`,
  async run(browser) {
    const stage = await openStage(browser, { theme, scripts: [axeSource] });
    const found: string[] = [];
    for (const { name, state } of scenes) {
      await stage.show(state);
      found.push(...(await problems(stage)).map((problem) => `${name}: ${problem}`));
    }
    await stage.show(states.managementKey);
    const tables = stage.page.getByRole('button', { name: /^Show as table/ });
    while ((await tables.count()) > 0) await tables.first().click();
    for (const width of [1280, 320]) {
      await stage.page.setViewportSize({ width, height: 800 });
      found.push(...(await problems(stage)).map((problem) => `charts as tables, ${width}: ${problem}`));
    }
    found.push(...(await stage.offences()));
    await stage.close();
    if (found.length > 0) throw new Error([...new Set(found)].join('\n'));
  },
}));

/** By all rules, those that axe calls best practice too. */
async function problems({ page }: Stage): Promise<readonly string[]> {
  return page.evaluate(async () => {
    const { violations } = await window.axe.run(document, {
      resultTypes: ['violations'],
      preload: false,
    });
    return violations.flatMap(({ id, nodes }) =>
      nodes
        .slice(0, 3)
        .map(({ target, failureSummary }) => `${id} at ${target.join(' ')}: ${failureSummary ?? ''}`),
    );
  });
}
