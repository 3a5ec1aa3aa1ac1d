import { type KeySlot, keySlots } from '../model/failure.ts';

const SECRET_PREFIX = 'opencredits.key.';

/** VS Code writes the names of secrets into its trace log: they hold random ids and nothing else. */
export function secretName(accountId: string, slot: KeySlot): string {
  return `${SECRET_PREFIX}${accountId}.${slot}`;
}

/** The account that a secret of ours belongs to; undefined for other people's. */
export function accountOfSecret(name: string): string | undefined {
  return name.startsWith(SECRET_PREFIX) ? name.slice(SECRET_PREFIX.length).split('.')[0] : undefined;
}

/** Every secret that one of these accounts may have, recorded or not: a crash may have left one behind. */
export function possibleSecrets(accountIds: Iterable<string>): readonly string[] {
  return [...accountIds].flatMap((id) => keySlots.map((slot) => secretName(id, slot)));
}

/** All ids that stand in a text that may be damaged: of accounts, and other ones, which do no harm. */
export function idsIn(text: string): readonly string[] {
  return text.match(/[0-9a-f]{32}/g) ?? [];
}
