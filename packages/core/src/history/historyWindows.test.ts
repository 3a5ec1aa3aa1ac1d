import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DAY_MS } from '../model/periods.ts';
import type { FileStore, FolderSharing } from '../ports.ts';
import { CapturingLog } from '../testing/capturingLog.ts';
import { MemoryFiles } from '../testing/memoryFiles.ts';
import { ACCOUNT, type Life, lifeBetween, NOON_MS, rawFiles, seenAt } from '../testing/samples.ts';
import { settle } from '../testing/settle.ts';
import { createHistory, type History } from './history.ts';
import { mergeSamples } from './mergeSamples.ts';
import type { Sample } from './sample.ts';
import { lineOf } from './sampleLine.ts';
import { thin } from './thin.ts';

// Windows that append and roll up at the same time, one step of the disk at a time, and die anywhere in between.

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
const SPAN_DAYS = 130;
const START_MS = NOON_MS - SPAN_DAYS * DAY_MS;

/** Lets what windows ask of the disk wait until it is their turn. What a dead one asks is never done. */
class Turnstile {
  readonly #waiting: { readonly window: number; readonly go: () => void }[] = [];
  readonly #dead = new Set<number>();

  get waiting(): number {
    return this.#waiting.length;
  }

  /** The disk as this window sees it. */
  of(window: number, files: MemoryFiles): FileStore & FolderSharing {
    const inTurn =
      <Args extends readonly unknown[], Result>(run: (...args: Args) => Promise<Result>) =>
      async (...args: Args): Promise<Result> => {
        await new Promise<void>((go) => {
          if (!this.#dead.has(window)) this.#waiting.push({ window, go });
        });
        return run.apply(files, args as unknown as [...Args]);
      };
    return {
      read: inTurn(files.read),
      write: inTurn(files.write),
      create: inTurn(files.create),
      names: inTurn(files.names),
      remove: inTurn(files.remove),
      setAside: inTurn(files.setAside),
      clear: inTurn(files.clear),
      onDidChange: (listener) => files.onDidChange(listener),
    };
  }

  async next(choice: number): Promise<void> {
    const [chosen] = this.#waiting.splice(choice % this.#waiting.length, 1);
    chosen?.go();
    await settle();
  }

  kill(window: number): void {
    this.#dead.add(window);
    for (const one of this.#waiting.filter((waiting) => waiting.window === window))
      this.#waiting.splice(this.#waiting.indexOf(one), 1);
  }
}

function windowOn(files: FileStore & FolderSharing, id: string): History {
  return createHistory({ files, log: new CapturingLog(), isKept: () => true }, id);
}

async function allIn(files: MemoryFiles): Promise<readonly Sample[]> {
  return (await windowOn(files, 'reader').read(ACCOUNT, { fromMs: 0, toMs: NOON_MS + DAY_MS })).samples;
}

const since = (fromMs: number, samples: readonly Sample[]): readonly Sample[] =>
  samples.filter(({ atMs }) => atMs >= fromMs);

/** Whatever was said to be kept is there, as far as it must be by its age. */
function expectNothingLost(read: readonly Sample[], kept: readonly Sample[]): void {
  const all = mergeSamples([...read, ...kept]);
  expect(since(NOON_MS - 2 * DAY_MS, read)).toEqual(since(NOON_MS - 2 * DAY_MS, all));
  const hourlyFromMs = NOON_MS - 90 * DAY_MS;
  expect(thin(since(hourlyFromMs, read), HOUR_MS)).toEqual(thin(since(hourlyFromMs, all), HOUR_MS));
  expect(thin(read, DAY_MS)).toEqual(thin(all, DAY_MS));
}

interface Plan {
  readonly life: Life;
  readonly past: readonly number[];
  /** For each window: when the samples that it appends are of. */
  readonly windows: readonly (readonly number[])[];
  /** For each window: after how many steps of the disk it dies. */
  readonly deaths: readonly number[];
  readonly choices: readonly number[];
}

/** Even minutes: what is appended later is of odd ones, and so never the same again. */
const minute = fc.integer({ min: 0, max: (SPAN_DAYS * DAY_MS) / MINUTE_MS / 2 - 1 });
/** All of one day that is rolled up: what comes so late goes into a file that another window may be about to remove. */
const minuteOfOldDay = fc.integer({ min: 720 * 120, max: 720 * 120 + 719 });
const plans: fc.Arbitrary<Plan> = fc.record({
  life: lifeBetween(START_MS, NOON_MS),
  past: fc
    .array(minute, { minLength: 5, maxLength: 25 })
    .map((minutes) => minutes.map((at) => START_MS + 2 * at * MINUTE_MS)),
  windows: fc.array(
    fc
      .array(fc.oneof(minute, minuteOfOldDay), { maxLength: 4 })
      .map((minutes) => minutes.map((at) => START_MS + (2 * at + 1) * MINUTE_MS)),
    { minLength: 2, maxLength: 3 },
  ),
  deaths: fc.array(fc.oneof(fc.constant(Infinity), fc.nat({ max: 120 })), { minLength: 3, maxLength: 3 }),
  choices: fc.array(fc.nat({ max: 1000 }), { minLength: 50, maxLength: 50 }),
});

test('[trust 50] windows that append and roll up at once, and die in the middle of it, lose nothing at any time', async () => {
  await fc.assert(
    fc.asyncProperty(plans, async ({ life, past, windows, deaths, choices }) => {
      // The days that bear witness to how old the others are.
      const recent = [0, 1, 2, 3].map((day) => NOON_MS - day * DAY_MS);
      const taken = mergeSamples([...past, ...recent].map((atMs) => seenAt(life, atMs)));
      const files = new MemoryFiles();
      for (const [name, text] of rawFiles(taken)) files.texts.set(name, text);
      const kept = [...taken];

      const turnstile = new Turnstile();
      for (const [at, times] of windows.entries()) {
        const history = windowOn(turnstile.of(at, files), `w${at}`);
        const live = async (): Promise<void> => {
          for (const atMs of times) {
            const sample = seenAt(life, atMs);
            await history.append(ACCOUNT, sample);
            kept.push(sample);
          }
        };
        void history.maintain(NOON_MS).then(() => history.maintain(NOON_MS));
        void live();
      }
      await settle();
      for (let step = 0; turnstile.waiting > 0; step += 1) {
        for (const [at, death] of deaths.entries()) if (step === death) turnstile.kill(at);
        await turnstile.next(step + (choices[step % choices.length] ?? 0));
        if (step % 3 === 0) expectNothingLost(await allIn(files), kept);
      }
      expectNothingLost(await allIn(files), kept);

      // Whoever comes next brings it to where one window alone would have brought it at once.
      const all = mergeSamples([...(await allIn(files)), ...kept]);
      await windowOn(files, 'next').maintain(NOON_MS);
      const alone = new MemoryFiles();
      for (const [name, text] of rawFiles(all)) alone.texts.set(name, text);
      await windowOn(alone, 'alone').maintain(NOON_MS);
      expect((await allIn(files)).map(lineOf)).toEqual((await allIn(alone)).map(lineOf));
      const texts = new Map(files.texts);
      await windowOn(files, 'again').maintain(NOON_MS);
      expect(files.texts).toEqual(texts);
    }),
    { numRuns: 30 },
  );
  // On a busy machine.
}, 600_000);
