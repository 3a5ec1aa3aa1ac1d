import assert from 'node:assert/strict';
import type { Check } from '../storage/check.ts';
import { storedFile } from '../storage/storedFile.ts';
import { CapturingLog } from './capturingLog.ts';
import { assertPrototypeUntouched } from './invariants.ts';
import { MemoryFiles } from './memoryFiles.ts';

const NAME = 'ours.json';

/**
 * Opens `text` as a file of ours. Asserts what holds for each: what is refused is kept for a person to look at and not
 * quoted in the log; what is accepted can be saved, and comes back as it was.
 * @returns the content; undefined when it was refused
 */
export async function openFile<T extends object>(isGood: Check<T>, text: string): Promise<T | undefined> {
  const files = new MemoryFiles();
  const log = new CapturingLog();
  const empty = {} as T;
  const open = (): ReturnType<typeof storedFile<T>> => storedFile({ files, log }, NAME, isGood, empty);
  files.texts.set(NAME, text);
  const file = open();
  const content = await file.load();
  assertQuotesNothing(log);
  assertPrototypeUntouched();
  if (content === empty) {
    assert.equal(files.texts.get(NAME) ?? files.aside(NAME), text, 'what was refused is lost');
    return undefined;
  }
  await file.save(content);
  const saved = files.texts.get(NAME);
  const again = open();
  await again.save(await again.load());
  assert.deepEqual(log.lines, [], 'what was accepted is refused after it has been saved');
  assert.equal(files.texts.get(NAME), saved, 'what was accepted does not come back as it was');
  return content;
}

/** Our own words are letters only; what a file holds, or what a parser says of it, hardly ever is. */
export function assertQuotesNothing(log: CapturingLog): void {
  for (const { message, details } of log.lines) {
    assert.match(message, /^[a-z]+\.json [a-z ]{1,60}$/, 'a log line that may quote the file');
    assert.deepEqual(details, [], 'a log line with details');
  }
}
