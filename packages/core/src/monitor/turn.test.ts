import { expect, test } from 'vitest';
import { Machine } from '../testing/machine.ts';
import { settle } from '../testing/settle.ts';
import { Knowledge } from './knowledge.ts';
import { recordFile } from './recordFile.ts';
import { Turn } from './turn.ts';

test('[trust 37] what is let go in the moment in which it is found held is not waited for', async () => {
  const machine = new Machine();
  const { clock } = machine;
  const [mine, other] = [recordFile(machine, 'a'), recordFile(machine, 'a')];
  expect(await other.claim(1)).toEqual({ kind: 'mine' });
  const turn = new Turn(
    clock,
    {
      ...mine,
      async claim(number) {
        const answer = await mine.claim(number);
        if (answer.kind === 'held') {
          await other.release(number);
          turn.told();
        }
        return answer;
      },
    },
    new Knowledge(clock, ''),
  );
  const never = (): boolean => false;
  let taken: number | undefined;
  void turn.take(0, never, never, () => undefined).then((number) => (taken = number));
  await settle();
  expect(taken).toBe(1);
  expect(clock.pending).toBe(0);
});
