/**
 * Whether a request may go to `url`: HTTPS, one of the provider's own origins, and nothing in it that could mean two
 * things to two parsers (user info, fragment, odd port, trailing dot, a look-alike that punycode unmasks).
 */
export function isAllowedUrl(url: string, origins: readonly string[]): boolean {
  let parsed: URL;
  try {
    parsed = new URL(url);
  } catch {
    return false;
  }
  return (
    parsed.protocol === 'https:' &&
    parsed.username === '' &&
    parsed.password === '' &&
    // An empty fragment too, which `hash` does not show.
    !url.includes('#') &&
    // A URL that the parser had to tidy up is not one that we wrote.
    parsed.href === url &&
    origins.includes(parsed.origin)
  );
}
