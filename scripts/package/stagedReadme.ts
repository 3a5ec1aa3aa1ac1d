/**
 * The README as the package carries it. There is no public address of the repository yet, so nothing relative can be
 * shown or followed from the extension's page, and vsce refuses such a README: the block between `<!-- pictures -->` and
 * `<!-- /pictures -->` is left out and relative links keep their words only. With a `repository` in the manifest vsce
 * makes the links absolute itself, and the README goes in as it is.
 */
export function stagedReadme(readme: string, hasRepository: boolean): string {
  if (hasRepository) return readme;
  return readme
    .replaceAll(/<!-- pictures -->[\s\S]*?<!-- \/pictures -->\n*/g, '')
    .replaceAll(/(?<!!)\[([^\]]+)\]\((?![a-z]+:|#)[^)]*\)/gi, '$1');
}
