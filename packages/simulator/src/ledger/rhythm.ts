import type { Random } from '../random.ts';

/** How busy the hours of a UTC day are, from 0 on: a European office, and some Americans after it. */
const officeHours = [
  ...[0.02, 0.01, 0.01, 0.01, 0.02, 0.05, 0.2, 0.5, 0.9, 1, 1, 0.9],
  ...[0.6, 0.9, 1, 0.95, 0.8, 0.6, 0.4, 0.3, 0.25, 0.15, 0.08, 0.04],
];
const weekend = 0.15;

/** How busy one hour of a UTC day is, about 0 to 1. */
export const officeRhythm = (hour: number, weekday: number): number =>
  (officeHours[hour] ?? 0) * (weekday === 0 || weekday === 6 ? weekend : 1);

export const isNight = (hour: number): boolean => hour >= 1 && hour < 5;

/** How much busier a day is than the first ones: teams grow, and now and then something is rushed or everybody is away. */
export function dayFactor(dayIndex: number, days: number, random: Random): number {
  const growth = 0.5 + (dayIndex / days) * 1.0;
  const chance = random();
  const mood = chance < 0.04 ? 2.2 : chance < 0.07 ? 0.3 : 0.8 + 0.4 * random();
  return growth * mood;
}
