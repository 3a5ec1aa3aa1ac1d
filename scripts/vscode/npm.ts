import { dirname } from 'node:path';
import { runCommand } from './runCommand.ts';

export interface NpmRunner {
  /** The program to start: `npm` itself or a Node binary. */
  readonly command: string;
  /** Arguments before npm's own, e.g. the path of npm-cli.js. */
  readonly prefixArgs: readonly string[];
}

const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--no-update-notifier', '--loglevel=error'];

/**
 * `npm install` in `cwd`. Install scripts never run: every package that we fetch works without its own, or gets a
 * stand-in from `stubs/`, which is why no compiler is needed.
 */
export async function npmInstall(
  cwd: string,
  args: readonly string[],
  runner: NpmRunner = ownNpm(),
): Promise<void> {
  const npmArgs = ['install', ...args, ...quiet];
  await runCommand(runner.command, [...runner.prefixArgs, ...npmArgs], {
    cwd,
    env: environment(runner),
    remedy: 'check the network and `npm ping`, then run the same command again.',
  });
}

/** The npm that belongs to the Node that runs us. */
function ownNpm(): NpmRunner {
  const script = process.env['npm_execpath'];
  if (script && /npm-cli\.c?js$/.test(script)) return { command: process.execPath, prefixArgs: [script] };
  return { command: process.platform === 'win32' ? 'npm.cmd' : 'npm', prefixArgs: [] };
}

/** Ours without what an outer `npm run` left there about our own package; npm must find the right `node` first. */
function environment(runner: NpmRunner): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = {};
  for (const [name, value] of Object.entries(process.env)) {
    if (
      /^(npm_package_|npm_lifecycle_|npm_config_(local_prefix|omit|include|workspaces?)$|INIT_CWD$|NODE_ENV$)/i.test(
        name,
      )
    )
      continue;
    env[name] = value;
  }
  if (runner.prefixArgs.length > 0) {
    const separator = process.platform === 'win32' ? ';' : ':';
    env['PATH'] = `${dirname(runner.command)}${separator}${process.env['PATH'] ?? ''}`;
  }
  return env;
}
