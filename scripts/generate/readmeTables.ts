import type { Manifest, NlsStrings } from '../lib/manifest.ts';
import { localize } from '../lib/manifest.ts';
import { table } from './markdown.ts';

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
