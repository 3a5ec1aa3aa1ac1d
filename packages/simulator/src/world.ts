import { createAccount, type Account } from './account/account.ts';
import type { SimulatedClock } from './clock.ts';
import { FaultBox } from './faults/faultBox.ts';
import { personaNames, type PersonaName } from './personas.ts';
import type { LoggedConnection, LoggedRequest } from './requestLog.ts';

/** Everything that the simulator knows; the servers read it, the control moves it. */
export interface World {
  seed: number;
  clock: SimulatedClock;
  accounts: ReadonlyMap<PersonaName, Account>;
  faults: FaultBox;
  requests: LoggedRequest[];
  connections: LoggedConnection[];
  /** `/key` answers 404 and only its old name, `/auth/key`, works. */
  oldKeyNameOnly: boolean;
}

export function createWorld(seed: number, clock: SimulatedClock): World {
  const nowMs = clock.nowMs();
  return {
    seed,
    clock,
    accounts: new Map(personaNames.map((persona) => [persona, createAccount(persona, seed, nowMs)])),
    faults: new FaultBox(),
    requests: [],
    connections: [],
    oldKeyNameOnly: false,
  };
}

/** Throws TypeError for a persona that does not exist. */
export function accountOf(world: World, persona: PersonaName): Account {
  const account = world.accounts.get(persona);
  if (!account) throw new TypeError(`no such persona: ${String(persona)}`);
  return account;
}
