import assert from 'node:assert/strict';
import type { Host } from '../../harness/host.ts';
import { clipboardText } from './clipboard.ts';
import { keyForms } from './keyForms.ts';

interface Place {
  readonly where: string;
  readonly text: string;
}

/**
 * None of these keys, in whatever encoding, is in anything that was stored, logged, drawn, told or copied.
 * SecretStorage's own place is not looked at.
 */
export async function assertNowhere(host: Host, ...keys: readonly string[]): Promise<void> {
  const places = await placesOf(host);
  assert.ok(places.length > 5, 'there was something to look at');
  for (const form of keys.flatMap(keyForms)) {
    for (const { where, text } of places) {
      assert.ok(!text.includes(form), `a key was found in ${where}: ${JSON.stringify(form)}`);
    }
  }
}

/** Settings, states, records and databases; every log; VS Code's own output; the pages and what stands on them. */
async function placesOf(host: Host): Promise<readonly Place[]> {
  const stored = (await host.storageDump()).map(({ where, bytes }) => ({
    where,
    text: bytes.toString('latin1'),
  }));
  const windows = host.windows().map(async (window, index): Promise<readonly Place[]> => [
    { where: `the page of window ${index + 1}`, text: await window.pageContents() },
    { where: `the messages of window ${index + 1}`, text: (await window.notifications()).join('\n') },
    { where: `the title of window ${index + 1}`, text: await window.page.title() },
  ]);
  const [first] = host.windows();
  return [
    ...stored,
    { where: 'the log', text: await host.logText() },
    { where: 'VS Code’s own output', text: await host.diagnostics() },
    { where: 'the clipboard', text: first ? await clipboardText(first) : '' },
    ...(await Promise.all(windows)).flat(),
  ];
}
