import { keyFor } from '@opencredits/simulator';
import { expect, test } from 'vitest';
import { mergeSamples } from '../../core/src/history/mergeSamples.ts';
import type { Sample } from '../../core/src/history/sample.ts';
import { sampleOfLine } from '../../core/src/history/sampleLine.ts';
import { spendBetween } from '../../core/src/history/spend.ts';
import { LookoutWindow } from '../../core/src/testing/lookoutWindow.ts';
import { Machine, saveKey } from '../../core/src/testing/machine.ts';
import { answers } from '../../core/src/testing/scriptedTransport.ts';
import { SeededRandom } from '../../core/src/testing/year/seededRandom.ts';
import { spend, topUp } from '../../simulator/src/account/move.ts';
import { createClock } from '../../simulator/src/clock.ts';
import { route } from '../../simulator/src/routes/route.ts';
import { accountOf, createWorld } from '../../simulator/src/world.ts';

// What is told of spend, held against what was truly spent at the simulator, to the micro-dollar.

const PERSONA = 'ordinaryRealTotals';
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

function machineOn(iso: string): Machine {
  const machine = new Machine();
  machine.clock.jumpWall(Date.parse(iso) - machine.clock.wallMs());
  return machine;
}

/** A computer whose network ends at the simulated OpenRouter, without sockets: days pass in a second. */
class Home {
  readonly machine = machineOn('2026-11-28T12:00:00Z');
  readonly world = createWorld(
    1,
    createClock(this.machine.clock.wallMs(), () => this.machine.clock.wallMs()),
  );
  readonly account = accountOf(this.world, PERSONA);
  /** When how many millionths were spent. */
  readonly ledger: { readonly atMs: number; readonly micros: number }[] = [];

  constructor() {
    for (const path of ['/api/v1/key', '/api/v1/credits']) {
      this.machine.transport.on(path, (request) => {
        const asked = {
          method: 'GET',
          pathname: path,
          query: new URLSearchParams(),
          credential: { account: this.account },
        };
        const { status, body } = route(this.world, asked);
        return answers(status, body)(request);
      });
    }
  }

  get nowMs(): number {
    return this.machine.clock.wallMs();
  }

  spend(micros: number): void {
    spend(this.account, this.nowMs, micros / 1e6, 'credits');
    this.ledger.push({ atMs: this.nowMs, micros });
  }

  topUp(usd: number): void {
    topUp(this.account, this.nowMs, usd);
  }

  spentSince(fromMs: number): bigint {
    const since = this.ledger.filter(({ atMs }) => atMs >= fromMs);
    return BigInt(since.reduce((sum, { micros }) => sum + micros, 0));
  }

  /** All that is on disk. */
  get samples(): readonly Sample[] {
    const texts = [...this.machine.files.texts].filter(([name]) => name.startsWith('history.'));
    return mergeSamples(
      texts.flatMap(([, text]) => text.split('\n').flatMap((line) => sampleOfLine(line) ?? [])),
    );
  }

  async open(id: string): Promise<LookoutWindow> {
    const window = await LookoutWindow.open(this.machine, id);
    window.set({ intervalMs: HOUR_MS, refreshWhileSpending: false });
    return window;
  }
}

test.each([1, 2])(
  'over a weekend and the end of a month, with restarts, two windows, top-ups and resets (life %i)',
  async (seed) => {
    const home = new Home();
    const { clock } = home.machine;
    const random = new SeededRandom(seed);
    await saveKey(home.machine.book(), 'ordinary', keyFor(PERSONA));
    let windows = [await home.open('first')];
    await clock.advance(60_000);
    const startMs = home.nowMs;
    for (let turn = 0; home.nowMs < startMs + 3.5 * DAY_MS; turn += 1) {
      const chance = random.fraction();
      if (chance < 0.6) home.spend(1 + Math.floor(random.between(0, 500_000)));
      else if (chance < 0.7) home.topUp(Math.round(random.between(1, 50)));
      else if (chance < 0.8) {
        for (const window of windows) window.close();
        await clock.advance(Math.floor(random.between(0, 7) * HOUR_MS));
        windows = [await home.open(`a${turn}`)];
      } else if (chance < 0.9 && windows.length < 2) windows.push(await home.open(`b${turn}`));
      await clock.advance(Math.floor(random.between(0.3, 1.5) * HOUR_MS));
    }
    await clock.advance(2 * HOUR_MS);
    const { nowMs, samples } = home;
    expect(home.ledger.length).toBeGreaterThan(25);

    // From the first look to the last nothing is lost and nothing told twice, by either counter, whatever was bought.
    for (const meter of ['key', 'account'] as const) {
      const told = spendBetween(samples, meter, startMs, nowMs);
      expect(told).toMatchObject({ amount: { amountMicros: home.spentSince(startMs) } });
    }
    // Today, this week and this month, as they are shown: of the account from its one counter, so the day's beginning may
    // lie between two looks.
    const today = Math.floor(nowMs / DAY_MS) * DAY_MS;
    const monday = today - ((new Date(nowMs).getUTCDay() + 6) % 7) * DAY_MS;
    const first = Date.UTC(new Date(nowMs).getUTCFullYear(), new Date(nowMs).getUTCMonth(), 1);
    const { spend: shown } = windows[0]?.lookout.insightOf(windows[0].watch) ?? {};
    for (const [period, fromMs] of [
      ['today', today],
      ['week', monday],
      ['month', first],
    ] as const) {
      const told = shown?.[period];
      if (told === undefined || told === 'unknown') throw new Error(`nothing is told of ${period}`);
      const error = told.amount.amountMicros - home.spentSince(fromMs);
      expect(error < 0n ? -error : error).toBeLessThanOrEqual(told.uncertainMicros);
    }
    for (const window of windows) window.close();
  },
  60_000,
);
