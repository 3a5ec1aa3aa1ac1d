import { contextKeys } from '../generate/contributionsSource.ts';
import type { Manifest } from '../lib/manifest.ts';
import type { SourceFile } from './repositoryFiles.ts';

/**
 * Settings, commands and context keys that the manifest declares and no code names. (The other way round, the generated
 * types stop the compiler.) Also the guard that vsce cannot give, since it never sees our devDependencies: types newer
 * than the oldest VS Code would let us call what is not there.
 */
export function manifestUseProblems(manifest: Manifest, files: readonly SourceFile[]): string[] {
  const code = files
    .filter(({ path }) => path.startsWith('packages/extension/src/'))
    .filter(({ path }) => !/\/generated\/|\/testing\/|\.test\.ts$/.test(path))
    .map(({ text }) => text)
    .join('\n');
  const declared = [
    ...Object.keys(manifest.contributes.configuration.properties).map((key) => ['setting', key] as const),
    ...manifest.contributes.commands.map(({ command }) => ['command', command] as const),
    ...contextKeys(manifest).map((key) => ['context key', key] as const),
  ];
  const unused = declared.filter(([, name]) => !namePattern(name).test(code));
  return [
    ...unused.map(
      ([kind, name]) => `the ${kind} ${name} is declared, but no code in packages/extension/src names it`,
    ),
    ...typesProblem(manifest),
  ];
}

/**
 * How code names a declared thing, with or without `opencredits.`: in quotes, as a template that fills in a middle part
 * (`providers.${id}.enabled`), or as a key of a table whose type asks for every one.
 */
function namePattern(name: string): RegExp {
  const [prefix, ...rest] = name.split('.');
  const parts = rest.map((part, index) => {
    const isMiddle = index > 0 && index < rest.length - 1;
    return isMiddle ? `(?:${part}|\\$\\{[^}]+\\})` : part;
  });
  const short = parts.join('\\.');
  return new RegExp(`['"\`](?:${prefix}\\.)?${short}['"\`]|^\\s*(?:async )?${short}\\s*[:(,]`, 'm');
}

function typesProblem(manifest: Manifest): string[] {
  const engine = minorOf((manifest['engines'] as Record<string, string> | undefined)?.['vscode']);
  const types = minorOf(
    (manifest['devDependencies'] as Record<string, string> | undefined)?.['@types/vscode'],
  );
  return engine === types
    ? []
    : [`@types/vscode is for VS Code ${types}, the oldest that we promise is ${engine}`];
}

function minorOf(range: string | undefined): string | undefined {
  return /(\d+\.\d+)/.exec(range ?? '')?.[1];
}
