const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const HOUR_STEPS = [1, 2, 3, 6, 12];
const DAY_STEPS = [1, 2, 3, 7, 14];
const MONTH_STEPS = [1, 2, 3, 6, 12, 24, 60, 120];

export interface TimeTicks {
  readonly unit: 'hour' | 'day' | 'month';
  readonly atMs: readonly number[];
}

/**
 * Where an axis of time is labelled: at round hours by the person's clock for up to two days, else where UTC days or
 * months begin.
 * @param most how many labels fit
 */
export function timeTicks(fromMs: number, toMs: number, most: number, timeZone: string): TimeTicks {
  const spanMs = toMs - fromMs;
  if (spanMs <= 2 * DAY_MS) return { unit: 'hour', atMs: hours(fromMs, toMs, most, timeZone) };
  if (spanMs / DAY_MS / 14 <= most && spanMs <= 200 * DAY_MS)
    return { unit: 'day', atMs: days(fromMs, toMs, most) };
  return { unit: 'month', atMs: months(fromMs, toMs, most) };
}

function hours(fromMs: number, toMs: number, most: number, timeZone: string): readonly number[] {
  const clock = new Intl.DateTimeFormat('en-US', {
    hour: 'numeric',
    minute: 'numeric',
    hourCycle: 'h23',
    timeZone,
  });
  const full: { readonly atMs: number; readonly hour: number }[] = [];
  // Somewhere an hour begins at a quarter of ours.
  const quarterMs = HOUR_MS / 4;
  for (let atMs = Math.ceil(fromMs / quarterMs) * quarterMs; atMs <= toMs; atMs += quarterMs) {
    const [hour, minute] = clock.format(atMs).split(':').map(Number);
    if (minute === 0 && hour !== undefined) full.push({ atMs, hour });
  }
  const step = HOUR_STEPS.find((each) => full.length / each <= most) ?? 24;
  return full.filter(({ hour }) => hour % step === 0).map(({ atMs }) => atMs);
}

function days(fromMs: number, toMs: number, most: number): readonly number[] {
  const step = (DAY_STEPS.find((each) => (toMs - fromMs) / DAY_MS / each <= most) ?? 28) * DAY_MS;
  const ticks: number[] = [];
  // Back from the end: the newest day is the one that is looked for.
  for (let atMs = Math.floor(toMs / DAY_MS) * DAY_MS; atMs >= fromMs; atMs -= step) ticks.unshift(atMs);
  return ticks;
}

function months(fromMs: number, toMs: number, most: number): readonly number[] {
  const count = (toMs - fromMs) / DAY_MS / 31;
  const step = MONTH_STEPS.find((each) => count / each <= most) ?? 240;
  const first = new Date(fromMs);
  const ticks: number[] = [];
  let month = first.getUTCFullYear() * 12 + first.getUTCMonth();
  for (;;) {
    const atMs = Date.UTC(Math.floor(month / 12), month % 12);
    if (atMs > toMs) return ticks;
    if (atMs >= fromMs && month % step === 0) ticks.push(atMs);
    month += 1;
  }
}
