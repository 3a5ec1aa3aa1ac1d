import {
  type DashboardState,
  type Disposable,
  type HostMessage,
  isPageMessage,
  type Logger,
  type PageMessage,
} from '@opencredits/core';
import type { Uri, WebviewPanel } from 'vscode';
import { pageFolder, pageHtml } from './pageHtml.ts';

/** The editor tab of the dashboard: lets one page in, hears what it says, and shows it states. */
export interface Panel {
  /** Whether a page is there to draw. A page that is hidden is gone; it comes back and says so. */
  readonly isListening: boolean;
  show(state: DashboardState): void;
  reveal(): void;
  /** Hears nothing any more, and leaves the tab as it is. */
  dispose(): void;
}

interface PanelNeeds {
  readonly extensionUri: Uri;
  readonly nonce: string;
  readonly log: Logger;
  /** What the page said; only what is of the protocol. */
  readonly hear: (message: PageMessage) => void;
  /** The tab was closed. */
  readonly closed: () => void;
}

export function createPanel(panel: WebviewPanel, needs: PanelNeeds): Panel {
  const { extensionUri, nonce, log, hear, closed } = needs;
  const { webview } = panel;
  let isReady = false;
  let ignored = 0;

  const stopHearing = (): void => {
    isReady = false;
    for (const listener of listeners) listener.dispose();
  };
  const listeners: readonly Disposable[] = [
    webview.onDidReceiveMessage((message: unknown) => {
      if (!isPageMessage(message)) {
        ignored += 1;
        // Once is enough to know that something is wrong; a flood must not fill the log.
        if (ignored === 1) log.warn('A message that the dashboard does not know was ignored');
        return;
      }
      if (message.kind === 'ready') isReady = true;
      hear(message);
    }),
    panel.onDidChangeViewState(() => {
      // What is hidden is taken down, and made anew when it is shown.
      if (!panel.visible) isReady = false;
    }),
    panel.onDidDispose(() => {
      stopHearing();
      if (ignored > 1) log.warn(`The dashboard ignored ${ignored} messages`);
      closed();
    }),
  ];
  // Also what comes back after a reload: what it may do is said anew.
  webview.options = { enableScripts: true, localResourceRoots: [pageFolder(extensionUri)] };
  webview.html = pageHtml(webview, extensionUri, nonce);

  return {
    get isListening() {
      return isReady && panel.visible;
    },
    show(state) {
      void webview.postMessage({ kind: 'state', state } satisfies HostMessage);
    },
    reveal: () => panel.reveal(),
    dispose: stopHearing,
  };
}
