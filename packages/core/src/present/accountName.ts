import type { Account } from '../model/account.ts';
import { plainText } from './plainText.ts';

/** As long as a name may be in a list or a message. */
const MOST_CHARACTERS = 40;

/** What an account goes by: the person's label for it, or its provider's name. One plain line. */
export function accountName({ label = '' }: Account, provider: { readonly name: string }): string {
  return plainText(label, MOST_CHARACTERS) || provider.name;
}
