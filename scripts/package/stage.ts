import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import type { Metafile } from 'esbuild';
import type { Manifest } from '../lib/manifest.ts';
import { readManifest } from '../lib/manifest.ts';
import { extensionRoot, outRoot, root } from '../lib/paths.ts';
import { stagedReadme } from './stagedReadme.ts';
import { thirdPartyNotices } from './thirdPartyNotices.ts';

const noticesFile = 'THIRD_PARTY_NOTICES.txt';

/**
 * Lays out/stage: exactly the files that the manifest's `files` names and the licences of what is bundled, with a
 * manifest that says nothing about how it was built.
 * @returns the folder.
 * @throws Error naming a file that does not exist.
 */
export function stage(metafiles: readonly Metafile[]): string {
  const folder = join(outRoot, 'stage');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });

  const manifest = readManifest();
  const files = (manifest['files'] as readonly string[]).flatMap((file) => expand(file));
  for (const file of files) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    copyFileSync(sourceOf(file), join(folder, file));
  }
  const readme = readFileSync(sourceOf('README.md'), 'utf8');
  writeFileSync(join(folder, 'README.md'), stagedReadme(readme, manifest['repository'] !== undefined));
  const notices = thirdPartyNotices(metafiles);
  if (notices !== undefined) {
    writeFileSync(join(folder, noticesFile), notices);
    files.push(noticesFile);
  }
  const staged = stagedManifest(manifest, files);
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(staged, null, 2)}\n`);
  return folder;
}

/** The manifest without what only the workshop needs. */
export function stagedManifest(manifest: Manifest, files: readonly string[]): Record<string, unknown> {
  const { private: _private, scripts: _scripts, devDependencies: _devDependencies, ...shipped } = manifest;
  return { ...shipped, files: [...files].sort() };
}

/** A file stands for itself, a folder for the files in it. */
function expand(file: string): string[] {
  if (!statSync(sourceOf(file)).isDirectory()) return [file];
  return readdirSync(sourceOf(file)).flatMap((name) => expand(`${file}/${name}`));
}

/** README, CHANGELOG and LICENSE are the project's own, one folder up; the rest lies in the extension's folder. */
function sourceOf(file: string): string {
  const found = [extensionRoot, root].map((folder) => join(folder, file)).find((path) => existsSync(path));
  if (!found)
    throw new Error(`${file} is to be packaged, but exists neither in packages/extension nor in the root`);
  return found;
}
