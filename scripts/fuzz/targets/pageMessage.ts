import assert from 'node:assert/strict';
import { isPageMessage } from '../../../packages/core/src/dashboard/protocol.ts';
import { shownRange } from '../../../packages/core/src/dashboard/shownRange.ts';
import { NOW_MS } from '../../../packages/core/src/testing/watches.ts';
import { parseJson } from '../../../packages/core/src/util/parseJson.ts';

const KINDS = ['ready', 'view', 'refresh', 'open', 'run', 'export', 'exportChart'];

/** A message of the dashboard's page: not heard, or one of the seven, whose view can be shown. */
export function pageMessage(bytes: Uint8Array): void {
  const message = parseJson(new TextDecoder().decode(bytes));
  if (!isPageMessage(message)) return;
  assert.ok(KINDS.includes(message.kind), message.kind);
  // Never an address, or a command of others.
  if (message.kind === 'open') assert.match(message.link, /^[a-zA-Z]+$/);
  if (message.kind === 'run') assert.match(message.action, /^[a-zA-Z]+$/);
  const view = message.kind === 'view' || message.kind === 'ready' ? message.view : undefined;
  if (!view) return;
  const { fromMs, toMs } = shownRange(view.range, NOW_MS, 0);
  assert.ok(fromMs < toMs, `a range from ${fromMs} to ${toMs}`);
}
