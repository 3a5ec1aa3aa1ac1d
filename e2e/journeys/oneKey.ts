import { keyFor } from '../../packages/simulator/src/index.ts';
import type { Journey } from '../runner/journey.ts';
import { firstStart } from './chapters/firstStart.ts';
import { trouble } from './chapters/trouble.ts';
import { assertNowhere } from './steps/canary.ts';
import { assertOnlyAllowedRequests } from './steps/refresh.ts';

export const journey: Journey = {
  title:
    'from the first start to the balance by keyboard alone; in trouble of every kind the last value stays, the reason can be read, and the key goes nowhere [trust 11, 18, 23–25, 28, 32]',
  timeoutMs: 900_000,
  async run({ open, simulator }) {
    const { host, window } = await open({ logLevel: 'trace' });
    await firstStart(window, host, simulator);
    await trouble(window, host, simulator);
    await assertNowhere(host, keyFor('management'));
    assertOnlyAllowedRequests(simulator);
  },
};
