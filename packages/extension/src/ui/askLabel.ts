import { plainText } from '@opencredits/core';
import { type Answer, ask } from './quickInput.ts';

/** Longer ones would be cut wherever they are shown. */
const LONGEST_LABEL = 40;

/** One character may be made of many; what the list of accounts takes is counted in these. */
const MOST_CODE_UNITS = 200;

/**
 * Asks what an account is to be called. Gives a plain line that is not empty.
 * @param taken the names of the other accounts: with two of one name nobody could tell which is which
 */
export async function askLabel(
  value: string,
  canGoBack: boolean,
  taken: readonly string[],
): Promise<Answer<string>> {
  const problem = (label: string): string | undefined => {
    if (label === '') return 'Type a name.';
    if (label.length > MOST_CODE_UNITS) return 'Too long. Type a shorter name.';
    return taken.includes(label) ? 'Another account has this name.' : undefined;
  };
  const answer = await ask({
    title: 'OpenCredits: name the account',
    prompt: 'As it is to stand in the status bar. It stays in this editor.',
    value,
    canGoBack,
    check: (text) => Promise.resolve(problem(plainText(text, LONGEST_LABEL))),
  });
  return answer === undefined || answer === 'back' ? answer : plainText(answer, LONGEST_LABEL);
}
