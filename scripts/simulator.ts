// `npm run simulator`: a local OpenRouter on its own, until Ctrl+C. `--seed N` and `--still` (no lively spending) are
// its options.
import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { keyFor, personaNames, personas, startSimulator } from '../packages/simulator/src/index.ts';

const { values } = parseArgs({ options: { seed: { type: 'string' }, still: { type: 'boolean' } } });
const seed = Number(values.seed ?? 1);
if (!Number.isInteger(seed)) {
  console.error(`--seed wants a whole number, not ${values.seed}`);
  process.exit(1);
}

const interrupted = Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
const simulator = await startSimulator({ seed, lively: !values.still });

console.log(`OpenRouter, simulated. Nothing here reaches the real one.

  origin      ${simulator.origin}/api/v1
  proxy       ${simulator.proxyUrl}  (through it, https://openrouter.ai is this)
  CA file     ${simulator.caFile}
  control     ${simulator.controlUrl}  (POST VERB, a JSON array of arguments)

  curl --proxy ${simulator.proxyUrl} --cacert ${simulator.caFile} \\
    -H 'Authorization: Bearer ${keyFor('management')}' https://openrouter.ai/api/v1/credits
  curl -H 'Content-Type: application/json' -d '["management", 0.20]' ${simulator.controlUrl}spend
`);
const width = Math.max(...personaNames.map((persona) => keyFor(persona).length));
for (const persona of personaNames)
  console.log(`  ${keyFor(persona).padEnd(width)}  ${personas[persona].about}`);
console.log('\nCtrl+C stops it.');

await interrupted;
await simulator.stop();
console.log('\nStopped.');
