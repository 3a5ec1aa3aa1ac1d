import type { Account } from '../model/account.ts';
import { plainText } from './plainText.ts';

/** As long as a name may be in a list or a message. */
const MOST_CHARACTERS = 40;

/** What an account goes by: the person's label for it, or its provider's name. One plain line. */
export function accountName({ label = '' }: Account, provider: { readonly name: string }): string {
  return plainText(label, MOST_CHARACTERS) || provider.name;
}

const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]|[\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/**
 * A line with the name set apart where it is written from right to left: else the signs of the amount beside it would go
 * to its other side, and `-$0.40` read `0.40$-`.
 */
export function withNameApart(line: string, name: string): string {
  return RIGHT_TO_LEFT.test(name) ? line.replace(name, () => `\u2068${name}\u2069`) : line;
}
