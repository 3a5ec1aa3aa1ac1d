// Made from package.json by `npm run generate`. Do not edit: change the manifest and run it again.

/** Each setting's key with the type of its values. What a user wrote may be anything: check before you believe it. */
export interface SettingTypes {
  'opencredits.providers.openrouter.enabled': boolean;
  'opencredits.updateInterval':
    | '1 minute'
    | '2 minutes'
    | '5 minutes'
    | '10 minutes'
    | '15 minutes'
    | '30 minutes'
    | '1 hour'
    | '2 hours'
    | '6 hours'
    | '12 hours'
    | '24 hours';
  'opencredits.refreshWhileSpending': boolean;
  'opencredits.showInStatusBar': boolean;
  'opencredits.hideAmounts': boolean;
  'opencredits.statusBar.accounts': 'attention' | 'each';
  'opencredits.statusBar.format': string;
  'opencredits.statusBar.alignment': 'left' | 'right';
  'opencredits.statusBar.priority': number;
  'opencredits.statusBar.clickAction': 'refresh' | 'dashboard' | 'menu';
  'opencredits.thresholds.low': number;
  'opencredits.thresholds.critical': number;
  'opencredits.thresholds.runway': number;
  'opencredits.budgets.daily': number;
  'opencredits.budgets.weekly': number;
  'opencredits.budgets.monthly': number;
  'opencredits.alerts.enabled': boolean;
  'opencredits.history.enabled': boolean;
}
export type SettingKey = keyof SettingTypes;

export const settingDefaults: { readonly [K in SettingKey]: SettingTypes[K] } = {
  'opencredits.providers.openrouter.enabled': false,
  'opencredits.updateInterval': '5 minutes',
  'opencredits.refreshWhileSpending': true,
  'opencredits.showInStatusBar': true,
  'opencredits.hideAmounts': false,
  'opencredits.statusBar.accounts': 'attention',
  'opencredits.statusBar.format': '{account}: {headline}',
  'opencredits.statusBar.alignment': 'right',
  'opencredits.statusBar.priority': 100,
  'opencredits.statusBar.clickAction': 'refresh',
  'opencredits.thresholds.low': 5,
  'opencredits.thresholds.critical': 1,
  'opencredits.thresholds.runway': 3,
  'opencredits.budgets.daily': 0,
  'opencredits.budgets.weekly': 0,
  'opencredits.budgets.monthly': 0,
  'opencredits.alerts.enabled': true,
  'opencredits.history.enabled': true,
};

/** The allowed values of each setting that is a choice, in the manifest's order. */
export const settingEnums = {
  'opencredits.updateInterval': [
    '1 minute',
    '2 minutes',
    '5 minutes',
    '10 minutes',
    '15 minutes',
    '30 minutes',
    '1 hour',
    '2 hours',
    '6 hours',
    '12 hours',
    '24 hours',
  ],
  'opencredits.statusBar.accounts': ['attention', 'each'],
  'opencredits.statusBar.alignment': ['left', 'right'],
  'opencredits.statusBar.clickAction': ['refresh', 'dashboard', 'menu'],
} as const;

/** Smallest and largest allowed value (both included) of each numeric setting. */
export const settingRanges = {
  'opencredits.statusBar.priority': { minimum: -10000, maximum: 10000 },
  'opencredits.thresholds.low': { minimum: 0, maximum: 1000000 },
  'opencredits.thresholds.critical': { minimum: 0, maximum: 1000000 },
  'opencredits.thresholds.runway': { minimum: 0, maximum: 365 },
  'opencredits.budgets.daily': { minimum: 0, maximum: 1000000 },
  'opencredits.budgets.weekly': { minimum: 0, maximum: 1000000 },
  'opencredits.budgets.monthly': { minimum: 0, maximum: 1000000 },
} as const;

export type CommandId =
  | 'opencredits.refresh'
  | 'opencredits.configure'
  | 'opencredits.addAccount'
  | 'opencredits.switchAccount'
  | 'opencredits.renameAccount'
  | 'opencredits.replaceKey'
  | 'opencredits.testAccount'
  | 'opencredits.toggleAccount'
  | 'opencredits.moveAccount'
  | 'opencredits.removeAccount'
  | 'opencredits.setBudgets'
  | 'opencredits.openDashboard'
  | 'opencredits.showMenu'
  | 'opencredits.chooseStatusBarStyle'
  | 'opencredits.toggleAmounts'
  | 'opencredits.snoozeAlerts'
  | 'opencredits.exportHistory'
  | 'opencredits.clearHistory'
  | 'opencredits.openSettings'
  | 'opencredits.showLog'
  | 'opencredits.copyDiagnostics'
  | 'opencredits.removeAllData';
export const commandIds: readonly CommandId[] = [
  'opencredits.refresh',
  'opencredits.configure',
  'opencredits.addAccount',
  'opencredits.switchAccount',
  'opencredits.renameAccount',
  'opencredits.replaceKey',
  'opencredits.testAccount',
  'opencredits.toggleAccount',
  'opencredits.moveAccount',
  'opencredits.removeAccount',
  'opencredits.setBudgets',
  'opencredits.openDashboard',
  'opencredits.showMenu',
  'opencredits.chooseStatusBarStyle',
  'opencredits.toggleAmounts',
  'opencredits.snoozeAlerts',
  'opencredits.exportHistory',
  'opencredits.clearHistory',
  'opencredits.openSettings',
  'opencredits.showLog',
  'opencredits.copyDiagnostics',
  'opencredits.removeAllData',
];

/** Context keys that the manifest's `when` clauses and walkthrough steps wait for: the code must set them. */
export type ContextKey = 'opencredits.hasKey';
