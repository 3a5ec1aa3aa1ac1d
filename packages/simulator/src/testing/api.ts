import { createClock } from '../clock.ts';
import { createControl, type Control } from '../control/control.ts';
import type { PersonaName } from '../personas.ts';
import type { Answer } from '../routes/answer.ts';
import { route } from '../routes/route.ts';
import { accountOf, createWorld } from '../world.ts';

/** What a row or an answer has: tests read whatever field they know of. */
export type Fields = Record<string, unknown>;

/** The simulated OpenRouter without sockets, on a clock that stands still. */
export interface Api {
  control: Control;
  ask(path: string, as?: PersonaName | 'nobody', method?: string, body?: string): Answer;
  /** The `data` of a good answer. Throws when the status is another. */
  data(path: string, as: PersonaName): Record<string, never> & Fields[];
  /** The answer to a good analytics query. Throws when the status is another. */
  query(
    as: PersonaName,
    query: Fields,
  ): { data: Fields[]; metadata: Fields; warnings: string[]; cachedAt: number };
}

export function createApi(nowMs: number, seed = 1): Api {
  const world = createWorld(seed, createClock(nowMs));
  const ask: Api['ask'] = (path, as, method = 'GET', body) => {
    const url = new URL(`https://openrouter.ai/api/v1${path}`);
    return route(world, {
      method,
      pathname: url.pathname,
      query: url.searchParams,
      ...(body === undefined ? {} : { body }),
      credential: as === undefined ? 'none' : as === 'nobody' ? 'unknown' : { account: accountOf(world, as) },
    });
  };
  const dataOf = (answer: Answer, what: string): unknown => {
    if (answer.status !== 200) throw new Error(`${what}: ${answer.status} ${answer.body}`);
    return (JSON.parse(answer.body) as { data: unknown }).data;
  };
  return {
    ask,
    control: createControl(world, { setLively: () => {}, closeIdleConnections: () => {} }),
    data: (path, as) => dataOf(ask(path, as), `${path} as ${as}`) as ReturnType<Api['data']>,
    query: (as, query) =>
      dataOf(ask('/analytics/query', as, 'POST', JSON.stringify(query)), `query as ${as}`) as ReturnType<
        Api['query']
      >,
  };
}
