import type { VscodeWindow } from '../../harness/vscodeWindow.ts';

/** The clipboard of the browser, which all windows share. */
export async function clipboardText({ page }: VscodeWindow): Promise<string> {
  return page.evaluate(() => navigator.clipboard.readText());
}
