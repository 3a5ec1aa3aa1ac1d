import assert from 'node:assert/strict';
import { DASHBOARD_TABS } from '../../packages/core/src/index.ts';
import { states } from '../../packages/dashboard/src/testing/states.ts';
import type { PageCheck } from './pageCheck.ts';
import { allStates } from './scenes.ts';
import { openStage } from './stage.ts';

const WIDTHS = [320, 360, 480, 640, 800, 1280, 1600];

/** Runs in the page: what reaches beyond its right or left edge, and what is drawn beyond the edge of its chart. */
function beyondTheEdge(): readonly string[] {
  const wide = document.documentElement.clientWidth;
  const problems = document.documentElement.scrollWidth > wide ? ['the page scrolls sideways'] : [];
  for (const text of document.querySelectorAll('.plot svg text')) {
    const box = text.getBoundingClientRect();
    const around = text.closest('svg')?.getBoundingClientRect();
    if (around && (box.left < around.left - 1 || box.right > around.right + 1))
      problems.push(`“${text.textContent}” is cut off`);
  }
  // Labels of one axis, or of the marks, that run into each other.
  for (const group of document.querySelectorAll('.axis')) {
    const boxes = [...group.querySelectorAll('text')].map((text) => text.getBoundingClientRect());
    boxes.forEach((box, at) => {
      const next = boxes[at + 1];
      const isSameLine = next && Math.abs(next.top - box.top) < 4;
      if (isSameLine && next.left < box.right + 2) problems.push('labels run into each other');
    });
  }
  return problems;
}

export const layoutChecks: readonly PageCheck[] = [
  {
    name: 'layout: what is left of a key’s limit is in sight at 800 px',
    async run(browser) {
      const stage = await openStage(browser, { theme: 'light', width: 800 });
      const { managementKey } = states;
      await stage.show({ ...managementKey, view: { ...managementKey.view, tab: 'keys' } });
      const edgeOf = (name: string): Promise<number> =>
        stage.page.getByRole('columnheader', { name }).evaluate((head) => head.getBoundingClientRect().right);
      const table = stage.page.getByRole('region', { name: 'What each key used, and its limit' });
      const edge = await table.evaluate((box) => box.getBoundingClientRect().right);
      for (const name of ['Spent', 'Left of limit', 'Resets'])
        assert.ok((await edgeOf(name)) <= edge + 1, `${name} ends at ${await edgeOf(name)} of ${edge}`);
      await stage.close();
    },
  },
  {
    name: 'layout: nothing is cut off or runs into another from 320 to 1600 px, and so at 200 % zoom',
    async run(browser) {
      const stage = await openStage(browser, { theme: 'light' });
      const found: string[] = [];
      for (const [name, state] of Object.entries(allStates)) {
        await stage.show(state);
        for (const width of name in states ? WIDTHS : [320, 1280]) {
          await stage.page.setViewportSize({ width, height: 800 });
          await stage.settle();
          found.push(
            ...(await stage.page.evaluate(beyondTheEdge)).map((problem) => `${name} at ${width}: ${problem}`),
          );
        }
      }
      for (const tab of DASHBOARD_TABS) {
        await stage.show({ ...states.hostile, view: { ...states.hostile.view, tab } });
        for (const width of [320, 1280]) {
          await stage.page.setViewportSize({ width, height: 800 });
          await stage.settle();
          found.push(
            ...(await stage.page.evaluate(beyondTheEdge)).map((problem) => `${tab} at ${width}: ${problem}`),
          );
        }
      }
      await stage.close();
      assert.deepEqual(found, []);
    },
  },
];
