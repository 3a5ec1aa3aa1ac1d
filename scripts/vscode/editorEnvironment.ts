/** What VS Code needs to reach the simulator in OpenRouter's place. */
export interface ProxyAccess {
  /** `http://127.0.0.1:PORT` of a CONNECT proxy. */
  readonly proxyUrl: string;
  /** A PEM file with the certificate authority that signed its certificates. */
  readonly caFile: string;
}

/**
 * The environment for an editor: ours, without what belongs to the `npm run` or the editor that we were started from,
 * and without a real key of the person.
 */
export function editorEnvironment(
  proxy: ProxyAccess | undefined,
  extra: Readonly<Record<string, string>> = {},
): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = {};
  for (const [name, value] of Object.entries(process.env)) {
    if (/^(npm_|VSCODE_|ELECTRON_|OPENROUTER_|NODE_OPTIONS$|NODE_PATH$|INIT_CWD$)/i.test(name)) continue;
    if (proxy && /^(https?_proxy|no_proxy|all_proxy)$/i.test(name)) continue;
    env[name] = value;
  }
  if (proxy) {
    env['HTTPS_PROXY'] = proxy.proxyUrl;
    env['NODE_EXTRA_CA_CERTS'] = proxy.caFile;
  }
  return { ...env, ...extra };
}
