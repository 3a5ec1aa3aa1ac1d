import { type DashboardState, isDashboardView, isHostMessage } from '@opencredits/core';
import { render } from 'preact';
import { App } from './app.tsx';
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
  const draw = (state?: DashboardState): void =>
    render(
      <App
        state={state}
        post={(message) => vscode.postMessage(message)}
        keep={(view) => vscode.setState(view)}
      />,
      root,
    );
  addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    if (isHostMessage(data)) draw(data.state);
  });
  draw();
  const kept = vscode.getState();
  vscode.postMessage({ kind: 'ready', ...(isDashboardView(kept) && { view: kept }) });
}
