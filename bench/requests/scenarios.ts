import { fixture } from '../../packages/core/src/testing/fixture.ts';
import { type Machine, ok } from '../../packages/core/src/testing/machine.ts';
import { answers, throws } from '../../packages/core/src/testing/scriptedTransport.ts';
import { TransportError } from '../../packages/core/src/ports.ts';

/** A day in the life of one key: what the provider says, and whether anybody looks. */
export interface Scenario {
  /** In words, for the table. */
  readonly what: string;
  /** Default: ordinary. */
  readonly slot?: 'management';
  /** The status bar item is not shown. */
  readonly hidden?: true;
  /** Sets up what the provider answers; without it the key is accepted and sees its account. */
  readonly provider?: (machine: Machine) => void;
}

const forbidden = answers(403, fixture('error.403.managementOnly.json'));

export const scenarios = {
  ordinary403: {
    what: 'ordinary key, /credits 403',
    provider: ({ transport }) => transport.on('/api/v1/credits', forbidden),
  },
  ordinarySpendingAllDay: {
    what: 'the same, spending all day',
    provider: ({ transport }) => {
      let spent = 0;
      transport.on('/api/v1/credits', forbidden).on('/api/v1/key', (request) => {
        spent += 0.01;
        const answer = { data: { ...keyData, usage: keyData.usage + spent } };
        return answers(200, answer)(request);
      });
    },
  },
  management: {
    what: 'management key',
    slot: 'management',
    provider: ({ transport }) => transport.on('/api/v1/key', ok('key.management')),
  },
  rejected: {
    what: 'rejected key (401)',
    provider: ({ transport }) =>
      transport.on('/api/v1/key', answers(401, fixture('error.401.userNotFound.json'))),
  },
  providerDown: {
    what: 'provider down (503)',
    provider: ({ transport }) => transport.on('/api/v1/key', answers(503, '')),
  },
  offline: {
    what: 'no network',
    provider: ({ transport }) => transport.on('/api/v1/key', throws(new TransportError('unreachable'))),
  },
  hidden: { what: 'status bar item hidden', hidden: true },
} as const satisfies Record<string, Scenario>;

export type ScenarioName = keyof typeof scenarios;
export const scenarioNames = Object.keys(scenarios) as ScenarioName[];

const keyData = (JSON.parse(fixture('key.ordinary.json')) as { data: { usage: number } }).data;
