import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AlertOracle } from '../testing/alertOracle.ts';
import { ALERT_NOW_MS, aFacts } from '../testing/alertFacts.ts';
import { CapturingLog } from '../testing/capturingLog.ts';
import { HeldUpFiles } from '../testing/heldUpFiles.ts';
import { MemoryFiles } from '../testing/memoryFiles.ts';
import { usd } from '../testing/readings.ts';
import { settle } from '../testing/settle.ts';
import type { AlertFacts, AlertNotice } from './alertFacts.ts';
import { type Alerts, ALL_ACCOUNTS, createAlerts } from './alerts.ts';

const ID = '0'.repeat(32);
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** Windows over one folder, and an account whose balance is read every minute. */
class Desk {
  readonly files = new MemoryFiles();
  readonly log = new CapturingLog();
  nowMs = ALERT_NOW_MS;
  readonly clock = { wallMs: () => this.nowMs };

  window(): Alerts {
    const alerts = createAlerts(this);
    this.files.onDidChange((name) => alerts.fileChanged(name));
    return alerts;
  }

  facts(left: string, over: Partial<AlertFacts> = {}): AlertFacts {
    return aFacts({ balance: usd(left), ...over }, this.nowMs);
  }

  /** Every window sees the same reading. @returns what they show, together */
  async reading(windows: readonly Alerts[], left: string, isOn = true): Promise<readonly AlertNotice[]> {
    this.nowMs += MINUTE_MS;
    const facts = this.facts(left);
    const shown = await Promise.all(windows.map((window) => window.judge(ID, facts, isOn)));
    await settle();
    return shown.filter((notice) => notice !== undefined);
  }

  get claims(): readonly string[] {
    return [...this.files.texts.keys()].filter((name) => name.endsWith('.claim'));
  }
}

test('two windows see the balance fall: one notice; a top-up re-arms; another crossing tells once more', async () => {
  const desk = new Desk();
  const windows = [desk.window(), desk.window()];
  const shown: number[] = [];
  for (const left of ['9', '4', '3', '20', '19', '4', '0.5'])
    shown.push((await desk.reading(windows, left)).length);
  expect(shown).toEqual([0, 1, 0, 0, 0, 1, 1]);
});

test('what one session has told the next does not tell again, but it tells what has happened in between', async () => {
  const desk = new Desk();
  await desk.reading([desk.window()], '9');
  expect(await desk.reading([desk.window()], '4')).toHaveLength(1);
  expect(await desk.reading([desk.window()], '4')).toEqual([]);
  expect(await desk.reading([desk.window()], '0.5')).toHaveLength(1);
});

test('what was shown can be looked up, in every window and the next session, once each', async () => {
  const desk = new Desk();
  const windows = [desk.window(), desk.window()];
  for (const left of ['9', '4', '3', '20', '4']) await desk.reading(windows, left);
  const told = [
    { atMs: ALERT_NOW_MS + 2 * MINUTE_MS, rule: 'balance', level: 1, amount: usd('4') },
    { atMs: ALERT_NOW_MS + 5 * MINUTE_MS, rule: 'balance', level: 1, amount: usd('4') },
  ];
  for (const window of [...windows, desk.window()]) expect(await window.told(ID)).toEqual(told);
});

test('what is switched off or snoozed was not shown, and a list of before is read', async () => {
  const desk = new Desk();
  const window = desk.window();
  for (const left of ['9', '4']) await desk.reading([window], left, false);
  expect(await window.told(ID)).toEqual([]);
  const [name = '', text = ''] = [...desk.files.texts].find(([file]) => file.endsWith('.json')) ?? [];
  expect(text).not.toContain('"log"');
  desk.files.texts.set(name, text);
  expect(await desk.window().told(ID)).toEqual([]);
});

test('a snooze of one window holds in all, and is told when it is over', async () => {
  const desk = new Desk();
  const [a, b] = [desk.window(), desk.window()];
  await desk.reading([a, b], '9');
  await a.snooze(ID, desk.nowMs + HOUR_MS);
  await settle();
  expect(await b.snoozedUntilMs(ID)).toBe(desk.nowMs + HOUR_MS);
  expect(await desk.reading([a, b], '4')).toEqual([]);
  desk.nowMs += HOUR_MS;
  expect(await desk.reading([a, b], '4')).toHaveLength(1);
  expect(await b.snoozedUntilMs(ID)).toBeUndefined();
});

test('all accounts are snoozed at once, and the snooze is ended early', async () => {
  const desk = new Desk();
  const [a, b] = [desk.window(), desk.window()];
  await desk.reading([a, b], '9');
  await a.snooze(ALL_ACCOUNTS, desk.nowMs + HOUR_MS);
  expect(await desk.reading([a, b], '4')).toEqual([]);
  expect(await b.snoozedUntilMs('another')).toBe(desk.nowMs - MINUTE_MS + HOUR_MS);
  await b.snooze(ALL_ACCOUNTS, desk.nowMs);
  expect(await desk.reading([a, b], '4')).toHaveLength(1);
});

test('a muted rule is silent in all windows, until it is let speak again', async () => {
  const desk = new Desk();
  const [a, b] = [desk.window(), desk.window()];
  await desk.reading([a, b], '9');
  await a.mute(ID, 'balance', true);
  await a.mute(ID, 'balance', true);
  expect(await desk.reading([a, b], '4')).toEqual([]);
  await b.mute(ID, 'balance', false);
  expect(await desk.reading([a, b], '4')).toEqual([]);
  expect(await desk.reading([a, b], '0.9')).toHaveLength(1);
});

test('switched off: nothing is told, and nothing of it later', async () => {
  const desk = new Desk();
  const windows = [desk.window()];
  await desk.reading(windows, '9');
  expect(await desk.reading(windows, '4', false)).toEqual([]);
  expect(await desk.reading(windows, '4')).toEqual([]);
});

test('few claims are kept, however often something is told, and none of an account that is gone', async () => {
  const desk = new Desk();
  const windows = [desk.window(), desk.window()];
  await desk.reading(windows, '9');
  for (let time = 0; time < 10; time += 1) {
    expect(await desk.reading(windows, '4')).toHaveLength(1);
    await desk.reading(windows, '9');
    expect(desk.claims.length).toBeLessThanOrEqual(4);
  }
  await windows[0]?.forget(ID);
  expect([...desk.files.texts.keys()]).toEqual([]);
});

test('a refresh that changes nothing writes nothing', async () => {
  const desk = new Desk();
  const windows = [desk.window(), desk.window()];
  await desk.reading(windows, '9');
  const { length } = desk.files.written;
  for (const left of ['8.9', '8.8', '8.7']) await desk.reading(windows, left);
  expect(desk.files.written).toHaveLength(length);
});

describe('[trust 49] a disk that refuses', () => {
  test('to be written: each window tells once, and says so in the log once', async () => {
    const desk = new Desk();
    const window = desk.window();
    desk.files.refusesWrites = true;
    const shown: number[] = [];
    for (const left of ['9', '4', '3', '9', '4']) shown.push((await desk.reading([window], left)).length);
    expect(shown).toEqual([0, 1, 0, 0, 1]);
    expect(desk.log.of('warn')).toHaveLength(1);
  });

  test('for a while: what was told meanwhile is written with the next change', async () => {
    const desk = new Desk();
    const window = desk.window();
    await desk.reading([window], '9');
    desk.files.refusesWrites = true;
    expect(await desk.reading([window], '4')).toHaveLength(1);
    desk.files.refusesWrites = false;
    await desk.reading([window], '4');
    expect(await desk.reading([desk.window()], '4')).toEqual([]);
  });
});

test('[trust 48] a damaged file primes anew, and its claims silence nothing that comes', async () => {
  const desk = new Desk();
  const windows = [desk.window()];
  for (const left of ['9', '4', '9', '4', '9']) await desk.reading(windows, left);
  desk.files.texts.set(`alerts.${ID}.json`, '{');
  const anew = [desk.window()];
  await desk.reading(anew, '9');
  expect(await desk.reading(anew, '4')).toHaveLength(1);
});

describe('[trust 37] windows that are held up anywhere', () => {
  const amounts = fc.constantFrom('9', '9', '5.2', '4.9', '4', '0.9', '0.5');
  const life = fc.array(
    fc.record({
      left: amounts,
      seenBy: fc.uniqueArray(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 4 }),
      isSettled: fc.boolean(),
      dies: fc.option(fc.integer({ min: 0, max: 3 }), { freq: 3 }),
    }),
    { minLength: 2, maxLength: 14 },
  );

  interface Lived {
    /** By reading: the levels that were shown of it, over all windows. */
    readonly shown: readonly (readonly number[])[];
    /** By reading: whether it was a crossing. */
    readonly crossed: readonly boolean[];
    readonly deaths: number;
  }

  async function live(
    scheduler: fc.Scheduler,
    steps: readonly {
      readonly left: string;
      readonly seenBy: readonly number[];
      readonly isSettled: boolean;
      readonly dies: number | null;
    }[],
    events: MemoryFiles['events'],
  ): Promise<Lived> {
    const desk = new Desk();
    desk.files.events = events;
    const open = (): { files: HeldUpFiles; alerts: Alerts } => {
      const files = new HeldUpFiles(desk.files, (what) => scheduler.schedule(Promise.resolve(), what));
      const alerts = createAlerts({ ...desk, files });
      files.onDidChange((name) => alerts.fileChanged(name));
      return { files, alerts };
    };
    const windows = [open(), open(), open(), open()];
    const oracle = new AlertOracle();
    const shown: number[][] = steps.map(() => []);
    let deaths = 0;
    const crossed: boolean[] = [];
    for (const [i, { left, seenBy, isSettled, dies }] of steps.entries()) {
      desk.nowMs += MINUTE_MS;
      const facts = desk.facts(left);
      const amount = Number(left);
      crossed.push(oracle.look([amount < 5, amount < 1], [amount > 5.5, amount > 1.1]));
      for (const at of seenBy)
        void windows[at]?.alerts.judge(ID, facts, true).then((notice) => {
          if (notice) shown[i]?.push(notice.level);
        });
      if (dies !== null) {
        // After some of what is under way has happened.
        for (let turns = 0; turns < 2 * dies + 3 && scheduler.count() > 0; turns += 1)
          await scheduler.waitOne();
        const window = windows[dies];
        if (window) window.files.isDead = true;
        windows[dies] = open();
        deaths += 1;
      }
      if (isSettled) await settled(scheduler);
    }
    await settled(scheduler);
    return { shown, crossed, deaths };
  }

  async function settled(scheduler: fc.Scheduler): Promise<void> {
    do {
      while (scheduler.count() > 0) await scheduler.waitOne();
      await settle();
    } while (scheduler.count() > 0);
  }

  const events = fc.constantFrom<MemoryFiles['events'][]>('told', 'silent');

  test('a window that dies with its claim made takes one notice with it, and not the next', async () => {
    const desk = new Desk();
    await desk.reading([desk.window()], '9');
    const files = new HeldUpFiles(desk.files, (what) => {
      if (/^create .*claim done/.test(what)) files.isDead = true;
      return Promise.resolve();
    });
    desk.nowMs += MINUTE_MS;
    void createAlerts({ ...desk, files }).judge(ID, desk.facts('4'), true);
    await settle();
    expect(desk.claims).toHaveLength(1);
    // Nobody was there to see that it is still low.
    expect(await desk.reading([desk.window()], '9')).toEqual([]);
    expect(await desk.reading([desk.window()], '4')).toHaveLength(1);
  });

  test('each crossing is shown exactly once when nobody dies', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), life, events, async (scheduler, steps, told) => {
        const calm = steps.map((step) => ({ ...step, isSettled: true, dies: null }));
        const { shown, crossed } = await live(scheduler, calm, told);
        expect(shown.map(({ length }) => length)).toEqual(crossed.map(Number));
      }),
      { numRuns: 150 },
    );
  }, 600_000);

  /** Of which each is clearly one thing or another: what a window saw and took to its grave is no riddle to the next. */
  const clear = life.map((steps) => [
    { left: '9', seenBy: [0, 1, 2, 3], isSettled: true, dies: null },
    ...steps.map((step) => ({ ...step, left: step.left === '5.2' ? '9' : step.left })),
  ]);

  test('each death costs at most one notice, and none is shown twice', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), clear, events, async (scheduler, steps, told) => {
        const { shown, crossed, deaths } = await live(
          scheduler,
          steps.map((step) => ({ ...step, isSettled: true })),
          told,
        );
        const crossings = crossed.filter(Boolean).length;
        expect(shown.flat().length).toBeLessThanOrEqual(crossings);
        expect(shown.flat().length).toBeGreaterThanOrEqual(crossings - deaths);
      }),
      { numRuns: 150 },
    );
  }, 600_000);

  test('where readings overtake each other no level is shown twice', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), clear, events, async (scheduler, steps, told) => {
        // Readings are at least seconds apart: a third does not come while the first is still under way.
        const pairs = steps.map((step, i) => ({
          ...step,
          isSettled: i % 2 === 0 || step.isSettled,
          seenBy: [0, 1, 2, 3],
          dies: null,
        }));
        const { shown } = await live(scheduler, pairs, told);
        // What is under way at once has no order; but no level is told twice while it lasts.
        const lasting = new Set<number>();
        for (const [i, levels] of shown.entries()) {
          const left = Number(steps[i]?.left);
          if (left > 5.5) lasting.delete(1);
          if (left > 1.1) lasting.delete(2);
          for (const level of levels) {
            expect(lasting.has(level)).toBe(false);
            lasting.add(level);
          }
        }
      }),
      { numRuns: 150 },
    );
  }, 600_000);

  test('what a person wishes in two windows at once is kept, both of it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), async (scheduler) => {
        const desk = new Desk();
        const windows = [0, 1].map(() => {
          const files = new HeldUpFiles(desk.files, (what) => scheduler.schedule(Promise.resolve(), what));
          const alerts = createAlerts({ ...desk, files });
          files.onDidChange((name) => alerts.fileChanged(name));
          return alerts;
        });
        const wishes = [
          windows[0]?.mute(ID, 'balance', true),
          windows[1]?.mute(ID, 'runway', true),
          windows[1]?.snooze(ID, desk.nowMs + HOUR_MS),
        ];
        await settled(scheduler);
        await Promise.all(wishes);
        expect(desk.files.json(`alerts.${ID}.json`)).toMatchObject({
          mutes: { balance: 1, runway: 1 },
          snooze: { untilMs: desk.nowMs + HOUR_MS },
        });
      }),
      { numRuns: 100 },
    );
  });
});
