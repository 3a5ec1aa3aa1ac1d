import type { Browser } from 'playwright-core';
import { inTime, NotInTime } from '../../scripts/lib/inTime.ts';
import { limiter } from '../../scripts/lib/limiter.ts';
import { type PartResult, seconds } from '../../scripts/lib/part.ts';
import { axeChecks } from './axeChecks.ts';
import { keyboardChecks } from './keyboardChecks.ts';
import { layoutChecks } from './layoutChecks.ts';
import type { PageCheck } from './pageCheck.ts';
import { launchBrowser } from './stage.ts';
import { stateChecks } from './stateChecks.ts';
import { untrustedChecks } from './untrustedChecks.ts';

const checks: readonly PageCheck[] = [
  ...axeChecks,
  ...layoutChecks,
  ...keyboardChecks,
  ...stateChecks,
  ...untrustedChecks,
];

/** Five times what the longest check takes on two cores: what does not end by then hangs. */
const MOST_CHECK_MS = 4 * 60_000;

/** @param wanted a part of a check's name; '' for all */
export async function checkPage(browser: Browser, wanted = ''): Promise<PartResult> {
  const inTurn = limiter(2);
  const chosen = checks.filter(({ name }) => name.includes(wanted));
  const failed: string[] = [];
  await Promise.all(
    chosen.map(({ name, run }) =>
      inTurn(async () => {
        const startedMs = performance.now();
        try {
          await played(run, browser);
          console.log(`✓ ${name} (${seconds(performance.now() - startedMs)})`);
        } catch (error) {
          failed.push(name);
          console.log(`✗ ${name}\n${error instanceof Error ? error.message : String(error)}`);
        }
      }),
    ),
  );
  return { passed: chosen.length - failed.length, failed, skipped: [] };
}

/**
 * Plays a check. A browser that stopped answering says nothing of the page, and takes every promise with it: what was not
 * done in time is played once more, in a browser of its own. A page that hangs hangs there too.
 */
async function played(run: PageCheck['run'], browser: Browser): Promise<void> {
  try {
    await inTime(run(browser), MOST_CHECK_MS);
  } catch (error) {
    if (!(error instanceof NotInTime)) throw error;
    console.log(`  ${error.message}: once more, in another browser`);
    const another = await launchBrowser();
    try {
      await inTime(run(another), MOST_CHECK_MS);
    } finally {
      await inTime(another.close(), 30_000);
    }
  }
}
