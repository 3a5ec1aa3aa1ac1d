import {
  type AccountBook,
  type Clock,
  createUsageBook,
  dashboardState,
  type DashboardState,
  DEFAULT_VIEW,
  type Disposable,
  type FileStore,
  type FolderSharing,
  type HttpTransport,
  type Logger,
  type Monitor,
  intervalMsOf,
  neededRange,
  type PageMessage,
  type Random,
  type Range,
  type Sample,
  toldWords,
  type UsageBook,
  type Watching,
} from '@opencredits/core';
import type { Uri, WebviewPanel } from 'vscode';
import {
  amountStyle,
  budgetsForAll,
  getSetting,
  lowThresholds,
  onSettingsChange,
} from '../adapters/settings.ts';
import type { CommandId } from '../generated/contributions.ts';
import type { Past } from '../past.ts';
import { complainOf } from '../ui/messages.ts';
import { commands, env, Uri as Uris, ViewColumn, window } from '../vscodeApi.ts';
import { exportChart, exportShown } from './exports.ts';
import { createPanel, type Panel } from './panel.ts';

/** The dashboard's half in the host. There is one tab of it in a window. */
export interface Dashboard extends Disposable {
  /** Opens it, or comes back to it; on this account where one is given. */
  open(accountId?: string): void;
  /** VS Code has kept the tab over a reload. The page itself knows what it looked at. */
  restore(panel: WebviewPanel): void;
}

export interface DashboardNeeds {
  readonly extensionUri: Uri;
  readonly book: AccountBook;
  readonly monitor: Monitor;
  readonly clock: Clock;
  readonly random: Random;
  readonly files: FileStore & FolderSharing;
  readonly transport: HttpTransport;
  readonly log: Logger;
  readonly past: Past;
}

/** What VS Code knows the tab by. In the start as well, which must not load this file for it. */
export type DashboardType = 'opencredits.dashboard';

const TYPE: DashboardType = 'opencredits.dashboard';

/** On Node a file of its own, loaded when a person opens it (docs/adr/0009). */
export function composeDashboard(needs: DashboardNeeds): Dashboard {
  const { monitor, clock, random, log, past } = needs;
  let panel: Panel | undefined;
  /** As long as the tab is there: what it has read of years does not stay behind. */
  let usage: UsageBook | undefined;
  let view = DEFAULT_VIEW;
  let shown: DashboardState | undefined;
  /** The account that somebody asked for while no page could hear of it. */
  let wanted: string | undefined;
  /** A state is being made; `isStale`: something has changed meanwhile. */
  let isMaking = false;
  let isStale = false;

  /** The account that is looked at: that of the view, or the first. */
  const chosen = (watch = monitor.watch): Watching | undefined => {
    const accounts = watch.kind === 'watching' ? watch.accounts : [];
    return accounts.find(({ account }) => account.id === view.accountId) ?? accounts[0];
  };

  const make = async (): Promise<DashboardState> => {
    const nowMs = clock.wallMs();
    // What is read below is of this account and range, whatever a person or another window changes meanwhile.
    const [asked, { watch }] = [view, monitor];
    const watching = chosen(watch);
    const style = amountStyle();
    const told = watching ? await past.alerts.told(watching.account.id) : [];
    const range = neededRange(asked, nowMs);
    return dashboardState(
      {
        nowMs,
        ...style,
        timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
        thresholds: lowThresholds(),
        budgets: budgetsForAll(),
        intervalMs: intervalMsOf(getSetting('updateInterval')),
        watch,
        insightOf: (one) => past.lookout.insightOf(one),
        samples: watching ? await samplesOf(past, watching, range) : [],
        usage: watching && (await usage?.read(watching, range)),
        alerts: told.map((one) => ({ atMs: one.atMs, text: toldWords(one, style) })),
      },
      asked,
    );
  };

  const push = (): void => {
    isStale = true;
    if (isMaking || !panel?.isListening) return;
    isMaking = true;
    isStale = false;
    make()
      .then(
        (state) => {
          shown = state;
          if (panel?.isListening) panel.show(state);
        },
        (error: unknown) => log.error('The dashboard could not be drawn', error),
      )
      .finally(() => {
        isMaking = false;
        if (isStale) push();
      });
  };

  /** Nothing is asked for a dashboard that nobody looks at. */
  const ask = (): void => {
    const watching = chosen();
    if (panel?.isListening && watching) void usage?.refresh(watching);
  };

  const changed = (): void => {
    push();
    ask();
  };

  const hear = (message: PageMessage): void => {
    heed(message).catch((error: unknown) => {
      log.error(`The dashboard's ${message.kind} broke off`, error);
      complainOf('That did not work', error);
    });
  };

  const heed = async (message: PageMessage): Promise<void> => {
    switch (message.kind) {
      case 'ready':
        view = { ...(message.view ?? view), ...(wanted !== undefined && { accountId: wanted }) };
        wanted = undefined;
        return changed();
      case 'view':
        view = message.view;
        return changed();
      case 'refresh':
        ask();
        return commands.executeCommand('opencredits.refresh' satisfies CommandId);
      case 'open': {
        const links = chosen()?.provider.links;
        if (links) await env.openExternal(Uris.parse(links[message.link]));
        return undefined;
      }
      case 'run':
        return commands.executeCommand(`opencredits.${message.action}` satisfies CommandId);
      case 'export':
        return shown && exportShown(shown, message.format);
      case 'exportChart':
        return exportChart(message.name, message.svg);
    }
  };

  const take = (webviewPanel: WebviewPanel): void => {
    const book = createUsageBook(needs);
    book.onDidChange(push);
    usage = book;
    panel = createPanel(webviewPanel, {
      extensionUri: needs.extensionUri,
      nonce: random.id(),
      log,
      hear,
      closed: () => {
        panel = undefined;
        shown = undefined;
        usage = undefined;
        book.dispose();
      },
    });
  };

  const subscriptions: readonly Disposable[] = [
    monitor.onDidChange(changed),
    past.lookout.onDidChange(push),
    onSettingsChange(push),
  ];

  return {
    open(accountId) {
      if (!panel) {
        view = DEFAULT_VIEW;
        wanted = accountId;
        take(window.createWebviewPanel(TYPE, 'OpenCredits', ViewColumn.Active));
        return;
      }
      if (panel.isListening) view = { ...view, accountId: accountId ?? view.accountId };
      else wanted = accountId;
      panel.reveal();
      push();
    },
    restore(webviewPanel) {
      // Of two that VS Code brings back, one is enough.
      if (panel) webviewPanel.dispose();
      else take(webviewPanel);
    },
    dispose() {
      for (const one of subscriptions) one.dispose();
      // The tab stays: VS Code brings it back after a reload.
      panel?.dispose();
      usage?.dispose();
    },
  };
}

/** With the last one before, which tells how it stood at the beginning. */
async function samplesOf({ history }: Past, { account }: Watching, range: Range): Promise<readonly Sample[]> {
  const { before, samples } = await history.read(account.id, range);
  return before ? [before, ...samples] : samples;
}
