import { isText, objectOf, oneOf, orMissing, isBoolean, type Check, textLike } from '../storage/check.ts';

/** What of the dashboard a person looks at. Kept by the page over a reload. */
export interface DashboardView {
  /** The account's id; undefined, or one that is gone: the first. */
  readonly accountId?: string | undefined;
  readonly tab: DashboardTab;
  readonly range: RangeChoice;
  /** Whether the period before stands beside it. */
  readonly compares: boolean;
  /** What the bars of the days are made up of. */
  readonly stackBy: StackBy;
}

export const DASHBOARD_TABS = ['overview', 'models', 'keys', 'accounts', 'events'] as const;
export type DashboardTab = (typeof DASHBOARD_TABS)[number];

export const STACKS = ['model', 'provider', 'key'] as const;
export type StackBy = (typeof STACKS)[number];

/** Back from now; `all` from the first that is known. */
export const RANGES = ['24h', '7d', '30d', '90d', '1y', 'all'] as const;
export type RangeName = (typeof RANGES)[number];

export type RangeChoice =
  | { readonly name: RangeName }
  /** UTC days, `YYYY-MM-DD`, both included. */
  | { readonly name: 'custom'; readonly fromDay: string; readonly toDay: string };

export const DEFAULT_VIEW: DashboardView = {
  tab: 'overview',
  range: { name: '30d' },
  compares: true,
  stackBy: 'model',
};

const isDay: Check<string> = (value): value is string =>
  textLike(/^\d{4}-\d{2}-\d{2}$/)(value) && new Date(`${value}T00:00:00Z`).toJSON()?.slice(0, 10) === value;

const isRange: Check<RangeChoice> = (value): value is RangeChoice =>
  objectOf({ name: oneOf(...RANGES) })(value) ||
  (objectOf({ name: oneOf('custom'), fromDay: isDay, toDay: isDay })(value) && value.fromDay <= value.toDay);

/** What a page, or VS Code after a reload, says was looked at. */
export const isDashboardView: Check<DashboardView> = objectOf<DashboardView>({
  accountId: orMissing(isText),
  tab: oneOf(...DASHBOARD_TABS),
  range: isRange,
  compares: isBoolean,
  stackBy: oneOf(...STACKS),
});
