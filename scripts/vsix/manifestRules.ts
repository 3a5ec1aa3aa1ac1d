import type { Manifest, NlsStrings } from '../lib/manifest.ts';
import { localize } from '../lib/manifest.ts';
import { settingProblems } from './settingProblems.ts';
import type { Vsix } from './vsix.ts';
import { textOf } from './vsix.ts';
import { walkthroughProblems } from './walkthroughProblems.ts';

const emoji = /\p{Extended_Pictographic}/u;
/** Small words may stay small in a title: "Sign In with OpenRouter". */
const titleWord = /^(?:[A-Z0-9][\w/-]*|with|and|or|of|the|a|in|to|for)$/;
const activation = /^(?:onStartupFinished|onUri|onWebviewPanel:.+)$/;

/** What the packaged manifest promises about where the extension runs, what it depends on and how it names things. */
export function manifestRules(vsix: Vsix): string[] {
  const manifest = JSON.parse(textOf(vsix, 'extension/package.json') || '{}') as Manifest;
  const nls = JSON.parse(textOf(vsix, 'extension/package.nls.json') || '{}') as NlsStrings;
  if (!manifest.contributes) return ['package.json contributes nothing'];
  return [
    ...dependencyProblems(manifest),
    ...hostProblems(manifest),
    ...commandProblems(manifest, nls),
    ...settingProblems(manifest.contributes.configuration, nls),
    ...walkthroughProblems(manifest.contributes['walkthroughs'], nls),
  ];
}

function dependencyProblems(manifest: Manifest): string[] {
  const fields = [
    'dependencies',
    'devDependencies',
    'extensionDependencies',
    'extensionPack',
    'scripts',
    'private',
  ];
  return fields
    .filter((field) => manifest[field] !== undefined)
    .map((field) => `package.json has "${field}"`);
}

function hostProblems(manifest: Manifest): string[] {
  const capabilities = (manifest['capabilities'] ?? {}) as Record<
    string,
    { supported?: unknown } | undefined
  >;
  const events = (manifest['activationEvents'] ?? []) as readonly string[];
  const expected: readonly (readonly [string, boolean])[] = [
    [
      '"main" and "browser" are what we build',
      manifest['main'] === './dist/node/entry.js' && manifest['browser'] === './dist/web/extension.js',
    ],
    [
      '"extensionKind" is ["ui", "workspace"]',
      JSON.stringify(manifest['extensionKind']) === '["ui","workspace"]',
    ],
    ['"api" is "none"', manifest['api'] === 'none'],
    ['Restricted Mode is supported', capabilities['untrustedWorkspaces']?.supported === true],
    ['virtual workspaces are supported', capabilities['virtualWorkspaces']?.supported === true],
    [
      'activation waits for onStartupFinished',
      events.includes('onStartupFinished') && events.every((event) => activation.test(event)),
    ],
  ];
  return expected.filter(([, holds]) => !holds).map(([what]) => `package.json does not say that ${what}`);
}

function commandProblems(manifest: Manifest, nls: NlsStrings): string[] {
  const menus = (manifest.contributes['menus'] ?? {}) as Record<
    string,
    readonly { command?: string; when?: string }[]
  >;
  const hidden = (menus['commandPalette'] ?? [])
    .filter(({ when }) => when === 'false')
    .map(({ command }) => command);
  const problems = manifest.contributes.commands.flatMap(({ command, title, category }) => {
    const name = localize(title, nls);
    const internal = /(?:^_|\._|\.internal\.)/.test(command) && !hidden.includes(command);
    return [
      ...(category === 'OpenCredits' ? [] : [`${command} is not in the category OpenCredits`]),
      ...(/^%.+%$/.test(title) ? [] : [`${command} has a title outside package.nls.json`]),
      ...(name !== '' && !emoji.test(name) && name.split(' ').every((word) => titleWord.test(word))
        ? []
        : [`${command}: "${name}" is not in Title Case`]),
      ...(internal ? [`${command} is internal, but shown in the palette`] : []),
    ];
  });
  return manifest.contributes['keybindings'] === undefined
    ? problems
    : [...problems, 'package.json binds keys'];
}
