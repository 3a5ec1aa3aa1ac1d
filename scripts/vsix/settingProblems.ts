import type { Manifest, NlsStrings, SettingDeclaration } from '../lib/manifest.ts';
import { localize } from '../lib/manifest.ts';

/** Rules for what stands under `contributes.configuration`. */
export function settingProblems(
  configuration: Manifest['contributes']['configuration'],
  nls: NlsStrings,
): string[] {
  const settings = Object.entries(configuration.properties);
  const title =
    configuration.title === 'OpenCredits' ? [] : [`the settings' title is "${configuration.title}"`];
  return [
    ...title,
    ...settings.flatMap(([key, setting]) =>
      problemsOf(key, setting, nls).map((problem) => `${key} ${problem}`),
    ),
  ];
}

function problemsOf(key: string, setting: SettingDeclaration, nls: NlsStrings): string[] {
  const problems: string[] = [];
  const description = setting.markdownDescription ?? setting.description;
  // Anything else than `application` could be set by a repository, or would be lost in a remote window.
  if (setting.scope !== 'application') problems.push('does not have the scope application');
  if (setting.type === undefined) problems.push('has no type');
  if (setting.default === undefined) problems.push('has no default');
  if (!/^%.+%$/.test(String(description)) || localize(description, nls).startsWith('%')) {
    problems.push('has no description in package.nls.json');
  }
  if (typeof setting.order !== 'number') problems.push('has no order');
  // A setting is readable by every extension and may be synced: nothing secret may ever be kept in one.
  if (/key|token|secret|password/i.test(key)) problems.push('sounds like a secret');
  if (setting.type === 'number' || setting.type === 'integer') {
    if (typeof setting.minimum !== 'number' || typeof setting.maximum !== 'number')
      problems.push('has no range');
  }
  if (setting.enum && setting.enum.length !== setting.enumDescriptions?.length) {
    problems.push('does not describe each of its choices');
  }
  if ('$ref' in setting) problems.push('has a $ref');
  return problems;
}
