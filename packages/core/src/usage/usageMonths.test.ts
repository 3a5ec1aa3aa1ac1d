import { expect, test } from 'vitest';
import type { KeyUsage } from '../providers/usageSource.ts';
import { CapturingLog } from '../testing/capturingLog.ts';
import { MemoryFiles } from '../testing/memoryFiles.ts';
import type { Day } from './dayTable.ts';
import { usageMonths } from './usageMonths.ts';

const ID = '0'.repeat(32);
const EVER = { fromMs: 0, toMs: 1e14 };

const day = (date: string, name: string): Day<KeyUsage> => ({
  startMs: Date.parse(date),
  rows: [{ name, spentMicros: 5n, requests: 'unknown' }],
  isCut: false,
});

test('a day that is kept is not written over; what comes is put in between, in the file of its month', async () => {
  const files = new MemoryFiles();
  const months = usageMonths({ files, log: new CapturingLog() }, ID);
  await months.keep('x', { days: [], keyDays: [day('2026-11-30', 'first'), day('2026-12-01', 'next')] });
  await months.keep('x', { days: [], keyDays: [day('2026-11-30', 'second'), day('2026-11-02', 'older')] });
  const kept = (await months.read('x', EVER)).keyDays;
  expect(kept).toEqual([day('2026-11-02', 'older'), day('2026-11-30', 'first'), day('2026-12-01', 'next')]);
  expect([...files.texts.keys()]).toEqual([`usage.${ID}.x.2026-11.json`, `usage.${ID}.x.2026-12.json`]);
  expect((await months.read('y', EVER)).keyDays).toEqual([]);
});
