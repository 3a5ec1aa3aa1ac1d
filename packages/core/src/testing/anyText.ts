import fc from 'fast-check';

const character = fc
  .oneof(
    fc.integer({ min: 0, max: 0x7f }),
    // Everything that one unit of UTF-16 can be, halves of surrogate pairs too.
    fc.integer({ min: 0, max: 0xffff }),
    fc.integer({ min: 0x10000, max: 0x10ffff }),
  )
  .map((code) => String.fromCodePoint(code));

/** Texts that nobody would write: controls, halves of pairs, every plane. (fast-check's own take seconds to set up.) */
export function anyText(maxLength = 60): fc.Arbitrary<string> {
  return fc.array(character, { maxLength }).map((characters) => characters.join(''));
}
