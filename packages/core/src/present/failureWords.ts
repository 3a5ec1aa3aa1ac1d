import type { Failure, KeySlot } from '../model/failure.ts';
import { askedWaitMs } from '../monitor/plan.ts';
import { spanWords } from './words.ts';

export interface FailureWords {
  /** What is the matter: one sentence. */
  readonly what: string;
  /** What the reader can do, or that there is nothing to do. */
  readonly todo: string;
}

const BY_ITSELF = 'It is tried again by itself.';

/** The one place where a failure becomes words. `name` is the provider's. */
export function failureWords(failure: Failure, name: string): FailureWords {
  switch (failure.kind) {
    case 'network':
      return failure.reason === 'proxy'
        ? { what: `The network proxy refused the way to ${name}.`, todo: 'Check the setting http.proxy.' }
        : { what: `${name} could not be reached.`, todo: `Check the network. ${BY_ITSELF}` };
    case 'timeout':
      return { what: `${name} did not answer within 15 seconds.`, todo: BY_ITSELF };
    case 'tls':
      return failure.reason === 'checksOff'
        ? {
            what: 'Certificate checks are off, so the key was not sent.',
            todo: 'Remove NODE_TLS_REJECT_UNAUTHORIZED=0 from the environment and restart VS Code.',
          }
        : {
            what: `The certificate shown for ${name} is not trusted, so the key was not sent.`,
            todo: 'On a company network, install its root certificate. Else somebody may be listening.',
          };
    case 'rateLimited': {
      const waitMs = askedWaitMs(failure);
      return {
        what: `${name} asks for fewer requests (429).`,
        todo: waitMs > 0 ? `It is tried again in ${spanWords(waitMs)}.` : BY_ITSELF,
      };
    }
    case 'invalidKey':
      return {
        what: `${name} rejected the ${slotWords(failure.slot)} (401): wrong, disabled or expired.`,
        todo: 'Replace or test it; until then nothing is sent.',
      };
    case 'wrongKeyKind':
      return { what: `${name} lets this key see nothing of the account (403).`, todo: 'Use another key.' };
    case 'providerDown':
      return { what: `${name} has trouble of its own (${failure.status}).`, todo: BY_ITSELF };
    case 'unexpectedAnswer':
      return {
        what: `${name}'s answer was not understood (${failure.status ?? ''} ${failure.reason}).`.replace(
          '( ',
          '(',
        ),
        todo: `A network's sign-in page can cause this. ${BY_ITSELF}`,
      };
    case 'keyUnavailable':
      return failure.reason === 'noAnswer'
        ? { what: 'The system keyring does not give the key.', todo: 'Unlock it, then refresh.' }
        : { what: 'The key is not available on this machine.', todo: 'Enter it again.' };
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
