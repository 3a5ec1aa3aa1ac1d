import assert from 'node:assert/strict';
import type { Host } from '../../harness/host.ts';

/** The key, plain or in base64, is in nothing that was stored, logged or drawn. SecretStorage's own place is not looked at. */
export async function assertNowhere(host: Host, key: string): Promise<void> {
  const forms = [key, Buffer.from(key).toString('base64').replace(/=+$/, ''), encodeURIComponent(key)];
  const places = (await host.storageDump()).map(({ where, bytes }) => ({
    where,
    text: bytes.toString('latin1'),
  }));
  places.push({ where: 'the log', text: await host.logText() });
  for (const [index, window] of host.windows().entries()) {
    places.push({ where: `the page of window ${index + 1}`, text: await window.pageContents() });
  }
  assert.ok(places.length > 3, 'there was something to look at');
  for (const { where, text } of places) {
    assert.ok(!forms.some((form) => text.includes(form)), `a key was found in ${where}`);
  }
}
