import {
  keyFor,
  type AccountChange,
  type PersonaName,
  type Simulator,
} from '../../packages/simulator/src/index.ts';
import type { Host } from '../harness/host.ts';
import type { VscodeWindow } from '../harness/vscodeWindow.ts';
import { enterKey, openConfigure, openKeyBox, replaceKey } from '../journeys/steps/keys.ts';

/** Where the pictures are taken: one VS Code, one window, one simulated account at a time. */
export interface Stage {
  readonly host: Host;
  readonly window: VscodeWindow;
  readonly simulator: Simulator;
}

/** Shows another account, or the same one after a change, at once: saving a key forgets what was known and asks. */
export async function showAccount(
  { window, simulator }: Stage,
  persona: PersonaName,
  change: AccountChange = {},
): Promise<void> {
  simulator.control.keyRevoked(persona, false);
  simulator.control.setAccount(persona, change);
  await replaceKey(window, persona);
}

/** Saves a key whose figures never come, after it has been found good. */
export async function hangAfterSaving({ window, simulator }: Stage, persona: PersonaName): Promise<void> {
  simulator.control.fault({ kind: 'hangBeforeHeaders', path: '/credits' });
  await openConfigure(window);
  await openKeyBox(window, /^Replace the API key/);
  await enterKey(window, keyFor(persona));
}
