import assert from 'node:assert/strict';
import { keyFor, type PersonaName } from '../../packages/simulator/src/index.ts';
import type { Journey } from '../runner/journey.ts';
import { hostileWorkspace } from './chapters/hostileWorkspace.ts';
import { kindsOfKeys } from './chapters/kindsOfKeys.ts';
import { restart } from './chapters/restart.ts';
import { settingsActAtOnce } from './chapters/settings.ts';
import { wrongKeys } from './chapters/wrongKeys.ts';
import { assertNowhere } from './steps/canary.ts';
import { hostileRepository } from './steps/hostileRepository.ts';
import { removeKey } from './steps/keys.ts';
import { asked, assertOnlyAllowedRequests } from './steps/refresh.ts';

/** Everybody whose key is typed, pasted or lies about. */
const used: readonly PersonaName[] = [
  'ordinaryRealTotals',
  'limitMonthly',
  'ordinary403',
  'ordinaryZero',
  'hostileStrings',
  'wealthy',
];

export const journey: Journey = {
  title:
    'a hostile workspace changes nothing, neither in Restricted Mode nor trusted, the user’s settings act at once; the key of the environment is two steps from the figure; after a restart the last figure is there with its age before any answer; a wrong key is refused, a revoked one replaced and removed; each kind of key shows what it can see, even when every string is hostile [trust 1–6, 8, 24, 32, 33, 53–56]',
  timeoutMs: 900_000,
  async run({ open, simulator }) {
    const { host, window: first } = await open(hostileRepository);
    /** Ends a chapter that was about these accounts only; undefined stands for a key that nobody has. */
    const onlyAsked = (...expected: readonly (PersonaName | undefined)[]): void => {
      const personas = asked(simulator).map(({ persona }) => persona);
      assert.deepEqual([...new Set(personas)], expected);
      assertOnlyAllowedRequests(simulator);
      simulator.control.clearRequests();
    };

    const stillQuiet = await hostileWorkspace(first, host, simulator);
    await settingsActAtOnce(first, host);
    await stillQuiet();
    onlyAsked('ordinaryRealTotals');

    const window = await restart(first, host, simulator);
    await removeKey(window, /^Remove the API key/);
    onlyAsked('ordinaryRealTotals');

    // What the restart has seen spent is given back, the account begins anew.
    simulator.control.topUp('ordinaryRealTotals', 0.1);
    await wrongKeys(window, host, simulator);
    onlyAsked(undefined, 'ordinaryRealTotals', 'limitMonthly');

    simulator.control.keyRevoked('ordinaryRealTotals', false);
    await kindsOfKeys(window);
    onlyAsked('ordinary403', 'limitMonthly', 'ordinaryZero', 'ordinaryRealTotals', 'hostileStrings');
    await assertNowhere(host, ...used.map(keyFor));
  },
};
