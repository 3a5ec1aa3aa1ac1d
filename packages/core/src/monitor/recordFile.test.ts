import { expect, test } from 'vitest';
import { Machine } from '../testing/machine.ts';
import { recordFile } from './recordFile.ts';
import { CLAIM_MS } from './times.ts';

test('[trust 37] a claim that was begun later and written earlier is held all the same', async () => {
  const machine = new Machine();
  const { files, clock } = machine;
  const [slow, quick] = [recordFile(machine, 'a'), recordFile(machine, 'a')];
  // A busy disk: the second window comes by while the first is still at it.
  const create = files.create.bind(files);
  files.create = async (name, text) => {
    files.create = create;
    await clock.advance(30);
    expect(await quick.claim(1)).toEqual({ kind: 'mine' });
    return create(name, text);
  };
  expect(await slow.claim(1)).toEqual({ kind: 'held', untilMs: clock.wallMs() + CLAIM_MS });
});

test('[trust 37] a claim that was taken while the one before it went leaves nothing behind', async () => {
  const machine = new Machine();
  const { files } = machine;
  const [first, second] = [recordFile(machine, 'a'), recordFile(machine, 'a')];
  expect(await first.claim(1)).toEqual({ kind: 'mine' });
  // The first window is done just when the second has seen that it is not.
  const create = files.create.bind(files);
  files.create = async (name, text) => {
    files.create = create;
    const isMine = await create(name, text);
    await first.release(1);
    return isMine;
  };
  expect(await second.claim(1)).toEqual({ kind: 'mine' });
  await second.release(1);
  expect([...files.texts.keys()]).toEqual([]);
});
