import { plainText } from '@opencredits/core';
import { type Answer, ask } from './quickInput.ts';

/** Longer ones would be cut wherever they are shown. */
const LONGEST_LABEL = 40;

/** Asks what an account is to be called. Gives a plain line that is not empty. */
export async function askLabel(value: string, canGoBack: boolean): Promise<Answer<string>> {
  const answer = await ask({
    title: 'OpenCredits: name the account',
    prompt: 'As it is to stand in the status bar. It stays in this editor.',
    value,
    canGoBack,
    check: (text) => Promise.resolve(plainText(text) === '' ? 'Type a name.' : undefined),
  });
  return answer === undefined || answer === 'back' ? answer : plainText(answer, LONGEST_LABEL);
}
