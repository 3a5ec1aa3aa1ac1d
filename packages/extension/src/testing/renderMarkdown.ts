import { Marked } from 'marked';

/**
 * As VS Code renders a MarkdownString: the same renderer, of the version that VS Code 1.93 and later carry, with tables
 * and autolinks on. VS Code then looks for `$(icon)` in the result; so does whoever calls this.
 */
export function renderMarkdown(markdown: string): string {
  return new Marked({ gfm: true, async: false }).parse(markdown) as string;
}

/** The same as a person reads it: character references resolved. Whatever looks like a tag by then is none. */
export function readMarkdown(markdown: string): string {
  return renderMarkdown(markdown)
    .replace(/<[^>]*>/g, ' ')
    .replace(/&#(\d+);/g, (_reference, code: string) => String.fromCodePoint(Number(code)));
}

/** The same without the one picture that is ours: of the trend, as data. */
export function withoutTrend(html: string): string {
  return html.replace(/<img src="data:image\/svg\+xml;base64,[A-Za-z0-9+/=]+" alt="[^"<>]*">/, '');
}
