import assert from 'node:assert/strict';
import { DASHBOARD_TABS, isPageMessage } from '../../packages/core/src/index.ts';
import { states } from '../../packages/dashboard/src/testing/states.ts';
import type { PageCheck } from './pageCheck.ts';
import { openStage } from './stage.ts';

export const untrustedChecks: readonly PageCheck[] = [
  {
    name: 'untrusted: hostile names are text and nothing else, on every tab',
    async run(browser) {
      const stage = await openStage(browser, { theme: 'dark' });
      for (const tab of DASHBOARD_TABS) {
        await stage.show({ ...states.hostile, view: { ...states.hostile.view, tab } });
        const body = stage.page.locator('#root');
        assert.ok((await body.textContent())?.includes('<script>alert(1)</script>'), tab);
        assert.equal(
          await body.locator('script, img, iframe, a, style, [style], [onload], [onerror]').count(),
          0,
          tab,
        );
      }
      assert.deepEqual(await stage.offences(), []);
      await stage.close();
    },
  },
  {
    name: 'untrusted: a chart that is saved stands for itself, in literal colours, and its names are text there too',
    async run(browser) {
      const stage = await openStage(browser, { theme: 'light' });
      await stage.show(states.hostile);
      for (const title of ['Balance', 'Spend per day', 'Hours of the week']) {
        await stage.page.getByRole('button', { name: `Save as SVG: ${title}` }).click();
        const message = (await stage.messages()).at(-1);
        assert.ok(isPageMessage(message) && message.kind === 'exportChart', title);
        assert.equal(message.name, title);
        const { svg } = message;
        assert.match(svg, /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" width="\d+" height="\d+"/);
        assert.doesNotMatch(svg, /var\(|\sclass=|\sstyle=|tabindex|<script|<img|\shref/);
        assert.ok(svg.length < 200_000, `${title}: ${svg.length} characters`);
        // Nothing is taken from anywhere but from the file.
        assert.deepEqual(svg.match(/url\((?!"?#|&quot;#)[^)]*\)/g), null, title);
        const problem = await stage.page.evaluate((text) => {
          const parsed = new DOMParser().parseFromString(text, 'image/svg+xml');
          return parsed.querySelector('parsererror')?.textContent ?? '';
        }, svg);
        assert.equal(problem, '', title);
      }
      assert.deepEqual(await stage.offences(), []);
      await stage.close();
    },
  },
];
