import assert from 'node:assert/strict';
import { createHistory, type History } from '../../../packages/core/src/history/history.ts';
import type { Sample } from '../../../packages/core/src/history/sample.ts';
import { lineOf } from '../../../packages/core/src/history/sampleLine.ts';
import { shardName } from '../../../packages/core/src/history/shardName.ts';
import { CapturingLog } from '../../../packages/core/src/testing/capturingLog.ts';
import { assertPrototypeUntouched } from '../../../packages/core/src/testing/invariants.ts';
import { MemoryFiles } from '../../../packages/core/src/testing/memoryFiles.ts';
import { ACCOUNT, aSample, NOON_MS } from '../../../packages/core/src/testing/samples.ts';

const NAMES = [shardName(ACCOUNT, '20261124', 1, 'w'), shardName(ACCOUNT, '2026', 1, 'w', NOON_MS)];

/** A file of samples, of a day or of a year: what can be read of it stays, whatever is done beside it. */
export async function historyFile(bytes: Uint8Array): Promise<void> {
  const text = new TextDecoder().decode(bytes);
  for (const name of NAMES) {
    const files = new MemoryFiles();
    const log = new CapturingLog();
    files.texts.set(name, text);
    const history = createHistory({ files, log, isKept: () => true }, 'other');
    const before = await linesIn(history);
    await history.append(ACCOUNT, aSample(NOON_MS + 1, 10n ** 19n));
    await history.maintain(NOON_MS);
    const after = await linesIn(history);
    const lost = before.filter((line) => !after.includes(line));
    assert.deepEqual(lost, [], 'a sample is lost');
    assert.ok(after.length - before.length <= 1, 'a sample comes from nowhere');
    const kept = [...files.texts.values()];
    assert.ok(kept.includes(text), 'what was damaged, or is good, is not there any more');
    for (const line of log.lines) {
      assert.match(
        line.message,
        /^history\.[0-9a-z.]+\.txt is [a-z ,]+$/,
        'a log line that may quote the file',
      );
      assert.deepEqual(line.details, [], 'a log line with details');
    }
    assertPrototypeUntouched();
  }
}

async function linesIn(history: History): Promise<readonly string[]> {
  const { before, samples } = await history.read(ACCOUNT, { fromMs: 1000, toMs: 8.64e15 });
  return [...(before ? [before] : []), ...samples].map((sample: Sample) => lineOf(sample));
}
