import https from 'node:https';
import { createSecureContext } from 'node:tls';
import type { Simulator } from '@opencredits/simulator';

/**
 * From now on whatever this process asks of any host over `https` arrives at the simulator, which trusts nobody but its
 * own authority. The name asked for stays in the TLS handshake and in the request. Call the result to go back.
 */
export function overSimulator({ port, caPem }: Simulator): () => void {
  const { options } = https.globalAgent;
  const before = { ...options };
  // A context made once, where `ca` would be read anew for each connection.
  const secureContext = createSecureContext({ ca: caPem });
  Object.assign(options, { host: '127.0.0.1', port, servername: 'openrouter.ai', secureContext });
  return () => {
    for (const name of Object.keys(options)) delete options[name as keyof typeof options];
    Object.assign(options, before);
  };
}
