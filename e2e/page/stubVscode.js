// @ts-nocheck: runs in the page, before anything of it. What it finds in place of VS Code, and what is noted of it.
window.noted = { messages: [], violations: [], kept: window.keptBefore };
document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
  window.noted.violations.push(`${violatedDirective} ${blockedURI}`),
);
window.acquireVsCodeApi = () => ({
  postMessage: (message) => window.noted.messages.push(JSON.parse(JSON.stringify(message))),
  getState: () => window.noted.kept,
  setState: (state) => {
    window.noted.kept = JSON.parse(JSON.stringify(state));
  },
});
