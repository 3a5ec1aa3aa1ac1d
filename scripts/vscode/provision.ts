import { ensureChromium } from './chromium.ts';
import { ensureCodeServer } from './codeServer.ts';
import { ensureVscodeWeb } from './vscodeWeb.ts';

/** Fetches everything that the journeys need, side by side. Nothing is done for what is there already. */
export async function provision(): Promise<void> {
  await Promise.all([
    ensureCodeServer('4.139.1'),
    ensureCodeServer('4.10.0'),
    ensureVscodeWeb('1.74.0'),
    ensureChromium(),
  ]);
}
