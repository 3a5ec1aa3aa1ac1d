import { commands } from 'vscode';
import { pick } from './quickInput.ts';

/** A command as the manifest declares it, in the display language. */
export interface DeclaredCommand {
  readonly command: string;
  readonly title: string;
}

/** Everything that can be done, in one list: for those who set the click to open it. */
export async function showMenu(declared: readonly DeclaredCommand[]): Promise<void> {
  const chosen = await pick({
    title: 'OpenCredits',
    placeholder: '',
    items: declared
      .filter(({ command }) => command !== 'opencredits.showMenu')
      .map(({ command, title }) => ({ label: title, value: command })),
  });
  if (chosen !== undefined && chosen !== 'back') await commands.executeCommand(chosen);
}
