/** The public face of the core: the only file that the extension, the journeys and later the CLI import. */
export {
  type AccountBook,
  createAccountBook,
  type IndexTrouble,
  KEYRING_PATIENCE_MS,
  type NewAccount,
} from './accounts/accountBook.ts';
export type { AlertFacts, AlertNotice, AlertRule, AlertThresholds, SpendPoint } from './alerts/alertFacts.ts';
export { type Alerts, ALL_ACCOUNTS, createAlerts } from './alerts/alerts.ts';
export { type Habit, habitOf } from './alerts/habit.ts';
export { dashboardCsv } from './dashboard/dashboardCsv.ts';
export type { AlertEvent, DashboardInputs } from './dashboard/dashboardInputs.ts';
export { dashboardJson } from './dashboard/dashboardJson.ts';
export { dashboardState } from './dashboard/dashboardState.ts';
export { chartName, exportName } from './dashboard/exportNames.ts';
export {
  DASHBOARD_ACTIONS,
  DASHBOARD_LINKS,
  type DashboardAction,
  type DashboardLink,
  type HostMessage,
  isHostMessage,
  isPageMessage,
  type PageMessage,
} from './dashboard/protocol.ts';
export { neededRange } from './dashboard/shownRange.ts';
export * from './dashboard/state.ts';
export {
  DASHBOARD_TABS,
  type DashboardTab,
  type DashboardView,
  DEFAULT_VIEW,
  isDashboardView,
  type RangeChoice,
  type RangeName,
  RANGES,
  type StackBy,
  STACKS,
} from './dashboard/view.ts';
export { exportCsv } from './history/exportCsv.ts';
export { exportJson } from './history/exportJson.ts';
export type { ExportedAccount } from './history/exportRows.ts';
export { createHistory, type History, type Range, type Stretch } from './history/history.ts';
export type { Sample } from './history/sample.ts';
export type { Insight } from './insight/insight.ts';
export { createLookout, type Lookout, type LookoutSettings } from './insight/lookout.ts';
export { guardedSend } from './http/guardedRequest.ts';
export { cleanKey, type CleanedKey } from './keys/cleanKey.ts';
export type { Account, SavedKey } from './model/account.ts';
export type { Budgets } from './model/budgets.ts';
export type { Failure, KeySlot } from './model/failure.ts';
export { headlineOf, type Reading } from './model/reading.ts';
export { intervalMsOf } from './monitor/interval.ts';
export { type Watching } from './monitor/accountMonitor.ts';
export { createMonitor, type Monitor, type MonitorSettings, type Watch } from './monitor/monitor.ts';
export * from './ports.ts';
export { type AlertAction, type AlertWords, alertWords } from './present/alertWords.ts';
export { accountName } from './present/accountName.ts';
export { neediest } from './present/attention.ts';
export { failureCode } from './present/failureCode.ts';
export { failureSentence, failureWords, slotWords, waitWords } from './present/failureWords.ts';
export { toldWords } from './present/toldWords.ts';
export { agoWords, spanWords } from './present/words.ts';
export { headlineSpoken, HIDDEN, NOT_KNOWN } from './present/headlineWords.ts';
export { plainText } from './present/plainText.ts';
export { type Severity, type Thresholds } from './present/severity.ts';
export { accountLine, type LineStyle, setupLine, type StatusLine } from './present/statusLine.ts';
export { summarize, type Summary, type SummaryRow } from './present/summary.ts';
export { DEFAULT_FORMAT, fillTemplate, templateTokens } from './present/template.ts';
export { trendDataUri, trendSvg, type TrendTheme } from './present/trend.ts';
export { formatMoney, usableLocale } from './present/formatMoney.ts';
export type { Provider } from './providers/provider.ts';
export { checkKey } from './providers/readAccount.ts';
export { providers, providerOf } from './providers/registry.ts';
export { Redactor } from './redact/redactor.ts';
export { LEFT_ALONE } from './storage/storedFile.ts';
export { Emitter, type Event } from './util/emitter.ts';
export { createUsageBook, type UsageBook, type UsagePorts } from './usage/usageBook.ts';
export type { HourUsage, KeyDay, ListedKey, Usage, UsageDay, UsageRow } from './usage/usage.ts';
