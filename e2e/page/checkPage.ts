import type { Browser } from 'playwright-core';
import { limiter } from '../../scripts/lib/limiter.ts';
import { type PartResult, seconds } from '../../scripts/lib/part.ts';
import { axeChecks } from './axeChecks.ts';
import { keyboardChecks } from './keyboardChecks.ts';
import { layoutChecks } from './layoutChecks.ts';
import type { PageCheck } from './pageCheck.ts';
import { stateChecks } from './stateChecks.ts';
import { untrustedChecks } from './untrustedChecks.ts';

const checks: readonly PageCheck[] = [
  ...axeChecks,
  ...layoutChecks,
  ...keyboardChecks,
  ...stateChecks,
  ...untrustedChecks,
];

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
          await run(browser);
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
