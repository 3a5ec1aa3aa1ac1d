import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyText } from '../testing/anyText.ts';
import { MAX_BODY_BYTES, readText } from './readText.ts';

async function* inPieces(bytes: Uint8Array, pieceBytes: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += pieceBytes) yield bytes.subarray(at, at + pieceBytes);
}

test('text comes out whole, however its bytes are cut', async () => {
  await fc.assert(
    fc.asyncProperty(anyText(), fc.integer({ min: 1, max: 7 }), async (text, pieceBytes) => {
      const bytes = Buffer.from(text, 'utf8');
      // A byte order mark in front is not part of the text.
      const expected = bytes.toString('utf8').replace(/^\ufeff/, '');
      expect(await readText(inPieces(bytes, pieceBytes))).toBe(expected);
    }),
  );
});

test('[trust 28] no body is an empty text; bytes that are not UTF-8 are no reason to fail', async () => {
  expect(await readText(inPieces(new Uint8Array(), 1))).toBe('');
  expect(await readText(inPieces(Uint8Array.of(0x61, 0xff, 0xe2, 0x82), 2))).toBe('a\ufffd\ufffd');
});

test('[trust 26] a mebibyte is read, one byte more is not', async () => {
  expect(await readText(inPieces(new Uint8Array(MAX_BODY_BYTES).fill(0x61), 65_536))).toHaveLength(
    MAX_BODY_BYTES,
  );
  expect(await readText(inPieces(new Uint8Array(MAX_BODY_BYTES + 1).fill(0x61), 65_536))).toBeUndefined();
});

test('[trust 26] of an endless body no more is taken than it takes to know', async () => {
  let pieces = 0;
  let isClosed = false;
  async function* endless(): AsyncGenerator<Uint8Array> {
    try {
      for (;;) {
        pieces += 1;
        yield new Uint8Array(65_536);
      }
    } finally {
      isClosed = true;
    }
  }
  expect(await readText(endless())).toBeUndefined();
  expect(pieces).toBe(MAX_BODY_BYTES / 65_536 + 1);
  expect(isClosed).toBe(true);
});
