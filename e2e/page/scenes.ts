import type { DashboardState } from '../../packages/core/src/index.ts';
import { dashboardNamed, dashboardNames } from '../../packages/core/src/testing/dashboards.ts';
import { states } from '../../packages/dashboard/src/testing/states.ts';

/** States as the core makes them of accounts, samples and usage: what a person really gets. */
const made = Object.fromEntries(dashboardNames.map((name) => [`made: ${name}`, dashboardNamed(name)]));

/** Those, and the ones put together by hand to have all in them that a page could be told. */
export const allStates: Readonly<Record<string, DashboardState>> = { ...states, ...made };
