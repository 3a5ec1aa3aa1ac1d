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
export const OVERLOAD_BACKOFF_MOST_MS = 15 * MINUTE_MS;
