// No import may stand here: then the bundler writes these numbers where they are used.

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;

/** Whatever is configured, a provider is asked no oftener than every minute and no more rarely than once a day. */
export const SHORTEST_INTERVAL_MS = MINUTE_MS;
export const LONGEST_INTERVAL_MS = 24 * HOUR_MS;

/** At least this long between two requests that a person asks for. */
export const ASKED_GAP_MS = 5_000;
/** While spend is being observed: every minute, until this long has passed without any. */
export const SPENDING_INTERVAL_MS = MINUTE_MS;
export const QUIET_AFTER_SPEND_MS = 10 * MINUTE_MS;
/** Spread of the schedule, as a share of the delay: always later, never earlier. */
export const JITTER_SHARE = 0.1;
export const WAKE_LEAST_MS = 5_000;
export const WAKE_SPREAD_MS = 10_000;
/** The clocks may disagree by this much before we take it that the machine slept. */
export const SLEEP_GAP_MS = MINUTE_MS;
export const RETRY_AFTER_LEAST_MS = 1_000;
export const RETRY_AFTER_MOST_MS = HOUR_MS;
/** A request that was answered 403 is not repeated with the same key for this long. */
export const FORBIDDEN_FOR_MS = 24 * HOUR_MS;
/** While somebody looks: how often words such as "3 min ago" are brought up to date, and the clocks looked at. */
export const TICK_MS = MINUTE_MS;
/** A window's claim on an attempt: longer than one can take, with two answers and a detour each at their deadline. */
export const CLAIM_MS = 50_000;
/** While another window holds the claim: how often to look, should the news of its result not arrive. */
export const HELD_LOOK_MS = 1_000;
/**
 * An account was added, maybe in another window, which asks at once. In a browser the news of its claim and its answer
 * come one after the other behind that of the account, on a busy machine seconds later.
 */
export const ADDED_LAG_MS = 5_000;
/** Windows plan the same moment; each waits a little of its own behind it, so that mostly one comes first. */
export const LAG_SPREAD_MS = 2_000;
/** Between the starts of two accounts in the background, at most: many are spread over the interval. */
export const PACE_MOST_MS = 15_000;
/** The same while nothing is known of the account yet: somebody waits for a first figure. */
export const PACE_FIRST_MS = 2_000;
/** This much of an interval is enough for all accounts; the rest is left for those that are asked oftener. */
export const PACE_SHARE = 0.8;
/** Between the starts of two accounts when a person asks for all. */
export const ASKED_SPREAD_MS = 250;
/** A time this far ahead of the clock is not of the clock's: it has been set back since. */
export const CLOCK_TOLERANCE_MS = 2_000;
/** When the list of accounts could not be read at the start: until the first look after that. Doubled up to a tick. */
export const START_AGAIN_MS = 5_000;
