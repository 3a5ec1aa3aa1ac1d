import { expect, test } from 'vitest';
import { cleanUp, owe } from './cleanUp.ts';

test('whoever cleans up second waits for what the first one is still undoing', async () => {
  let finish = (): void => {};
  const undone: string[] = [];
  owe(async () => {
    await new Promise<void>((resolve) => (finish = resolve));
    undone.push('slow');
  });
  const first = cleanUp();
  const second = cleanUp().then(() => undone.push('second is done'));
  finish();
  await Promise.all([first, second]);
  expect(undone).toEqual(['slow', 'second is done']);
});

test('the newest goes first, and nothing is undone twice', async () => {
  const undone: string[] = [];
  owe(async () => void undone.push('older'));
  const undoNewer = owe(async () => void undone.push('newer'));
  await undoNewer();
  owe(async () => void undone.push('newest'));
  await cleanUp();
  await undoNewer();
  expect(undone).toEqual(['newer', 'newest', 'older']);
});
