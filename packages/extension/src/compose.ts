import {
  checkKey,
  createAccountBook,
  createMonitor,
  type Disposable,
  intervalMsOf,
  type MonitorSettings,
  providerOf,
  providers,
  Redactor,
} from '@opencredits/core';
import type { ExtensionContext } from 'vscode';
import { environmentKey } from '#env/environmentKey.ts';
import { createFileStore } from '#env/fileStore.ts';
import { random } from '#env/random.ts';
import { createTransport } from '#env/transport.ts';
import { createClock } from './adapters/clock.ts';
import { createLog } from './adapters/log.ts';
import { createSecretStore } from './adapters/secretStore.ts';
import { getSetting, onSettingsChange } from './adapters/settings.ts';
import { createShownAccount } from './adapters/shownAccount.ts';
import type { Dashboard, DashboardType } from './dashboard/dashboard.ts';
import type { Past } from './past.ts';
import type { ContextKey } from './generated/contributions.ts';
import { registerCommands } from './ui/commands.ts';
import { tellOfTrouble } from './ui/messages.ts';
import { createStatusBar } from './ui/statusBar.ts';
import { commands, window } from './vscodeApi.ts';

/** Stable for ever: tabs that were open are brought back by it. */
const DASHBOARD_TYPE: DashboardType = 'opencredits.dashboard';

/**
 * The composition root: builds every part, top to bottom, and ties them together. Returns at once; nothing here waits
 * for the disk, the keyring or the network.
 */
export function compose(context: ExtensionContext): Disposable {
  const redactor = new Redactor();
  const log = createLog(redactor);
  const clock = createClock();
  const transport = createTransport();
  const secrets = createSecretStore(context.secrets);
  const files = createFileStore(context.globalStorageUri, () => random.id());
  const [provider] = providers;

  const book = createAccountBook({ files, secrets, clock, random, redactor, log });
  const shownAccount = createShownAccount(context.workspaceState);
  const monitor = createMonitor({ clock, random, transport, files, log }, book, () => ({
    ...monitorSettings(),
    firstId: shownAccount.get(),
  }));
  let past: Past | undefined;
  const statusBar = createStatusBar(
    monitor,
    shownAccount,
    () => clock.wallMs(),
    (watching) => past?.lookout.insightOf(watching),
  );

  /** Loaded once there is an account, or when somebody wants it. */
  let loading: Promise<Past> | undefined;
  const getPast = (): Promise<Past> => (loading ??= loadPast());
  const loadPast = async (): Promise<Past> => {
    const { composePast } = await import('./past.ts');
    past = composePast({ clock, random, log, files, book, monitor, openDashboard, windowId: random.id() });
    past.lookout.onDidChange(() => statusBar.draw());
    if (isOver) past.dispose();
    return past;
  };

  let opening: Promise<Dashboard> | undefined;
  /** Loaded when somebody opens it, or VS Code brings its tab back. */
  const getDashboard = (): Promise<Dashboard> => (opening ??= loadDashboard());
  const loadDashboard = async (): Promise<Dashboard> => {
    const { composeDashboard } = await import('./dashboard/dashboard.ts');
    const { extensionUri } = context;
    const made = composeDashboard({
      clock,
      random,
      log,
      files,
      book,
      monitor,
      transport,
      extensionUri,
      past: await getPast(),
    });
    if (isOver) made.dispose();
    else owned.push(made);
    return made;
  };
  const openDashboard = async (accountId?: string): Promise<void> => (await getDashboard()).open(accountId);

  let isOver = false;
  let hasKey: boolean | undefined;
  const draw = (): void => {
    statusBar.draw();
    const { kind } = monitor.watch;
    // Also where all are switched off: one that is removed takes its past with it.
    if (kind === 'watching' || kind === 'off')
      getPast().catch((error: unknown) => log.error('No past', error));
    const hasKeyNow = kind !== 'noAccount';
    if (kind === 'starting' || hasKey === hasKeyNow) return;
    // Everything was removed, maybe in another window: that one cannot reach this one's choice.
    if (hasKey && book.standing === 'read') void shownAccount.set(undefined).catch(() => undefined);
    hasKey = hasKeyNow;
    void commands.executeCommand('setContext', 'opencredits.hasKey' satisfies ContextKey, hasKey);
  };

  const owned: Disposable[] = [
    monitor.onDidChange(draw),
    onSettingsChange(() => {
      monitor.settingsChanged();
      past?.lookout.lookAgain();
      draw();
    }),
    window.onDidChangeWindowState((state) => {
      if (state.focused) monitor.windowFocused();
    }),
    window.onDidChangeActiveColorTheme(() => statusBar.draw()),
    window.registerWebviewPanelSerializer(DASHBOARD_TYPE, {
      deserializeWebviewPanel: async (panel) => (await getDashboard()).restore(panel),
    }),
    book.onTrouble(tellOfTrouble),
    ...registerCommands({
      book,
      checkKey: (ofProvider, key) => checkKey({ transport, clock, provider: ofProvider, key }),
      environmentKey,
      log,
      monitor,
      now: () => clock.wallMs(),
      openDashboard,
      past: getPast,
      provider,
      providerOf,
      redactor,
      shownAccount,
      statusBar,
      version: versionOf(context),
    }),
    monitor,
    book,
    statusBar,
    log,
  ];
  void monitor.start();
  return {
    dispose: () => {
      isOver = true;
      past?.dispose();
      for (const one of owned) one.dispose();
    },
  };
}

function versionOf({ extension }: ExtensionContext): string {
  return String((extension.packageJSON as { readonly version?: unknown }).version);
}

function monitorSettings(): MonitorSettings {
  return {
    intervalMs: intervalMsOf(getSetting('updateInterval')),
    refreshWhileSpending: getSetting('refreshWhileSpending'),
    polling: getSetting('showInStatusBar') || getSetting('alerts.enabled'),
    enabledProviders: getSetting('providers.openrouter.enabled') ? ['openrouter'] : [],
  };
}
