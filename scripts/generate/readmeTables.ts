import type { Manifest, NlsStrings } from '../lib/manifest.ts';
import { localize } from '../lib/manifest.ts';

/** The two tables of the README that repeat the manifest, by the name in their markers. */
export function readmeTables(
  manifest: Manifest,
  nls: NlsStrings,
): Readonly<Record<'settings' | 'commands', string>> {
  const settings = Object.entries(manifest.contributes.configuration.properties)
    .sort(([, a], [, b]) => Number(a.order) - Number(b.order))
    .map(([key, s]) => {
      const choices = s.enum ? ` One of: ${s.enum.map((value) => `\`${String(value)}\``).join(', ')}.` : '';
      const text = localize(s.markdownDescription ?? s.description, nls);
      return [`\`${key}\``, `\`${String(s.default)}\``, text + choices];
    });
  const commands = manifest.contributes.commands.map(({ command, title, category }) => {
    const name = localize(title, nls);
    return [category ? `${category}: ${name}` : name, `\`${command}\``];
  });
  return {
    settings: table(['Setting', 'Default', 'What it does'], settings),
    commands: table(['Command', 'Id'], commands),
  };
}

/**
 * Puts `tables` between `<!-- generated:NAME -->` and `<!-- /generated:NAME -->`.
 * @throws Error naming the marker that is missing.
 */
export function insertTables(readme: string, tables: Readonly<Record<string, string>>): string {
  let result = readme;
  for (const [name, content] of Object.entries(tables)) {
    const open = `<!-- generated:${name} -->`;
    const close = `<!-- /generated:${name} -->`;
    const start = result.indexOf(open);
    const end = result.indexOf(close);
    if (start < 0 || end < start)
      throw new Error(`README.md needs the lines ${open} and ${close}, in this order`);
    result = `${result.slice(0, start + open.length)}\n\n${content}\n\n${result.slice(end)}`;
  }
  return result;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`;
  // Prettier would pad every row to the longest one; a change to one setting would then touch the whole table.
  return ['<!-- prettier-ignore -->', line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
