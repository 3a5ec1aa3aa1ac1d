import { plainText } from './plainText.ts';

/** What a status bar format may contain, each in braces. */
export const templateTokens = [
  'account',
  'headline',
  'balance',
  'limit',
  'today',
  'week',
  'month',
  'rate',
  'runway',
] as const;
export type TemplateToken = (typeof templateTokens)[number];

export const DEFAULT_FORMAT = '{account}: {headline}';
const MOST_CHARACTERS = 80;

/** Fills a format. Unknown tokens stay as they are, so that a typo can be seen; an empty format is the default one. */
export function fillTemplate(format: string, values: Readonly<Record<TemplateToken, string>>): string {
  const usable = plainText(format, MOST_CHARACTERS);
  const filled = (usable === '' ? DEFAULT_FORMAT : usable).replace(/\{([a-z]+)\}/g, (token, name: string) =>
    Object.hasOwn(values, name) ? values[name as TemplateToken] : token,
  );
  return plainText(filled, MOST_CHARACTERS);
}
