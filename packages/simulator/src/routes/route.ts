import type { Account } from '../account/account.ts';
import { countTo } from '../account/move.ts';
import type { World } from '../world.ts';
import { activityAnswer } from './activityAnswer.ts';
import { metaAnswer } from './analytics/metaAnswer.ts';
import { queryAnswer } from './analytics/queryAnswer.ts';
import { tooMany } from './analytics/tooMany.ts';
import { corsHeaders, errorAnswer, jsonAnswer, type Answer } from './answer.ts';
import { creditsAnswer, managementOnly } from './creditsAnswer.ts';
import { keyAnswer } from './keyAnswer.ts';
import { keysAnswer } from './keysAnswer.ts';
import { workspacesAnswer } from './workspacesAnswer.ts';

/** The part of a request that decides its answer. */
export interface Asked {
  method: string;
  /** Without the query. */
  pathname: string;
  query: URLSearchParams;
  /** Of a POST. */
  body?: string;
  /** Whether an `Authorization: Bearer` header came, and whose key it had. */
  credential: 'none' | 'unknown' | { account: Account };
}

interface Route {
  method: 'GET' | 'POST';
  answer(account: Account, asked: Asked, nowMs: number): Answer;
}

export const apiRoot = '/api/v1';

/** What OpenRouter would answer. */
export function route(world: World, asked: Asked): Answer {
  const name = asked.pathname.startsWith(`${apiRoot}/`) ? asked.pathname.slice(apiRoot.length) : undefined;
  const found = name === undefined ? undefined : routeOf(name, world.oldKeyNameOnly);
  if (asked.method === 'OPTIONS') return { status: 204, headers: { ...corsHeaders }, body: '' };
  if (!found) return errorAnswer(404, 'Resource not found');
  if (asked.method !== found.method)
    return errorAnswer(405, 'Method Not Allowed', { allow: `${found.method}, OPTIONS` });
  if (asked.credential === 'none') return errorAnswer(401, 'No cookie auth credentials found');
  if (asked.credential === 'unknown') return errorAnswer(401, 'User not found.');
  const { account } = asked.credential;
  const nowMs = world.clock.nowMs();
  countTo(account, nowMs);
  if (account.key.revoked) return errorAnswer(401, 'User not found.');
  const expired = account.key.expiresAtMs !== null && account.key.expiresAtMs <= nowMs;
  if (account.key.disabled || expired) return errorAnswer(401, 'Invalid credentials');
  return found.answer(account, asked, nowMs);
}

const get = (answer: (account: Account, query: URLSearchParams, nowMs: number) => Answer): Route => ({
  method: 'GET',
  answer: (account, { query }, nowMs) => answer(account, query, nowMs),
});

/** Analytics is for management keys, 64 times a minute. */
const analytics = (method: Route['method'], answer: Route['answer']): Route => ({
  method,
  answer: (account, asked, nowMs) =>
    account.kind === 'management'
      ? (tooMany(account, nowMs) ?? answer(account, asked, nowMs))
      : managementOnly(),
});

function routeOf(name: string, oldKeyNameOnly: boolean): Route | undefined {
  switch (name) {
    case '/key':
      return oldKeyNameOnly ? undefined : get((account, _query, nowMs) => keyAnswer(account, nowMs));
    case '/auth/key':
      return get((account, _query, nowMs) => keyAnswer(account, nowMs));
    case '/credits':
      return get(creditsAnswer);
    case '/keys':
      return get(keysAnswer);
    case '/workspaces':
      return get(workspacesAnswer);
    case '/activity':
      return get(activityAnswer);
    case '/analytics/meta':
      return analytics('GET', metaAnswer);
    case '/analytics/query':
      return analytics('POST', (account, asked, nowMs) => queryAnswer(account, asked.body ?? '', nowMs));
    default:
      return undefined;
  }
}

/** What the second host answers to anybody: it exists so that a test can see whether a key came. */
export const elsewhereAnswer = (): Answer =>
  jsonAnswer({ data: { total_credits: 1e6, total_usage: 0 }, elsewhere: true });
