// Run as a process of its own by simulator.test.ts: what is still open at the end would keep it from exiting.
import { connectControl, startSimulator } from '../index.ts';
import { get, open } from './testClient.ts';

const exitListeners = process.listenerCount('exit');
const simulator = await startSimulator({ lively: true });
await get(simulator, '/key', { as: 'management' });
await connectControl(simulator.controlUrl).now();

// One of each that could linger: a hanging answer, a late one, a slow body, a tunnel in use.
simulator.control.fault([
  { kind: 'hangBeforeHeaders', path: '/key' },
  { kind: 'delay', delayMs: 3_600_000, path: '/credits' },
  { kind: 'slowBody', intervalMs: 3_600_000 },
]);
const lost = [
  get(simulator, '/key', { as: 'management' }),
  get(simulator, '/credits', { as: 'management', throughProxyTo: 'openrouter.ai' }),
].map((asked) =>
  asked.then(
    () => 'answered',
    () => 'lost',
  ),
);
const slow = await open(simulator, '/keys', { as: 'management', throughProxyTo: 'openrouter.ai' });
slow.on('error', () => {});
const slowClosed = new Promise((resolve) => slow.on('close', resolve));
slow.resume();
while (simulator.control.requests().length < 4) await new Promise((resolve) => setImmediate(resolve));

await simulator.stop();
await simulator.stop();
const outcomes = await Promise.all(lost);
await slowClosed;
// Handles that are closing count until the next turn of the loop, and what loaded these files may still be writing its
// cache. What really lingers is still there in a while.
const left = (): string[] =>
  process.getActiveResourcesInfo().filter((name) => /TCP|TLS|Timeout|FS/.test(name));
const endMs = performance.now() + 15_000;
while (left().length > 0 && performance.now() < endMs) await new Promise((resolve) => setImmediate(resolve));
process.stdout.write(
  JSON.stringify({
    caFile: simulator.caFile,
    outcomes,
    left: left(),
    exitListeners: process.listenerCount('exit') - exitListeners,
  }),
);
