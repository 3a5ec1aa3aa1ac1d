import assert from 'node:assert/strict';
import { openrouterUsage } from '../../../packages/core/src/providers/openrouter/usage/openrouterUsage.ts';
import { assertPrototypeUntouched } from '../../../packages/core/src/testing/invariants.ts';
import { parseJson } from '../../../packages/core/src/util/parseJson.ts';

const RANGE = { fromMs: Date.UTC(2026, 10, 24), toMs: Date.UTC(2026, 10, 25) };

/** An answer about usage, to each question that it could be one to: refused, or amounts and counts that can be added up. */
export function usageAnswers(bytes: Uint8Array): void {
  const json = parseJson(new TextDecoder().decode(bytes));
  if (json === undefined) return;
  const { recent, byProvider, byModel, byKey, byHour, workspaces, keys } = openrouterUsage;
  const tables = [recent(), byProvider(RANGE), byModel(RANGE), byKey(RANGE), byHour(RANGE)];
  for (const request of tables) {
    const table = request.map(json);
    for (const [startMs, rows] of table?.rows ?? []) {
      assert.ok(Number.isSafeInteger(startMs) && startMs % 3_600_000 === 0, `a day that is none: ${startMs}`);
      for (const row of rows) assertSound(row);
    }
  }
  for (const page of [workspaces(0).map(json), keys(undefined, 0).map(json)]) {
    assert.ok(!page || page.entries.length <= page.length, 'more entries than there were');
    for (const entry of page?.entries ?? []) assertSound(entry);
  }
  assertPrototypeUntouched();
}

function assertSound(row: object): void {
  for (const [name, value] of Object.entries(row)) {
    const what = `${name} is ${String(value)}`;
    if (typeof value === 'bigint') assert.ok(Number.isSafeInteger(Number(value)), what);
    else if (typeof value === 'number') assert.ok(Number.isFinite(value), what);
    else if (typeof value === 'string') assert.ok(value.length <= 200, what);
    if (/requests|Tokens$/.test(name)) assert.ok(value === 'unknown' || Number(value) >= 0, what);
  }
}
