import { posix } from 'node:path';
import type { SourceFile } from './repositoryFiles.ts';

/**
 * Relative links and pictures in Markdown that lead nowhere, and `#headings` that do not exist.
 * @param exists whether a path relative to the root is there, be it a file or a folder.
 */
export function linkProblems(files: readonly SourceFile[], exists: (path: string) => boolean): string[] {
  const texts = new Map(files.map(({ path, text }) => [path, text]));
  return files
    .filter(({ path }) => path.endsWith('.md'))
    .flatMap(({ path, text }) =>
      relativeLinks(text).flatMap((link) => {
        const [file = '', heading] = decodeURI(link).split('#');
        const target = file === '' ? path : posix.normalize(posix.join(posix.dirname(path), file));
        if (target.startsWith('..') || !exists(target)) return [`${path}: ${link} leads to nothing`];
        const page = texts.get(target);
        const found = heading === undefined || page === undefined || headings(page).has(heading);
        return found ? [] : [`${path}: ${link} names a heading that ${target} does not have`];
      }),
    );
}

/** Targets of `[…](target)`, `src="target"` and `srcset="target"` outside code, those with a scheme left out. */
function relativeLinks(markdown: string): string[] {
  const prose = withoutCode(markdown);
  const inline = [...prose.matchAll(/\]\(\s*<?([^)\s>]+)>?[^)]*\)/g)];
  const html = [...prose.matchAll(/\b(?:src|srcset|href)="([^"\s]+)"/g)];
  return [...inline, ...html]
    .map(([, target]) => target ?? '')
    .filter((target) => !/^(?:[a-z][a-z0-9+.-]*:|\/\/)/i.test(target));
}

function withoutCode(markdown: string): string {
  return markdown.replaceAll(/^```[\s\S]*?^```/gm, '').replaceAll(/`[^`\n]*`/g, '');
}

/** The anchors that a page has, made as GitHub makes them. */
function headings(markdown: string): Set<string> {
  const lines = markdown.replaceAll(/^```[\s\S]*?^```/gm, '').matchAll(/^#{1,6}\s+(.+?)\s*#*$/gm);
  return new Set(
    [...lines].map(([, title]) =>
      (title ?? '')
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
        .replaceAll(/\s/g, '-'),
    ),
  );
}
