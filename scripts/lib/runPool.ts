/** Runs the tasks, at most `width` at a time, and resolves to their results in the order of the tasks. */
export async function runPool<T>(tasks: readonly (() => Promise<T>)[], width: number): Promise<T[]> {
  const results: T[] = [];
  const waiting = tasks.entries();
  const worker = async (): Promise<void> => {
    // The workers share one iterator: each takes the next task that nobody has.
    for (const [index, task] of waiting) results[index] = await task();
  };
  await Promise.all(Array.from({ length: width }, worker));
  return results;
}
