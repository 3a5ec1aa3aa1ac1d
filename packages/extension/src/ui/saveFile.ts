import { Uri, window, workspace } from '../vscodeApi.ts';

/**
 * Asks a person where to, and writes a text there.
 * @param name proposed; ours, with nothing in it that comes from elsewhere
 * @returns the name of the file; undefined when nothing was saved. Rejects when the disk refuses.
 */
export async function saveFile(
  dialog: {
    readonly title: string;
    readonly kind: string;
    readonly extension: string;
    readonly name: string;
  },
  text: () => string,
): Promise<string | undefined> {
  const [folder] = workspace.workspaceFolders ?? [];
  const target = await window.showSaveDialog({
    title: dialog.title,
    filters: { [dialog.kind]: [dialog.extension] },
    // Without a folder VS Code has an idea of its own.
    ...(folder && { defaultUri: Uri.joinPath(folder.uri, dialog.name) }),
  });
  if (!target) return undefined;
  await workspace.fs.writeFile(target, new TextEncoder().encode(text()));
  return target.path.split('/').pop();
}
