import type { DashboardState } from '../../packages/core/src/index.ts';
import { dashboardNamed, dashboardNames } from '../../packages/core/src/testing/dashboards.ts';
import { MADE, states } from '../../packages/dashboard/src/testing/states.ts';

/** Further states as the core makes them of accounts, samples and usage: what a person really gets. */
const made = Object.fromEntries(
  dashboardNames
    .filter((name) => !(MADE as readonly string[]).includes(name))
    .map((name) => [`made: ${name}`, dashboardNamed(name)]),
);

/** Those, and the ones that have all in them that a page could be told. */
export const allStates: Readonly<Record<string, DashboardState>> = { ...states, ...made };
