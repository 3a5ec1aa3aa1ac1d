import type { Browser } from 'playwright-core';
import type { PartResult } from '../../scripts/lib/part.ts';
import { axeChecks } from './axeChecks.ts';

/** One thing that is tried on the page; it throws where it is not so. */
export interface PageCheck {
  readonly name: string;
  run(browser: Browser): Promise<void>;
}

export async function checkPage(browser: Browser): Promise<PartResult> {
  const checks: readonly PageCheck[] = [...axeChecks];
  const failed: string[] = [];
  for (const { name, run } of checks) {
    try {
      await run(browser);
      console.log(`✓ ${name}`);
    } catch (error) {
      failed.push(name);
      console.log(`✗ ${name}\n${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return { passed: checks.length - failed.length, failed, skipped: [] };
}
