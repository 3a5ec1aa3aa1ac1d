/** Catches what a host would log unredacted: rejections that nobody handled, and uncaught exceptions. */
export function trapErrors(): { readonly caught: readonly unknown[]; release(): void } {
  const caught: unknown[] = [];
  const note = (error: unknown): void => {
    caught.push(error);
  };
  process.on('unhandledRejection', note);
  process.on('uncaughtExceptionMonitor', note);
  return {
    caught,
    release: () => {
      process.off('unhandledRejection', note);
      process.off('uncaughtExceptionMonitor', note);
    },
  };
}
