import type { Logger } from '../ports.ts';
import type { Redactor } from '../redact/redactor.ts';

/** Keeps what is logged, as it was handed in: nothing redacted yet. */
export class CapturingLog implements Logger {
  readonly lines: {
    readonly level: string;
    readonly message: string;
    readonly details: readonly unknown[];
  }[] = [];

  readonly debug = this.#level('debug');
  readonly info = this.#level('info');
  readonly warn = this.#level('warn');
  readonly error = this.#level('error');

  of(level: 'debug' | 'info' | 'warn' | 'error'): readonly string[] {
    return this.lines.filter((line) => line.level === level).map((line) => line.message);
  }

  /** Every line as a log channel behind the redactor would hold it. */
  written(redactor: Redactor): string {
    return this.lines
      .flatMap(({ message, details }) => [message, ...details])
      .map((part) => redactor.redact(part))
      .join('\n');
  }

  #level(level: string): (message: string, ...details: unknown[]) => void {
    return (message, ...details) => {
      this.lines.push({ level, message, details });
    };
  }
}
