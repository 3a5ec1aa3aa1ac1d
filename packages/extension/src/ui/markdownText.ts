import { plainText } from '@opencredits/core';

/**
 * Somebody else's text, made safe inside a MarkdownString: the only way in for any string that we did not write.
 * `appendText` is not enough: it lets table pipes through and does not stop bare addresses from becoming links.
 * Everything that means something to Markdown, HTML, autolinks or icon codes becomes a character reference.
 */
export function markdownText(text: string, mostCharacters?: number): string {
  return plainText(text, mostCharacters).replace(
    /[\\`*_{}[\]()#+\-!~|<>&$:@./'"=^]/g,
    (character) => `&#${character.codePointAt(0)};`,
  );
}
