import { spawn, type ChildProcess } from 'node:child_process';
import { owe } from './cleanUp.ts';

export interface RunningChild {
  readonly process: ChildProcess;
  /** Settles when it has ended, for whatever reason. */
  readonly ended: Promise<void>;
  /** Everything it wrote so far. */
  output(): string;
  /** Resolves with the match when the output matches; rejects with the output when it ends first or takes too long. */
  waitForOutput(pattern: RegExp, timeoutMs: number): Promise<RegExpMatchArray>;
  /** Ends it and every process that it started. */
  stop(): Promise<void>;
}

const graceMs = 3_000;

/** Starts a program in a process group of its own, so that Ctrl+C reaches only us and we end it in good order. */
export function startChild(
  command: string,
  args: readonly string[],
  options: { readonly cwd?: string; readonly env?: NodeJS.ProcessEnv },
): RunningChild {
  const child = spawn(command, args, {
    ...options,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: process.platform !== 'win32',
  });
  let output = '';
  const listeners = new Set<() => void>();
  const add = (text: string) => {
    output += text;
    for (const listener of listeners) listener();
  };
  child.stdout.setEncoding('utf8').on('data', add);
  child.stderr.setEncoding('utf8').on('data', add);
  const ended = new Promise<void>((resolve) => {
    child.once('error', (error) => {
      add(`\n${error.message}\n`);
      resolve();
    });
    child.once('exit', () => resolve());
  });
  let running = true;
  void ended.then(() => {
    running = false;
    for (const listener of listeners) listener();
  });

  const stop = owe(async () => {
    killGroup(child, 'SIGTERM');
    const timer = setTimeout(() => killGroup(child, 'SIGKILL'), graceMs);
    await ended;
    clearTimeout(timer);
    // The first process is gone; what it started and did not end itself goes now.
    killGroup(child, 'SIGKILL');
  });

  const waitForOutput = (pattern: RegExp, timeoutMs: number) =>
    new Promise<RegExpMatchArray>((resolve, reject) => {
      const settle = (act: () => void) => {
        clearTimeout(timer);
        listeners.delete(look);
        act();
      };
      const fail = (why: string) =>
        settle(() => reject(new Error(`${command} ${why}. It wrote:\n${output}`)));
      const look = () => {
        const match = pattern.exec(output);
        if (match) settle(() => resolve(match));
        else if (!running) fail('ended too early');
      };
      const timer = setTimeout(
        () => fail(`did not write ${pattern} within ${timeoutMs / 1000} s`),
        timeoutMs,
      );
      listeners.add(look);
      look();
    });

  return { process: child, ended, output: () => output, waitForOutput, stop };
}

function killGroup(child: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): void {
  if (child.pid === undefined) return;
  try {
    if (process.platform === 'win32') child.kill(signal);
    else process.kill(-child.pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
