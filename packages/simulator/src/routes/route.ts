import type { Account } from '../account/account.ts';
import { countTo } from '../account/move.ts';
import type { World } from '../world.ts';
import { activityAnswer } from './activityAnswer.ts';
import { corsHeaders, errorAnswer, jsonAnswer, type Answer } from './answer.ts';
import { creditsAnswer } from './creditsAnswer.ts';
import { keyAnswer } from './keyAnswer.ts';
import { keysAnswer } from './keysAnswer.ts';

/** The part of a request that decides its answer. */
export interface Asked {
  method: string;
  /** Without the query. */
  pathname: string;
  query: URLSearchParams;
  /** Whether an `Authorization: Bearer` header came, and whose key it had. */
  credential: 'none' | 'unknown' | { account: Account };
}

type Route = (account: Account, query: URLSearchParams, nowMs: number) => Answer;

export const apiRoot = '/api/v1';

/** What OpenRouter would answer. */
export function route(world: World, asked: Asked): Answer {
  const name = asked.pathname.startsWith(`${apiRoot}/`) ? asked.pathname.slice(apiRoot.length) : undefined;
  const found = name === undefined ? undefined : routeOf(name, world.oldKeyNameOnly);
  if (asked.method === 'OPTIONS') return { status: 204, headers: { ...corsHeaders }, body: '' };
  if (!found) return errorAnswer(404, 'Resource not found');
  if (asked.method !== 'GET') return errorAnswer(405, 'Method Not Allowed', { allow: 'GET, OPTIONS' });
  if (asked.credential === 'none') return errorAnswer(401, 'No cookie auth credentials found');
  if (asked.credential === 'unknown') return errorAnswer(401, 'User not found.');
  const { account } = asked.credential;
  const nowMs = world.clock.nowMs();
  countTo(account, nowMs);
  if (account.key.revoked) return errorAnswer(401, 'User not found.');
  const expired = account.key.expiresAtMs !== null && account.key.expiresAtMs <= nowMs;
  if (account.key.disabled || expired) return errorAnswer(401, 'Invalid credentials');
  return found(account, asked.query, nowMs);
}

function routeOf(name: string, oldKeyNameOnly: boolean): Route | undefined {
  switch (name) {
    case '/key':
      return oldKeyNameOnly ? undefined : (account, _query, nowMs) => keyAnswer(account, nowMs);
    case '/auth/key':
      return (account, _query, nowMs) => keyAnswer(account, nowMs);
    case '/credits':
      return creditsAnswer;
    case '/keys':
      return keysAnswer;
    case '/activity':
      return activityAnswer;
    default:
      return undefined;
  }
}

/** What the second host answers to anybody: it exists so that a test can see whether a key came. */
export const elsewhereAnswer = (): Answer =>
  jsonAnswer({ data: { total_credits: 1e6, total_usage: 0 }, elsewhere: true });
