import type { Failure, KeySlot } from '../model/failure.ts';
import { spanWords } from './words.ts';

export interface FailureWords {
  /** What is the matter: one sentence. */
  readonly what: string;
  /** What the reader can do, or that there is nothing to do. */
  readonly todo: string;
}

const BY_ITSELF = 'It is tried again by itself.';

function words(what: string, todo = BY_ITSELF): FailureWords {
  return { what, todo };
}

/** The one place where a failure becomes words. `name` is the provider's. */
export function failureWords(failure: Failure, name: string): FailureWords {
  switch (failure.kind) {
    case 'network':
      return failure.reason === 'proxy'
        ? words(`The network proxy refused the way to ${name}.`, 'Check the setting http.proxy.')
        : words(`${name} could not be reached.`, `Check the network. ${BY_ITSELF}`);
    case 'timeout':
      return words(`${name} did not answer within 15 seconds.`);
    case 'tls':
      return failure.reason === 'checksOff'
        ? words(
            'Certificate checks are off, so the key was not sent.',
            'Remove NODE_TLS_REJECT_UNAUTHORIZED and restart VS Code.',
          )
        : words(
            `The certificate of ${name} is not trusted, so the key was not sent.`,
            'On a company network, install its root certificate.',
          );
    case 'rateLimited':
      return words(`${name} asks for fewer requests (429).`);
    case 'invalidKey':
      return words(
        `${name} rejected the ${slotWords(failure.slot)} (401): wrong, disabled or expired.`,
        'Replace or test it; by itself it is not sent again.',
      );
    case 'wrongKeyKind':
      return words(`${name} shows this key nothing of the account (403).`, 'Use another key.');
    case 'providerDown':
      return words(`${name} has trouble of its own (${failure.status}).`);
    case 'unexpectedAnswer':
      return words(
        `The answer of ${name} was not understood (${[failure.reason, failure.status].join(' ').trim()}).`,
        `A sign-in page? ${BY_ITSELF}`,
      );
    case 'keyUnavailable':
      return failure.reason === 'noAnswer'
        ? words('The system keyring does not give the key.', `Unlock it. ${BY_ITSELF}`)
        : words('The key is not available on this machine.', 'Reload the window, or enter it again.');
  }
}

export function failureSentence(failure: Failure, name: string): string {
  const { what, todo } = failureWords(failure, name);
  return `${what} ${todo}`;
}

/** For a person who asks while the provider wants to be left alone. */
export function waitWords(waitMs: number, name: string): string {
  return `${name} asks for fewer requests. The next is in ${spanWords(waitMs)}.`;
}

export function slotWords(slot: KeySlot): string {
  return slot === 'management' ? 'management key' : 'API key';
}
