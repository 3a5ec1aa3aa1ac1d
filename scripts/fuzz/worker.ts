// The thread that fuzzes: it alone holds the target, so V8's counts are the target's, and it may be ended when stuck.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';
import { createRandom } from '../../packages/simulator/src/random.ts';
import { startCoverage } from './coverage.ts';
import { minimise } from './minimise.ts';
import { createMutator } from './mutate.ts';
import { type FuzzOrder, type FuzzReport, HEADER_BYTES } from './protocol.ts';
import type { FuzzTarget } from './targets.ts';

/** Asking V8 costs more than an input; most batches reach nothing new and are asked about once. */
const BATCH = 64;
/** What takes longer for 20 KB at most, three times over, would be felt in the editor. */
const SLOW_MS = 300;

const MINIMISE_MS = 5_000;

const order = workerData as FuzzOrder;
const { [order.name]: target } = createRequire(order.bundle)(order.bundle) as Record<string, FuzzTarget>;
if (!target) throw new Error(`${order.bundle} has no ${order.name}`);
const coverage = startCoverage(order.bundle, readFileSync(order.bundle, 'utf8').length);
const random = createRandom(order.seed, order.name);
const mutate = createMutator(random, order.dictionary);
const corpus: string[] = [];
let executions = 0;

const progress = new Int32Array(order.shared, 0, 2);
const newest = new Uint8Array(order.shared, HEADER_BYTES);

/** @returns what is wrong with how the target took this input, in one line */
async function failureOf(input: string): Promise<string | undefined> {
  const bytes = Buffer.from(input, 'latin1');
  newest.set(bytes);
  progress[1] = bytes.length;
  Atomics.add(progress, 0, 1);
  executions += 1;
  const startedMs = performance.now();
  try {
    await target?.(bytes);
  } catch (error) {
    return String(error instanceof Error ? `${error.name}: ${error.message}` : error).split('\n')[0];
  }
  return performance.now() - startedMs > SLOW_MS ? 'slow' : undefined;
}

/** A busy machine is slow at times, slow code always. */
async function isFailure(input: string, what: string): Promise<boolean> {
  for (let times = what === 'slow' ? 3 : 1; times > 0; times -= 1)
    if ((await failureOf(input)) !== what) return false;
  return true;
}

const one = (): string => corpus[Math.floor(random() * corpus.length)] ?? '';

async function fuzz(): Promise<FuzzReport> {
  const startedMs = performance.now();
  const reportOf = (finding?: FuzzReport['finding']): FuzzReport => ({
    executions,
    durationMs: performance.now() - startedMs,
    corpus: corpus.length,
    blocks: coverage.blocks,
    finding,
  });
  let batch = order.seeds;
  while (performance.now() - startedMs < order.budgetMs) {
    for (const input of batch) {
      const what = await failureOf(input);
      if (what === undefined || !(await isFailure(input, what))) continue;
      const endMs = performance.now() + MINIMISE_MS;
      const isOver = (): boolean => performance.now() > endMs;
      const smallest = await minimise(input, (shorter) => isFailure(shorter, what), isOver);
      return reportOf({ what, bytes: Buffer.from(smallest, 'latin1') });
    }
    if (coverage.look(false) > 0) {
      for (const input of batch) {
        await failureOf(input);
        if (coverage.look(true) > 0 || batch === order.seeds) corpus.push(input);
      }
    }
    batch = Array.from({ length: BATCH }, () => mutate(one(), one()));
  }
  return reportOf();
}

void fuzz().then((report) => parentPort?.postMessage(report, []));
