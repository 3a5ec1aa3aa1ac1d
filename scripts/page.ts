// `npm run page [-- [--pictures] [FILTER]]`: the dashboard's page in a plain Chromium, in every state and theme: axe, keyboard
// and CSP. With `--pictures` it is photographed instead: artifacts/page/*.png. FILTER is a part of a check's or
// picture's name.
import { parseArgs } from 'node:util';
import { checkPage } from '../e2e/page/checkPage.ts';
import { takePictures } from '../e2e/page/pictures.ts';
import { launchBrowser } from '../e2e/page/stage.ts';
import { build } from './build.ts';
import { inTime } from './lib/inTime.ts';
import { isTask } from './lib/paths.ts';
import type { PartResult } from './lib/part.ts';

/** Against packages/extension/dist, which must have been built. */
export async function pagePart(wanted = ''): Promise<PartResult> {
  const browser = await launchBrowser();
  try {
    return await checkPage(browser, wanted);
  } finally {
    // One that has stopped answering does not close either; it goes with this process.
    await inTime(browser.close(), 30_000).catch(() => {});
  }
}

if (isTask(import.meta.url)) {
  const { values, positionals } = parseArgs({
    options: { pictures: { type: 'boolean', default: false } },
    allowPositionals: true,
  });
  await build();
  if (values.pictures) {
    const browser = await launchBrowser();
    for (const path of await takePictures(browser, positionals[0] ?? '')) console.log(path);
    await browser.close();
  } else {
    const { passed, failed } = await pagePart(positionals[0]);
    console.log(`${passed} passed, ${failed.length} failed`);
    if (failed.length > 0) process.exitCode = 1;
  }
}
