type Starter = (run: (...args: unknown[]) => void, ...rest: unknown[]) => object;
type Stopper = (timer: unknown) => void;

/**
 * Watches setTimeout and setInterval from now on, those that let the process end (`unref`) included: VS Code's host lives
 * on, so such a timer would still fire.
 * @returns the timers that are neither cleared nor done, each as its kind, its delay and the line that started it.
 */
export function trackTimers(): () => string[] {
  const open = new Map<unknown, string>();
  const scope = globalThis as unknown as Record<string, Starter & Stopper>;
  const watch = (kind: 'Timeout' | 'Interval'): void => {
    const start = scope[`set${kind}`] as Starter;
    const stop = scope[`clear${kind}`] as Stopper;
    scope[`set${kind}`] = ((run: (...args: unknown[]) => void, ...rest: unknown[]) => {
      const timer = start(
        (...args: unknown[]) => {
          if (kind === 'Timeout') open.delete(timer);
          run(...args);
        },
        ...rest,
      );
      const line = new Error().stack?.split('\n')[2]?.trim() ?? '';
      open.set(timer, `set${kind} of ${String(rest[0])} ms ${line}`);
      return timer;
    }) as Starter & Stopper;
    scope[`clear${kind}`] = ((timer: unknown) => {
      open.delete(timer);
      stop(timer);
    }) as Starter & Stopper;
  };
  watch('Timeout');
  watch('Interval');
  return () => [...open.values()];
}
