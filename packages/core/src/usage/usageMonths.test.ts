import { expect, test } from 'vitest';
import type { KeyUsage } from '../providers/usageSource.ts';
import { CapturingLog } from '../testing/capturingLog.ts';
import { MemoryFiles } from '../testing/memoryFiles.ts';
import type { Day } from './dayTable.ts';
import { usageMonths } from './usageMonths.ts';

const ID = '0'.repeat(32);
const NOW_MS = Date.parse('2027-01-05T12:00Z');
const EVER = { fromMs: 0, toMs: 1e14 };

const day = (date: string, name: string): Day<KeyUsage> => ({
  startMs: Date.parse(date),
  rows: [{ name, spentMicros: 5n, requests: 'unknown' }],
  isCut: false,
});

test('a day that is kept is not written over; what comes is put in between, in the file of its month', async () => {
  const files = new MemoryFiles();
  const months = usageMonths({ files, log: new CapturingLog(), clock: { wallMs: () => NOW_MS } }, ID);
  await months.keep('x', { days: [], keyDays: [day('2026-11-30', 'first'), day('2026-12-01', 'next')] });
  await months.keep('x', { days: [], keyDays: [day('2026-11-30', 'second'), day('2026-11-02', 'older')] });
  const kept = (await months.read('x', EVER)).keyDays;
  expect(kept).toEqual([day('2026-11-02', 'older'), day('2026-11-30', 'first'), day('2026-12-01', 'next')]);
  expect([...files.texts.keys()]).toEqual([`usage.${ID}.x.2026-11.json`, `usage.${ID}.x.2026-12.json`]);
  expect((await months.read('y', EVER)).keyDays).toEqual([]);
});

test('days of a clock that was ahead are not read, and go with the next writing; those of a clock that is far behind stay', async () => {
  const files = new MemoryFiles();
  let nowMs = Date.parse('2026-11-28T12:00Z');
  const months = usageMonths({ files, log: new CapturingLog(), clock: { wallMs: () => nowMs } }, ID);
  const days = ['2026-11-22', '2026-11-23', '2026-11-24', '2026-11-27'].map((date) => day(date, date));
  await months.keep('x', { days: [], keyDays: days });
  const read = async (): Promise<readonly string[]> =>
    (await months.read('x', EVER)).keyDays.flatMap(({ rows }) => rows.map(({ name }) => name));
  expect(await read()).toHaveLength(4);
  nowMs = Date.parse('2025-11-24T12:00Z');
  await months.keep('x', { days: [], keyDays: [] });
  nowMs = Date.parse('2026-11-24T12:00Z');
  expect(await read()).toEqual(['2026-11-22', '2026-11-23']);
  await months.keep('x', { days: [], keyDays: [] });
  nowMs = Date.parse('2026-11-29T12:00Z');
  expect(await read()).toEqual(['2026-11-22', '2026-11-23']);
});
