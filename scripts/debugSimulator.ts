// `npm run debug-simulator`: what .vscode/tasks.json starts for "Run against the simulator": the simulator, and a file that
// tells the debugger's VS Code how to reach it in OpenRouter's place.
import { once } from 'node:events';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { keyFor, startSimulator } from '../packages/simulator/src/index.ts';
import { outRoot } from './lib/paths.ts';

const interrupted = Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
// .vscode/tasks.json waits for this sentence and the last one.
console.log('Starting the simulator…');
const simulator = await startSimulator({ lively: true });
const file = join(outRoot, 'debug', 'simulator.env');
mkdirSync(join(outRoot, 'debug'), { recursive: true });
const environment = {
  HTTPS_PROXY: simulator.proxyUrl,
  NODE_EXTRA_CA_CERTS: simulator.caFile,
  OPENROUTER_API_KEY: keyFor('lively'),
};
writeFileSync(
  file,
  Object.entries(environment)
    .map(([name, value]) => `${name}=${value}\n`)
    .join(''),
);
console.log(`The simulator is ready: ${simulator.proxyUrl}, control ${simulator.controlUrl}`);

await interrupted;
await simulator.stop();
rmSync(file, { force: true });
