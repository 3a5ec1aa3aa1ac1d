import { poll } from '../../e2e/harness/poll.ts';
import type { VscodeWindow } from '../../e2e/harness/vscodeWindow.ts';

/** Tall enough for every row: VS Code draws only those that are in view. */
const tall = { width: 1280, height: 3000 };

/**
 * What VS Code's own editor "Running Extensions" says: the time to load an extension's code plus that to call its
 * `activate`, in milliseconds. There is no finer figure: VS Code takes both from `Date.now()`. All extensions that wait
 * for the same event begin to load at once, and each figure has in it the waiting for those before it in the list
 * (VS Code's own first, then by the name of their folder). So it means something only beside the figure of a neighbour.
 * @param names as the editor shows them
 */
export async function activationTimes<const Names extends readonly string[]>(
  window: VscodeWindow,
  names: Names,
): Promise<{ readonly [Index in keyof Names]: number }> {
  await window.page.setViewportSize(tall);
  await window.runCommand('Developer: Show Running Extensions');
  const timesMs = await poll(
    window.page,
    `Running Extensions to show the times of ${names.join(', ')}`,
    () =>
      window.page.evaluate(() =>
        Object.fromEntries(
          [...document.querySelectorAll('.runtime-extensions-editor .monaco-list-row')].map((row) => [
            row.querySelector('.name')?.textContent ?? '',
            Number(/(\d+)ms/.exec(row.querySelector('.activation-time')?.textContent ?? '')?.[1] ?? NaN),
          ]),
        ),
      ),
    (found) => names.every((name) => Number.isFinite(found[name])),
    60_000,
  );
  return names.map((name) => timesMs[name]) as { readonly [Index in keyof Names]: number };
}
