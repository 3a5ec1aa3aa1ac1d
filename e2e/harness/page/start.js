// @ts-nocheck: runs in the page, with the globals of VS Code's module loader.
const options = JSON.parse(document.getElementById('page-options').textContent);

/** Keeps secrets in localStorage, so that they outlive the tab. vscode.dev keeps them encrypted; nothing here looks. */
const credentialsProvider = {
  all() {
    return JSON.parse(localStorage.getItem(options.secretsKey) ?? '[]');
  },
  save(entries) {
    localStorage.setItem(options.secretsKey, JSON.stringify(entries));
  },
  others(service, account) {
    return this.all().filter((entry) => entry.service !== service || entry.account !== account);
  },
  async getPassword(service, account) {
    return (
      this.all().find((entry) => entry.service === service && entry.account === account)?.password ?? null
    );
  },
  async setPassword(service, account, password) {
    this.save([...this.others(service, account), { service, account, password }]);
  },
  async deletePassword(service, account) {
    const left = this.others(service, account);
    const found = left.length < this.all().length;
    this.save(left);
    return found;
  },
  async findPassword(service) {
    return this.all().find((entry) => entry.service === service)?.password ?? null;
  },
  async findCredentials(service) {
    return this.all()
      .filter((entry) => entry.service === service)
      .map(({ account, password }) => ({ account, password }));
  },
  async clear() {
    this.save([]);
  },
};

/** Writes down what became of the extension host: its frame sends a port when it runs, or an error. */
addEventListener('message', ({ data }) => {
  if (!data?.vscodeWebWorkerExtHostId) return;
  document.documentElement.dataset.extensionHost = data.error ? 'failed' : 'running';
});

/** Puts the first user settings where 1.74 keeps them: database, version and stores as it makes them itself. */
function seedSettings() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open('vscode-web-db', 3);
    request.onupgradeneeded = () => {
      for (const store of ['vscode-userdata-store', 'vscode-logs-store', 'vscode-filehandles-store']) {
        request.result.createObjectStore(store);
      }
      const bytes = new TextEncoder().encode(JSON.stringify(options.userSettings, null, 2));
      request.transaction.objectStore('vscode-userdata-store').put(bytes, '/User/settings.json');
    };
    request.onerror = () => reject(request.error);
    request.onsuccess = () => {
      request.result.close();
      resolve();
    };
  });
}

void seedSettings().then(() =>
  require(['vs/workbench/workbench.web.main'], (workbench) => {
    const here = (path) => ({ scheme: location.protocol.slice(0, -1), authority: location.host, path });
    const uri = options.opened && workbench.URI.revive(options.opened);
    const opened = options.opened?.kind === 'workspace' ? { workspaceUri: uri } : { folderUri: uri };
    workbench.create(document.body, {
      additionalBuiltinExtensions: options.extensionPaths.map(here),
      credentialsProvider,
      // Each page of an extension gets an origin of its own, as on vscode.dev: Chromium finds every name under localhost here.
      webviewEndpoint: `http://{{uuid}}.${location.host}/vscode/out/vs/workbench/contrib/webview/browser/pre`,
      // 1 is trace in 1.74.
      developmentOptions: options.traceLog ? { logLevel: 1 } : undefined,
      enableWorkspaceTrust: options.restricted,
      productConfiguration: { nameShort: 'VS Code', nameLong: 'VS Code for the Web', enableTelemetry: false },
      workspaceProvider: {
        workspace: uri ? opened : undefined,
        trusted: !options.restricted,
        open: async () => false,
      },
    });
  }),
);
