import { describe, expect, it } from 'vitest';
import { faultCases, laterCases } from './faultCases.ts';
import { faultTable, numbersIn } from './faultTable.ts';

/** Put together here, so that this file is not taken for a test of the cases that it names. */
const title = (numbers: string | number): string => ['[trust', `${numbers}]`].join(' ');
const all = Object.keys(faultCases).map(title).join('\n');

describe('the table of fault cases', () => {
  it('reads single numbers, lists and ranges from titles, and nothing else', () => {
    const text = `it('${title(9)} a'); it('${title('12, 14')} b'); it('${title('53–55')} c'); // trust 99`;
    expect([...numbersIn(text)]).toEqual([9, 12, 14, 53, 54, 55]);
  });

  it('links each case to the files that test it', () => {
    const rows = faultTable([
      { path: 'packages/core/src/a.test.ts', text: all },
      { path: 'e2e/journeys/b.ts', text: title(26) },
    ]).split('\n');
    const row = rows.find((line) => line.startsWith('| 26 |'));
    expect(row).toContain('[b](../e2e/journeys/b.ts), [a](../packages/core/src/a.test.ts)');
  });

  it('says what a case waits for that cannot happen yet', () => {
    const rows = faultTable([{ path: 'a.test.ts', text: all }]).split('\n');
    expect(rows).toContain(
      '| 61 | A sign-in address that somebody else has made | waits for signing in with OpenRouter |',
    );
  });

  it('has every case of the list once, in order', () => {
    const numbers = [...Object.keys(faultCases), ...Object.keys(laterCases)].map(Number);
    expect(numbers.sort((a, b) => a - b)).toEqual(Array.from({ length: 64 }, (_, at) => at + 1));
  });

  it('refuses a case without a test, by its number', () => {
    const text = all.replace(title(34), title(33));
    expect(() => faultTable([{ path: 'a.test.ts', text }])).toThrow(/case 34$/);
  });
});
