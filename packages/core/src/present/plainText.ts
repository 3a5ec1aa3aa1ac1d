/** Control characters, line breaks, bidi overrides and isolates, zero-width characters, tags and variation selectors. */
const UNPRINTABLE =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u115f\u1160\u180b-\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb]|[\u{e0000}-\u{e0fff}]/gu;

/**
 * Somebody else's text as one short plain line: for the status bar, messages and, through `markdownText`, the tooltip.
 * Takes out what cannot be seen and VS Code's `$(icon)` codes, folds white space, and cuts at `mostCharacters`
 * (user-perceived where the host has Intl.Segmenter, code points elsewhere).
 */
export function plainText(text: string, mostCharacters = 60): string {
  // Far beyond anything shown: no need to look at ten thousand characters of a label.
  const line = text
    .slice(0, mostCharacters * 40)
    // JavaScript takes a byte order mark for white space; in the middle of a word it is nothing at all.
    .replace(/[^\S\ufeff]+/g, ' ')
    .replace(UNPRINTABLE, '')
    // All the dollar signs before it too, or taking one icon out would make the next from what is left.
    .replace(/\$+\([^)]*\)?/g, '')
    // What was taken out may have stood between two spaces.
    .replace(/ +/g, ' ')
    .trim();
  // Most texts are short; the first segmenter of a process takes milliseconds to build, and start-up has few.
  if (line.length <= mostCharacters) return line;
  const characters: string[] = [];
  for (const character of charactersOf(line)) {
    // No further: telling apart the characters of a long text takes milliseconds, and is asked of every label.
    if (characters.push(character) > mostCharacters)
      return `${characters.slice(0, mostCharacters - 1).join('')}…`;
  }
  return line;
}

function* charactersOf(text: string): Iterable<string> {
  // Not in every host at the floor (Firefox before 125, when VS Code runs in the browser).
  if (typeof Intl.Segmenter === 'undefined') yield* text;
  else
    for (const { segment } of new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text))
      yield segment;
}
