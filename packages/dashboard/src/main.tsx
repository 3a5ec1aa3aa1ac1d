import { isHostMessage } from '@opencredits/core';
import { render } from 'preact';
import './page.css';

/** What VS Code gives a page of ours. May be asked for once. */
declare function acquireVsCodeApi(): {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
};

const root = document.querySelector('#root');
if (root) {
  const vscode = acquireVsCodeApi();
  addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    if (isHostMessage(data)) render(<p>{data.state.accounts.length} accounts</p>, root);
  });
  vscode.postMessage({ kind: 'ready' });
}
