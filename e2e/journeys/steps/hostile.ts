import assert from 'node:assert/strict';
import type { VscodeWindow } from '../../harness/vscodeWindow.ts';

const ours = [
  /^command:opencredits\.(refresh|openDashboard|configure|openSettings)$/,
  /^https:\/\/openrouter\.ai\/(settings\/credits|settings\/keys|activity)$/,
];

/** Opens the tooltip and finds nothing in it but our own links and plain text, whatever the provider's strings try. */
export async function assertPlainTooltip(window: VscodeWindow): Promise<void> {
  const { text } = await window.hoverStatusBar();
  const hover = window.page.locator('.monaco-hover:visible').last();
  const found = await hover.evaluate((element) => ({
    links: [...element.querySelectorAll('a')].map(
      (link) => link.dataset['href'] ?? link.getAttribute('href') ?? '',
    ),
    active: element.querySelectorAll('img, script, iframe, style, form, input, svg, code, h1, h2, h3').length,
    icons: [...element.querySelectorAll('.codicon')].map((icon) => icon.className),
    rows: [...element.querySelectorAll('tr')].map((row) => row.children.length),
  }));
  for (const link of found.links) {
    assert.ok(link === '' || ours.some((pattern) => pattern.test(link)), `a link that is not ours: ${link}`);
  }
  assert.equal(found.active, 0, 'no image, script, code or heading came out of a string');
  assert.ok(!found.icons.some((icon) => /sync|flame|trash/.test(icon)), `icons: ${found.icons.join(', ')}`);
  assert.ok(found.rows.length > 3);
  assert.deepEqual([...new Set(found.rows)], [3], 'every row of the table has its three cells');
  assert.doesNotMatch(text, /command:|elsewhere|<|\$\(|[\u200b-\u200f\u202a-\u202e\u2066-\u2069]/);
  await window.screenshot('manyKeys-5-kinds-3-hostile');

  await hover.locator('td').first().click();
  assert.deepEqual(await window.notifications(), []);
  assert.equal(await window.quickInput.state(), undefined);
  assert.equal(
    window.page
      .context()
      .pages()
      .filter((page) => page.url() !== 'about:blank').length,
    1,
  );
  await window.leaveHover();
}
