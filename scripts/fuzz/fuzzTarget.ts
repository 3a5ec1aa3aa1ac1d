import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { build } from 'esbuild';
import { outRoot, root } from '../lib/paths.ts';
import { dictionaryOf } from './dictionary.ts';
import { type FuzzOrder, type FuzzReport, HEADER_BYTES, SHARED_BYTES } from './protocol.ts';

/** One input takes well below a millisecond; this long, it hangs, whatever else the machine does. */
const STUCK_MS = 10_000;
const here = join(root, 'scripts', 'fuzz');

export interface FuzzPlan {
  /** The name of the target, and of its file without the ending. */
  readonly name: string;
  /** The folder of the target's file. */
  readonly folder?: string;
  readonly seeds: readonly string[];
  readonly seed: number;
  readonly budgetMs: number;
}

/** Fuzzes one target in a thread of its own, until its time is over or something is found. */
export async function fuzzTarget({ name, seeds, seed, budgetMs, ...plan }: FuzzPlan): Promise<FuzzReport> {
  const outdir = join(outRoot, 'fuzz');
  await build({
    entryPoints: {
      worker: join(here, 'worker.ts'),
      [name]: join(plan.folder ?? join(here, 'targets'), `${name}.ts`),
    },
    outdir,
    outExtension: { '.js': '.cjs' },
    bundle: true,
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    logLevel: 'warning',
  });
  const shared = new SharedArrayBuffer(SHARED_BYTES);
  const workerData: FuzzOrder = {
    bundle: join(outdir, `${name}.cjs`),
    name,
    seeds: seeds.map((text) => Buffer.from(text).toString('latin1')),
    dictionary: dictionaryOf(seeds).map((word) => Buffer.from(word).toString('latin1')),
    seed,
    budgetMs,
    shared,
  };
  const worker = new Worker(join(outdir, 'worker.cjs'), { workerData, execArgv: [] });
  try {
    return await reportOf(worker, shared);
  } finally {
    await worker.terminate();
  }
}

/** What the thread reports; where it cannot any more, the input that it was busy with is the finding. */
function reportOf(worker: Worker, shared: SharedArrayBuffer): Promise<FuzzReport> {
  const startedMs = performance.now();
  const progress = new Int32Array(shared, 0, 2);
  return new Promise((resolve) => {
    let seen = -1;
    const fail = (what: string): void => {
      clearInterval(watch);
      const [executions = 0, length = 0] = progress;
      const bytes = new Uint8Array(shared, HEADER_BYTES, length).slice();
      resolve({
        executions,
        durationMs: performance.now() - startedMs,
        corpus: 0,
        blocks: 0,
        finding: { what, bytes },
      });
    };
    const watch = setInterval(() => {
      const begun = Atomics.load(progress, 0);
      if (begun === seen) fail(`nothing for ${STUCK_MS / 1000} s`);
      seen = begun;
    }, STUCK_MS);
    worker.once('message', (report: FuzzReport) => {
      clearInterval(watch);
      resolve(report);
    });
    worker.once('error', (error) => fail(`the thread ended: ${String(error)}`));
    worker.once('exit', () => fail('the target never settled'));
  });
}
