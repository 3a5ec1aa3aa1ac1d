import type { Browser } from 'playwright-core';

/** One thing that is tried on the page; it throws where it is not so. */
export interface PageCheck {
  readonly name: string;
  run(browser: Browser): Promise<void>;
}
