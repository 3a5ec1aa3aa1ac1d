import { KEY, Machine, saveKey, SETTINGS } from '../../packages/core/src/testing/machine.ts';
import { type Scenario, type ScenarioName, scenarioNames, scenarios } from './scenarios.ts';

/** How many requests one window sends in 24 hours at the default interval. The same every time. */
export interface DayCount {
  /** Until the first refresh is over. */
  readonly atStart: number;
  /** In the whole day, the start included. */
  readonly perDay: number;
  /** In the busiest full hour after the start. */
  readonly busiestHour: number;
  /** In the busiest interval (5 minutes) after the start. */
  readonly busiestInterval: number;
}

export const hoursPerDay = 24;
const intervalsPerHour = (60 * 60_000) / SETTINGS.intervalMs;
export const intervalsPerDay = hoursPerDay * intervalsPerHour;

/**
 * Lets the core's monitor live through a day of the fake clock. Chance is switched off: jitter only ever makes a
 * request later, so without it these are the most that can be.
 */
export async function countDay(scenario: Scenario): Promise<DayCount> {
  const machine = new Machine();
  scenario.provider?.(machine);
  const book = machine.book();
  await saveKey(book, scenario.slot ?? 'ordinary', KEY);
  book.dispose();
  const window = await machine.window({ polling: !scenario.hidden });
  const atStart = machine.transport.requests.length;
  const perInterval: number[] = [];
  while (perInterval.length < intervalsPerDay) {
    machine.transport.forget();
    await machine.clock.advance(SETTINGS.intervalMs);
    perInterval.push(machine.transport.requests.length);
  }
  window.close();
  return {
    atStart,
    perDay: atStart + sum(perInterval),
    busiestHour: Math.max(...hours(perInterval)),
    busiestInterval: Math.max(...perInterval),
  };
}

/** All scenarios, each on a machine of its own. */
export async function countDays(): Promise<Record<ScenarioName, DayCount>> {
  const counts = await Promise.all(
    scenarioNames.map(async (name) => [name, await countDay(scenarios[name])]),
  );
  return Object.fromEntries(counts) as Record<ScenarioName, DayCount>;
}

function hours(perInterval: readonly number[]): number[] {
  return perInterval.flatMap((_count, index) =>
    index % intervalsPerHour === 0 ? [sum(perInterval.slice(index, index + intervalsPerHour))] : [],
  );
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}
