import { keyFor } from '../../packages/simulator/src/index.ts';
import type { ThemeKind } from '../harness/host.ts';
import { enterKey, openConfigure, openKeyBox } from '../journeys/steps/keys.ts';
import type { SheetRow } from './contactSheet.ts';
import { barShot, quickInputShot, tooltipShot, wholeShot } from './shots.ts';
import type { Stage } from './stage.ts';

/** What a newcomer sees before there is a key, up to the question about a management key, which is left unanswered. */
export async function setupScreens({ host, window }: Stage, theme: ThemeKind): Promise<SheetRow[]> {
  await host.setTheme(theme);
  await window.waitForStatusBar('OpenRouter: Set up');
  const rows: SheetRow[] = [{ caption: 'Set up', shots: [await barShot(window), await tooltipShot(window)] }];
  const shoot = async (caption: string) => rows.push({ caption, shots: [await quickInputShot(window)] });
  await openConfigure(window);
  await shoot('Configure, no key yet');
  await openKeyBox(window, /^Paste a key/);
  await shoot('The box for a key');
  await enterKey(window, 'sk-or-v1-simulated-nobody');
  await window.quickInput.waitFor({ message: /rejected/ });
  await shoot('A wrong key');
  await enterKey(window, keyFor('management'));
  await window.quickInput.waitFor({ title: /management key$/, item: /Keep it/ });
  await shoot('A management key');
  await window.quickInput.cancel();
  return rows;
}

/** Lists that need a saved key, and the walkthrough. */
export async function keyScreens({ host, window }: Stage, theme: ThemeKind): Promise<SheetRow[]> {
  await host.setTheme(theme);
  const rows: SheetRow[] = [];
  const shoot = async (caption: string) => rows.push({ caption, shots: [await quickInputShot(window)] });
  await openConfigure(window);
  await shoot('Configure, a key is saved');
  await window.quickInput.cancel();
  await window.runCommand('OpenCredits: Choose Status Bar Style');
  await window.quickInput.waitFor({ title: /style/, item: /Your own/ });
  await shoot('Choose Status Bar Style');
  await window.quickInput.pick(/Your own/);
  await window.quickInput.waitFor({ message: /\{account\}/ });
  await shoot('A style of your own');
  await window.quickInput.cancel();
  await window.runCommand('OpenCredits: Show Menu');
  await window.quickInput.waitFor({ item: /Show Log/ });
  await shoot('Show Menu');
  await window.quickInput.cancel();
  return rows;
}

/** VS Code's own page of the walkthrough, opened as `Welcome: Open Walkthrough…` does. */
export async function walkthroughScreen({ host, window }: Stage, theme: ThemeKind): Promise<SheetRow[]> {
  await host.setTheme(theme);
  const page = window.page.locator('.gettingStartedContainer');
  if (!(await page.isVisible())) {
    await window.runCommand('Welcome: Open Walkthrough...');
    await window.quickInput.pick(/OpenCredits/);
  }
  await page.getByText('Add your OpenRouter key').first().waitFor();
  return [{ caption: 'Walkthrough', shots: [await wholeShot(window)] }];
}
