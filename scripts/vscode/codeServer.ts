import { copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installOnce } from './installOnce.ts';
import { ensureNode, ensureNpm8, writeManifest, type NodeVersion } from './node.ts';
import { npmInstall } from './npm.ts';

/** code-server 4.139.1 is VS Code 1.139.1; 4.10.0 is VS Code 1.75.1, the oldest one that is at least 1.74. */
export type CodeServerVersion = '4.139.1' | '4.10.0';

export interface CodeServerInstall {
  /** The script to run with `node`. */
  readonly entry: string;
  /** The Node binary that this version needs. */
  readonly node: string;
  /** The folder of the extensions that come with VS Code. */
  readonly bundledExtensions: string;
}

type Stub = 'spdlog' | 'watchdog' | 'argon2';

interface Recipe {
  readonly node: NodeVersion;
  readonly oldNpm: boolean;
  /** Native modules, by their folder in the code-server package's parent, that get a stand-in instead of a compiler run. */
  readonly stubs: Readonly<Record<string, Stub>>;
  /** The script that the browser loads, in lib/vscode/out/vs. */
  readonly workbench: string;
}

const inVscode = 'code-server/lib/vscode/node_modules';
const recipes: Readonly<Record<CodeServerVersion, Recipe>> = {
  // argon2, the file watcher and the terminal come with ready-made binaries here.
  '4.139.1': {
    node: '24.21.0',
    oldNpm: false,
    stubs: { [`${inVscode}/@vscode/spdlog`]: 'spdlog', [`${inVscode}/@vscode/native-watchdog`]: 'watchdog' },
    workbench: 'code/browser/workbench/workbench.js',
  },
  // keytar stays without its binary: VS Code then keeps secrets in the server's memory, as it does on any server
  // without a keyring. There is no terminal.
  '4.10.0': {
    node: '16.20.2',
    oldNpm: true,
    stubs: {
      [`${inVscode}/spdlog`]: 'spdlog',
      [`${inVscode}/native-watchdog`]: 'watchdog',
      argon2: 'argon2',
    },
    workbench: 'workbench/workbench.web.main.js',
  },
};

/** Change it when the recipe changes: caches made by the old one are then left alone and no longer used. */
const recipeNumber = 2;

/** Fetches a real VS Code that runs in a browser, with the Node that it needs. About half a minute the first time. */
export async function ensureCodeServer(version: CodeServerVersion): Promise<CodeServerInstall> {
  if (process.platform === 'win32') {
    throw new Error('code-server does not run on Windows. To fix it: run this in WSL (`wsl --install`).');
  }
  const recipe = recipes[version];
  const name = `code-server-${version}-${process.platform}-${process.arch}-${recipeNumber}`;
  const [node, home] = await Promise.all([
    ensureNode(recipe.node),
    installOnce(name, `VS Code (code-server ${version})`, (scratch) => install(version, recipe, scratch)),
  ]);
  const packageDir = join(home, 'node_modules', 'code-server');
  return {
    entry: join(packageDir, 'out', 'node', 'entry.js'),
    node: node.bin,
    bundledExtensions: join(packageDir, 'lib', 'vscode', 'extensions'),
  };
}

async function install(version: CodeServerVersion, recipe: Recipe, scratch: string): Promise<void> {
  const npm = recipe.oldNpm ? await ensureNpm8() : undefined;
  const flags = recipe.oldNpm ? ['--omit=dev', '--legacy-peer-deps'] : ['--omit=dev'];
  await writeManifest(scratch, { 'code-server': version });
  await npmInstall(scratch, flags, npm);
  const modules = join(scratch, 'node_modules');
  const vscode = join(modules, 'code-server', 'lib', 'vscode');
  await Promise.all([npmInstall(vscode, flags, npm), npmInstall(join(vscode, 'extensions'), flags, npm)]);
  for (const [folder, stub] of Object.entries(recipe.stubs)) await putStub(join(modules, folder), stub);
  await nameServerInSettingsAddress(join(vscode, 'out', 'vs', recipe.workbench));
}

/**
 * code-server looks for the user's settings under an address without the server's name, while news of a changed file
 * carries the name. So a window would not hear that another one, or a person with a text editor, has changed a setting,
 * as it does in every other VS Code. This puts the name in.
 */
async function nameServerInSettingsAddress(workbench: string): Promise<void> {
  const text = await readFile(workbench, 'utf8');
  const address =
    /(get userRoamingDataHome\(\)\{return[^}]*\.with\(\{scheme:[\w.]*vscodeRemote)(\}\),"User"\))/g;
  if (text.match(address)?.length !== 1)
    throw new Error(`${workbench} is not the file that this recipe was made for.`);
  await writeFile(workbench, text.replace(address, '$1,authority:this.options.remoteAuthority$2'));
}

async function putStub(folder: string, stub: Stub): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await copyFile(fileURLToPath(new URL(`./stubs/${stub}.cjs`, import.meta.url)), join(folder, 'index.js'));
  await writeFile(
    join(folder, 'package.json'),
    `{ "name": "${stub}-stand-in", "version": "0.0.0", "main": "index.js" }\n`,
  );
}
