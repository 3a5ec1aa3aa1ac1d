import { cp, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startChild, type RunningChild } from './childProcess.ts';
import { ensureCodeServer, type CodeServerVersion } from './codeServer.ts';
import { editorEnvironment, type ProxyAccess } from './editorEnvironment.ts';
import { runCommand } from './runCommand.ts';

export interface CodeServerOptions {
  readonly version: CodeServerVersion;
  /** Where its profile goes: `user-data/`, `extensions/` and the configuration file. */
  readonly profileDir: string;
  readonly folder: string;
  readonly proxy?: ProxyAccess | undefined;
  readonly env?: Readonly<Record<string, string>> | undefined;
  readonly userSettings?: Readonly<Record<string, unknown>> | undefined;
  readonly logLevel?: 'trace' | undefined;
  /** Leaves workspace trust to the settings. Default: it is off. */
  readonly restricted?: boolean | undefined;
  /** Of the 90 extensions that come with VS Code, only its themes: Git, Emmet and so on are a sixth of a window's start. */
  readonly onlyThemes?: boolean;
}

const themes = ['theme-defaults', 'theme-seti'];

export interface RunningCodeServer {
  /** `http://127.0.0.1:PORT/` */
  readonly url: string;
  readonly child: RunningChild;
  stop(): Promise<void>;
}

/** Starts a code-server on a free port of 127.0.0.1 and resolves when it listens. */
export async function startCodeServer(options: CodeServerOptions): Promise<RunningCodeServer> {
  const { entry, node, bundledExtensions } = await ensureCodeServer(options.version);
  const userData = join(options.profileDir, 'user-data');
  await mkdir(join(userData, 'User'), { recursive: true });
  await mkdir(join(userData, 'Machine'), { recursive: true });
  await writeFile(
    join(userData, 'User', 'settings.json'),
    JSON.stringify(options.userSettings ?? {}, null, 2),
  );
  // 1.75 would otherwise replace NODE_EXTRA_CA_CERTS by the system's certificates, and it reads this one only here.
  await writeFile(join(userData, 'Machine', 'settings.json'), '{ "http.systemCertificates": false }\n');
  const themesDir = join(options.profileDir, 'bundled-extensions');
  if (options.onlyThemes) {
    for (const name of themes) {
      await cp(join(bundledExtensions, name), join(themesDir, name), { recursive: true });
    }
  }
  const child = startChild(
    node,
    [
      entry,
      ...profileArgs(options.profileDir),
      ...['--auth', 'none', '--bind-addr', '127.0.0.1:0', '--disable-telemetry', '--disable-update-check'],
      '--disable-getting-started-override',
      ...(options.restricted ? [] : ['--disable-workspace-trust']),
      ...(options.onlyThemes ? ['--builtin-extensions-dir', themesDir] : []),
      ...(options.logLevel ? ['--log', options.logLevel] : []),
      options.folder,
    ],
    { env: { ...editorEnvironment(options.proxy, options.env), ...(await quietConfig(options.profileDir)) } },
  );
  try {
    const listening = await child.waitForOutput(
      /HTTP server listening on (http:\/\/127\.0\.0\.1:\d+\/)/,
      120_000,
    );
    return { url: listening[1] as string, child, stop: child.stop };
  } catch (error) {
    await child.stop();
    throw error;
  }
}

/** Installs a VSIX into `profileDir`, as `code --install-extension` does. */
export async function installVsix(
  version: CodeServerVersion,
  profileDir: string,
  vsixPath: string,
): Promise<void> {
  const { entry, node } = await ensureCodeServer(version);
  await runCommand(node, [entry, ...profileArgs(profileDir), '--install-extension', vsixPath], {
    env: { ...editorEnvironment(undefined), ...(await quietConfig(profileDir)) },
    remedy: '`npm run package`, and look at what it says about the VSIX.',
  });
}

function profileArgs(profileDir: string): string[] {
  return [
    '--user-data-dir',
    join(profileDir, 'user-data'),
    '--extensions-dir',
    join(profileDir, 'extensions'),
  ];
}

/** Keeps code-server from writing its configuration and a heartbeat into the person's home. */
async function quietConfig(profileDir: string): Promise<NodeJS.ProcessEnv> {
  const file = join(profileDir, 'code-server.yaml');
  await mkdir(profileDir, { recursive: true });
  await writeFile(file, 'cert: false\n');
  return { CODE_SERVER_CONFIG: file, XDG_DATA_HOME: join(profileDir, 'data') };
}
