import { askedWaitMs } from '../monitor/plan.ts';
import type { Failure } from '../model/failure.ts';
import { spanWords } from './words.ts';

export interface FailureWords {
  /** What is the matter: one sentence. */
  readonly what: string;
  /** What the reader can do, or that there is nothing to do. */
  readonly todo: string;
}

/** The one place where a failure becomes words. */
export function failureWords(failure: Failure, providerName: string): FailureWords {
  switch (failure.kind) {
    case 'network':
      return failure.reason === 'proxy'
        ? {
            what: `The network proxy did not let the request to ${providerName} through.`,
            todo: "Check VS Code's http.proxy setting and the proxy's sign-in.",
          }
        : {
            what: `${providerName} could not be reached.`,
            todo: 'Check the network connection; it is tried again by itself.',
          };
    case 'timeout':
      return {
        what: `${providerName} did not answer within 15 seconds.`,
        todo: 'It is tried again by itself.',
      };
    case 'tls':
      return failure.reason === 'checksOff'
        ? {
            what: 'Certificate checks are switched off in this process, so the key was not sent.',
            todo: 'Remove NODE_TLS_REJECT_UNAUTHORIZED=0 from the environment and restart VS Code.',
          }
        : {
            what: `The certificate shown for ${providerName} is not trusted, so the key was not sent.`,
            todo: 'On a company network, have its root certificate installed in the system; it is tried again by itself.',
          };
    case 'rateLimited': {
      const waitMs = askedWaitMs(failure);
      return {
        what: `${providerName} asks for fewer requests (429).`,
        todo:
          waitMs > 0
            ? `It is tried again in ${spanWords(waitMs)}.`
            : 'It is tried again by itself, more rarely.',
      };
    }
    case 'invalidKey':
      return {
        what: `${providerName} rejected the ${failure.slot === 'management' ? 'management key' : 'key'} (401): it is wrong, disabled or expired.`,
        todo: 'Nothing more is sent until you replace or test it.',
      };
    case 'wrongKeyKind':
      return {
        what: `${providerName} does not let this key see the account (403).`,
        todo: 'Use another key.',
      };
    case 'providerDown':
      return {
        what: `${providerName} has trouble of its own (${failure.status}).`,
        todo: 'Nothing to do here; it is tried again by itself.',
      };
    case 'unexpectedAnswer':
      return {
        what: `What came back is not an answer of ${providerName} as this version knows it (${unexpectedWords(failure)}).`,
        todo: 'A network sign-in page can cause this: open a web page once. It is tried again by itself.',
      };
    case 'keyUnavailable':
      return failure.reason === 'noAnswer'
        ? {
            what: 'The key could not be read: the system keyring does not answer.',
            todo: 'Unlock the keyring, then refresh.',
          }
        : { what: 'The key is not available on this machine.', todo: 'Enter it again.' };
  }
}

function unexpectedWords(failure: Extract<Failure, { kind: 'unexpectedAnswer' }>): string {
  switch (failure.reason) {
    case 'redirect':
      return 'a redirect, not followed';
    case 'tooLarge':
      return 'longer than 1 MiB';
    case 'notJson':
      return 'not JSON';
    case 'shape':
      return 'an unknown shape';
    case 'encoding':
      return 'an unreadable encoding';
    case 'status':
      return `status ${failure.status ?? 'unknown'}`;
    case 'refusedUrl':
      return 'not sent';
  }
}

/** For a person who asks while the provider wants to be left alone. */
export function waitWords(waitMs: number, providerName: string): string {
  return `${providerName} asks for fewer requests. Next refresh in ${spanWords(waitMs)}.`;
}
