import type { Disposable, Logger, Redactor } from '@opencredits/core';
import type { LogOutputChannel } from 'vscode';
import { window } from '../vscodeApi.ts';

export interface Log extends Logger, Disposable {
  /** Opens the output channel in the panel. */
  show(): void;
}

/** The "OpenCredits" output channel, made at the first line. Every line passes the redactor, here and only here. */
export function createLog(redactor: Redactor): Log {
  let channel: LogOutputChannel | undefined;
  const open = (): LogOutputChannel => (channel ??= window.createOutputChannel('OpenCredits', { log: true }));
  const line = (message: string, details: readonly unknown[]): string =>
    [message, ...details]
      .filter((part) => part !== '')
      .map((part) => redactor.redact(part))
      .join(' ');
  return {
    info: (message, ...details) => open().info(line(message, details)),
    warn: (message, ...details) => open().warn(line(message, details)),
    error: (message, ...details) => open().error(line(message, details)),
    show: () => open().show(),
    dispose: () => channel?.dispose(),
  };
}
