import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { build } from 'esbuild';
import { createAccountBook } from '../../packages/core/src/accounts/accountBook.ts';
import { SeededRandom } from '../../packages/core/src/testing/year/seededRandom.ts';
import { outRoot, root } from '../lib/paths.ts';
import { portsIn } from './ports.ts';
import { accountsOf, type FoundAccount, type Said } from './state.ts';
import { createTruth } from './truth.ts';
import { lossesBetween } from './verdict.ts';

/** What came of so many hosts, killed one after the other on the same files. */
export interface KillCounts {
  readonly kills: number;
  /** Changes that were acknowledged before the kills. */
  readonly acknowledged: number;
  /** Samples that were acknowledged as kept, and notices that were shown. */
  readonly samples: number;
  readonly notices: number;
  /** Hosts that were killed with a change half done, as far as that left something on disk. */
  readonly halfDone: number;
  /** In words: each is one too many. */
  readonly problems: readonly string[];
}

/**
 * Each host is killed up to so long after it has said so many things: however fast the machine is, it has come to do
 * something, and is in the middle of the next.
 */
const LEAST_SAID = 3;
const MOST_SAID = 10;
const MOST_DELAY_MS = 40;

export async function buildChild(): Promise<string> {
  const outfile = join(outRoot, 'kill', 'child.mjs');
  await build({
    absWorkingDir: root,
    entryPoints: ['scripts/kill/child.ts'],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    logLevel: 'warning',
  });
  return outfile;
}

/** @param onKill is called after each */
export async function killSeries(
  child: string,
  kills: number,
  seed: number,
  onKill: () => void = () => undefined,
): Promise<KillCounts> {
  const random = new SeededRandom(seed);
  const folder = await mkdtemp(join(tmpdir(), 'opencredits-kill-'));
  const problems: string[] = [];
  const truth = createTruth();
  let acknowledged = 0;
  let halfDone = 0;
  let before: readonly FoundAccount[] = [];
  let isLeftToDo = false;
  try {
    for (let kill = 0; kill < kills; kill += 1) {
      const said = await liveAndDie(
        child,
        [folder, Math.floor(random.between(0, 2 ** 31)), truth.nowMs],
        Math.floor(random.between(LEAST_SAID, MOST_SAID)),
        random.between(0, MOST_DELAY_MS),
      );
      const complaints = said.flatMap((one) => one.complaints);
      if (said.length === 0) problems.push('a host did not start');
      if (complaints.length > 0) problems.push(`a host complained: ${complaints.join('; ')}`);
      acknowledged += said.filter(({ what }) => what === 'done').length;
      problems.push(...truth.hear(said));
      const last = said.flatMap(({ accounts }) => (accounts ? [accounts] : [])).at(-1) ?? before;
      const ports = portsIn(folder);
      const book = createAccountBook(ports);
      await book.load();
      const found = await accountsOf(book, ports);
      // The look has mended what a host left undone: written before the next one comes, which counts on being alone.
      await book.load();
      book.dispose();
      problems.push(...(await truth.lossesOn(ports)));
      if (ports.complaints.length > 0) problems.push(`on disk: ${ports.complaints.join('; ')}`);
      for (const loss of lossesBetween(last, found, isLeftToDo ? 2 : 1)) problems.push(`lost: ${loss}`);
      if (JSON.stringify(found) !== JSON.stringify(last)) halfDone += 1;
      const names = await readdir(join(folder, 'storage')).catch(() => []);
      isLeftToDo = names.some((name) => name.endsWith('.intent'));
      const damaged = names.filter(
        (name) => name.endsWith('.damaged') && !(truth.isLeftAside && name.startsWith('history.')),
      );
      if (damaged.length > 0) problems.push(`damaged: ${damaged.join()}`);
      before = found;
      onKill();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  const { samples, notices } = truth;
  return { kills, acknowledged, samples, notices, halfDone, problems };
}

/** Starts a host, waits until it has said so many things, and kills it a while later. */
async function liveAndDie(
  child: string,
  args: readonly (string | number)[],
  sayings: number,
  delayMs: number,
): Promise<readonly Said[]> {
  const host = spawn(process.execPath, [child, ...args.map(String)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  let hasSaid: () => void = () => undefined;
  const saidAll = new Promise<void>((resolve) => (hasSaid = resolve));
  host.stdout.setEncoding('utf8').on('data', (piece: string) => {
    text += piece;
    if (text.split('\n').length > sayings) hasSaid();
  });
  const ended = once(host, 'close');
  await Promise.race([saidAll, ended]);
  await delay(delayMs);
  host.kill('SIGKILL');
  await ended;
  // The last line may be cut; then nobody was told.
  const lines = text
    .slice(0, text.lastIndexOf('\n') + 1)
    .split('\n')
    .filter(Boolean);
  return lines.map((line) => JSON.parse(line) as Said);
}
