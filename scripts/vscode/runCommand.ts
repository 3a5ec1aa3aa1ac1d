import { spawn } from 'node:child_process';

export interface CommandOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** What the person should do when the command fails, one or more exact commands. */
  readonly remedy: string;
}

/**
 * Runs a command to its end and returns what it wrote to stdout. On failure the error holds the command, its last
 * words and the remedy.
 */
export async function runCommand(
  command: string,
  args: readonly string[],
  options: CommandOptions,
): Promise<string> {
  const child = spawn(command, args, {
    cwd: options.cwd,
    env: options.env ?? process.env,
    stdio: ['ignore', 'pipe', 'pipe'],
    // npm is a .cmd file on Windows, and Node starts those through a shell only.
    shell: process.platform === 'win32' && command.endsWith('.cmd'),
  });
  let stdout = '';
  let everything = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
    everything += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => (everything += text));
  const outcome = await new Promise<string | undefined>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('close', (code, signal) => resolve(code === 0 ? undefined : `exit ${code ?? signal}`));
  });
  if (outcome === undefined) return stdout;
  const lastWords = everything.trim().split('\n').slice(-15).join('\n');
  throw new Error(
    `\`${command} ${args.join(' ')}\` failed (${outcome}).\n${lastWords}\nTo fix it: ${options.remedy}`,
  );
}
