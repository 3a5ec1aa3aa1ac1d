import { clickUntilAsked } from '../journeys/steps/refresh.ts';
import { hangAfterSaving, showAccount, type Stage } from './stage.ts';

export interface GalleryState {
  /** Names its files too. */
  readonly name: string;
  /** What the status bar says, exactly. */
  readonly text: string;
  /** Brings it about, from whatever state came before. */
  enter(stage: Stage): Promise<void>;
  /** Undoes what the next state should not meet. */
  leave?(stage: Stage): Promise<void>;
  /** Also a picture with the tooltip open. */
  readonly tooltip?: boolean;
  /** It lasts for seconds only, so it is brought about again for each theme. */
  readonly brief?: boolean;
}

const funded = 'ordinaryRealTotals';

/** The persona that sees real totals, with this balance. */
const balance = (usd: number, text: string) => async (stage: Stage) => {
  await showAccount(stage, funded, { totalCreditsUsd: 100, totalUsageUsd: 100 - usd });
  await stage.window.waitForStatusBar(text);
};
const fiveTwenty = balance(5.2, 'OpenRouter: $5.20');

const noFault = async ({ simulator }: Stage): Promise<void> => simulator.control.fault(undefined);

/** Every row of the status bar's table in the product's definition. The window starts with a key of `ordinaryRealTotals`. */
export const states: readonly GalleryState[] = [
  { name: 'balance', text: 'OpenRouter: $5.20', enter: fiveTwenty, tooltip: true },
  {
    name: 'balanceBinds',
    text: 'OpenRouter: $5.20',
    enter: (stage) => showAccount(stage, 'limitAndBalance'),
    tooltip: true,
  },
  {
    name: 'keyLimit',
    text: 'OpenRouter: $3.10 / $10',
    enter: (stage) => showAccount(stage, 'limitMonthly'),
    tooltip: true,
  },
  {
    name: 'budget',
    text: 'OpenRouter: $2.50 / $5',
    enter: (stage) => showAccount(stage, 'budgeted'),
    tooltip: true,
  },
  {
    name: 'spendOnly',
    text: 'OpenRouter: PAYG · $0.42 today',
    enter: (stage) => showAccount(stage, 'ordinary403'),
    tooltip: true,
  },
  {
    name: 'byok',
    text: 'OpenRouter: $4.12 / $25',
    enter: (stage) => showAccount(stage, 'byok'),
    tooltip: true,
  },
  {
    name: 'freeTier',
    text: 'OpenRouter: Free · 48 left',
    enter: (stage) => showAccount(stage, 'freeTier'),
    tooltip: true,
  },
  {
    name: 'freeTierNoCount',
    text: 'OpenRouter: Free',
    enter: (stage) => showAccount(stage, 'freeTierNoCount'),
  },
  { name: 'belowCent', text: 'OpenRouter: <$0.01', enter: balance(0.004, 'OpenRouter: <$0.01') },
  {
    name: 'overdrawn',
    text: 'OpenRouter: -$0.40',
    enter: balance(-0.4, 'OpenRouter: -$0.40'),
    tooltip: true,
  },
  { name: 'low', text: 'OpenRouter: $3.20', enter: balance(3.2, 'OpenRouter: $3.20') },
  { name: 'critical', text: 'OpenRouter: $0.60', enter: balance(0.6, 'OpenRouter: $0.60') },
  {
    name: 'hidden',
    text: 'OpenRouter: •••',
    async enter(stage) {
      await fiveTwenty(stage);
      await stage.host.setSetting('opencredits.hideAmounts', true);
    },
    leave: ({ host }) => host.setSetting('opencredits.hideAmounts', undefined),
    tooltip: true,
  },
  {
    name: 'firstLoad',
    text: '$(sync~spin) OpenRouter',
    enter: (stage) => hangAfterSaving(stage, funded),
    async leave({ simulator, window }) {
      simulator.control.fault(undefined);
      // The flow still waits for its figure, and says so when it gives up.
      await window.waitForStatusBar(/^OpenRouter: /);
      await window.waitForNotification(/./);
      await window.dismissNotifications();
    },
    brief: true,
  },
  {
    name: 'askedRefresh',
    text: '$(sync~spin) OpenRouter: $5.20',
    async enter(stage) {
      await fiveTwenty(stage);
      stage.simulator.control.fault({ kind: 'hangBeforeHeaders' });
      await clickUntilAsked(stage.window, stage.simulator);
    },
    leave: noFault,
    brief: true,
  },
  {
    name: 'failed',
    text: 'OpenRouter: $5.20 $(warning)',
    async enter(stage) {
      await fiveTwenty(stage);
      stage.simulator.control.fault({ kind: 'status', status: 503 });
      await clickUntilAsked(stage.window, stage.simulator);
    },
    leave: noFault,
    tooltip: true,
  },
  {
    name: 'neverKnown',
    text: 'OpenRouter: Error',
    async enter(stage) {
      // The check of the key is answered, what comes after it is not.
      stage.simulator.control.fault([
        { kind: 'delay', delayMs: 1, times: 1 },
        { kind: 'status', status: 503 },
      ]);
      await showAccount(stage, funded);
    },
    leave: noFault,
    tooltip: true,
  },
  {
    name: 'rejected',
    text: 'OpenRouter: Error',
    async enter(stage) {
      await fiveTwenty(stage);
      stage.simulator.control.keyRevoked(funded, true);
      await clickUntilAsked(stage.window, stage.simulator);
    },
    tooltip: true,
  },
];
