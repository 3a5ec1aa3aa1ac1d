import type { CleanedKey } from '@opencredits/core';

/** Why a pasted text cannot be a key. Never repeats what was pasted. */
export function refusalWords(why: Extract<CleanedKey, { kind: 'refused' }>['why']): string {
  switch (why) {
    case 'empty':
      return 'Paste a key, or press Escape to leave.';
    case 'tooLong':
      return 'That is too long to be a key. Copy only the key.';
    case 'tooShort':
      return 'That is too short to be a key. Copy all of it.';
    case 'innerSpace':
      return 'There is a space or a line break inside. Copy only the key, in one piece.';
    case 'badCharacter':
      return 'There is a character inside that no key has. Copy the key again from where it was shown.';
  }
}
