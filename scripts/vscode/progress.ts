const remindEveryMs = 10_000;

/** Runs `work` and keeps the person informed: a line at the start, one every ten seconds, one at the end. */
export async function withProgress<T>(label: string, work: () => Promise<T>): Promise<T> {
  const startedAt = performance.now();
  const seconds = () => Math.round((performance.now() - startedAt) / 1000);
  console.log(`${label}…`);
  const reminder = setInterval(() => console.log(`${label}… still at it (${seconds()} s)`), remindEveryMs);
  try {
    const result = await work();
    console.log(`${label}: done in ${seconds()} s`);
    return result;
  } finally {
    clearInterval(reminder);
  }
}
