import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyText } from '../testing/anyText.ts';
import { assertPrototypeUntouched } from '../testing/invariants.ts';
import { anySample, aSample, NOON_MS } from '../testing/samples.ts';
import { lineOf, sampleOfLine } from './sampleLine.ts';
import { readShard, shardText } from './shardText.ts';

const three = [1, 2, 3].map((at) => aSample(NOON_MS + at, BigInt(at)));

test('any samples come back as they were, to the last micro', () => {
  fc.assert(
    fc.property(fc.array(anySample, { maxLength: 20 }), (samples) => {
      expect(readShard(shardText(samples))).toEqual({ samples, state: 'good' });
    }),
    { numRuns: 200 },
  );
});

test('a line is short, and says no more than is known', () => {
  expect(lineOf(aSample(NOON_MS, -5n))).toBe('[1795521600000,"a","USD","1000000005","1000000000","-5"]');
  expect(sampleOfLine('[5,"","EUR",null,null,"7"]')).toMatchObject({ balance: undefined, usage: 7n });
  expect(sampleOfLine('[5,"","EUR",null,null,"7"]')?.key).toBeUndefined();
});

describe('[trust 48] what is damaged costs itself and no more', () => {
  const lines = shardText(three).split('\n');
  test.each([
    ['cut', lines[2]?.slice(0, 20) ?? ''],
    ['empty', ''],
    ['random', '\u0000\ufffd['],
    ['no list', '{"atMs":5}'],
    ['a number for an amount', '[1795521600002,"a","USD",1,2,3]'],
    ['an amount beyond all', `[1795521600002,"a","USD","${'9'.repeat(21)}"]`],
    ['no amount at all', '[1795521600002,"a","USD",null]'],
    ['a time that is none', '[-1,"a","USD","1"]'],
    ['a time in the year 10000', '[253402300800000,"a","USD","1"]'],
    ['half a millisecond', '[5.5,"a","USD","1"]'],
    ['no currency', '[5,"a","usd","1"]'],
    ['a series without end', `[5,"${'a'.repeat(201)}","USD","1"]`],
    ['a line without end', `[5,"a","USD","1"${',null'.repeat(1000)}]`],
    ['an object that claims to be a text', '[5,"a","USD",{"length":1,"toString":1}]'],
  ])('%s', (_what, line) => {
    const text = [...lines.slice(0, 2), line, ...lines.slice(3)].join('\n');
    expect(readShard(text)).toEqual({ samples: [three[0], three[2]], state: 'good' });
  });

  test.each([
    ['none', lines.slice(1)],
    ['cut', ['{"vers', ...lines.slice(1)]],
    ['a version that is none', ['{"version":"1"}', ...lines.slice(1)]],
    ['version 0', ['{"version":0}', ...lines.slice(1)]],
  ])('a header that is damaged: %s', (_what, all) => {
    expect(readShard(all.join('\n'))).toEqual({ samples: three, state: 'damaged' });
  });

  test('any text at all, and any change of a good one', () => {
    const good = shardText(three);
    const changed = fc
      .tuple(fc.nat({ max: good.length }), fc.nat({ max: 40 }), anyText(20))
      .map(([at, cut, text]) => good.slice(0, at) + text + good.slice(at + cut));
    fc.assert(
      fc.property(fc.oneof(anyText(200), fc.json(), changed), (text) => {
        const { samples } = readShard(text);
        // What was taken for good can be written, and is then the same.
        expect(readShard(shardText(samples))).toEqual({ samples, state: 'good' });
        assertPrototypeUntouched();
      }),
      { numRuns: 500 },
    );
  });
});

test('[trust 52] a newer version is read as far as can be, and not ours to write over', () => {
  const text = shardText(three)
    .replace('{"version":1}', '{"version":2,"new":true}')
    .replace(
      '"1000000000","1"]',
      '"1000000000","1",null,null,null,null,null,null,null,null,null,null,"new"]',
    );
  expect(readShard(text)).toEqual({ samples: three, state: 'alone' });
});

test.each([
  ['lines', 'x\n'.repeat(20_000)],
  ['text', 'x'.repeat(4_000_000)],
  ['lines that are nearly ours', '[1,"a",]\n'.repeat(20_000)],
])('[trust 48] too many %s are none of ours: read so far, and left alone', (_what, more) => {
  const text = `${shardText(three)}${more}\n${lineOf(aSample(NOON_MS))}\n`;
  expect(readShard(text)).toEqual({ samples: three, state: 'alone' });
});
