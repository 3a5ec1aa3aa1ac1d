import { changeAccount, type AccountChange } from '../account/change.ts';
import { countTo, spend, topUp, type Through } from '../account/move.ts';
import type { FaultSpec } from '../faults/faultSpec.ts';
import { ledgerKeys, ledgerRows, type LedgerKey, type LedgerRow } from '../ledger/ledgerRow.ts';
import type { PersonaName } from '../personas.ts';
import type { LoggedConnection, LoggedRequest } from '../requestLog.ts';
import { accountOf, type World } from '../world.ts';

/**
 * Moves the simulated world. Every verb takes effect before it returns. Amounts in USD; a persona that does not
 * exist is a TypeError.
 */
export interface Control {
  /** Spends through the persona's key; a management key cannot, so its account's newest listed key does. Negative refunds. */
  spend(persona: PersonaName, amountUsd: number, through?: Through): void;
  /** Spends at the user's own provider: nothing leaves the account. */
  spendByok(persona: PersonaName, amountUsd: number, through?: Through): void;
  topUp(persona: PersonaName, amountUsd: number): void;
  setAccount(persona: PersonaName, change: AccountChange): void;
  /** Moves the simulated clock; counters of ended UTC days, weeks and months go back to zero. */
  advance(stepMs: number): void;
  /** The simulated clock, ms since the epoch. */
  now(): number;
  /** Replaces the faults that are on: the first that matches a request is used. undefined clears them. */
  fault(spec: FaultSpec | readonly FaultSpec[] | undefined): void;
  /** The truth that all answers must agree with: what was used in the hours that began in [fromMs, toMs), oldest first. */
  ledger(persona: PersonaName, range?: { fromMs?: number; toMs?: number }): LedgerRow[];
  /** Every listed key of every workspace, disabled ones too, newest first, as it stands now. */
  ledgerKeys(persona: PersonaName): LedgerKey[];
  /** Every request so far, oldest first. */
  requests(): LoggedRequest[];
  /** Every connection through the proxy so far, oldest first. */
  connections(): LoggedConnection[];
  /** Forgets both logs. */
  clearRequests(): void;
  /** A revoked key gets the 401 of a key that never was. */
  keyRevoked(persona: PersonaName, revoked: boolean): void;
  /** `/key` answers 404, only its old name `/auth/key` works. */
  oldKeyNameOnly(on: boolean): void;
  lively(on: boolean): void;
}

export interface ControlParts {
  setLively(on: boolean): void;
  /** Closes the connections that no request is using: a kept one would never see a connection fault. */
  closeIdleConnections(): void;
}

export function createControl(world: World, parts: ControlParts): Control {
  const account = (persona: PersonaName): ReturnType<typeof accountOf> => accountOf(world, persona);
  const nowMs = (): number => world.clock.nowMs();
  return {
    spend: (persona, amountUsd, through) => spend(account(persona), nowMs(), amountUsd, 'credits', through),
    spendByok: (persona, amountUsd, through) => spend(account(persona), nowMs(), amountUsd, 'byok', through),
    topUp: (persona, amountUsd) => topUp(account(persona), nowMs(), amountUsd),
    setAccount(persona, change) {
      countTo(account(persona), nowMs());
      changeAccount(account(persona), structuredClone(change));
    },
    advance: (stepMs) => world.clock.advance(stepMs),
    now: nowMs,
    fault(spec) {
      world.faults.set(
        spec === undefined ? [] : Array.isArray(spec) ? (spec as readonly FaultSpec[]) : [spec as FaultSpec],
      );
      if (world.faults.hasConnectionFault) parts.closeIdleConnections();
    },
    ledger: (persona, range = {}) => ledgerRows(account(persona), range),
    ledgerKeys(persona) {
      countTo(account(persona), nowMs());
      return ledgerKeys(account(persona));
    },
    requests: () => structuredClone(world.requests),
    connections: () => structuredClone(world.connections),
    clearRequests() {
      world.requests.length = 0;
      world.connections.length = 0;
    },
    keyRevoked(persona, revoked) {
      account(persona).key.revoked = revoked;
    },
    oldKeyNameOnly(on) {
      world.oldKeyNameOnly = on;
    },
    lively: (on) => parts.setLively(on),
  };
}

/** The verbs by name, for the interface over HTTP; complete by its type. */
export const controlVerbs: Readonly<Record<keyof Control, true>> = {
  spend: true,
  spendByok: true,
  topUp: true,
  setAccount: true,
  advance: true,
  now: true,
  fault: true,
  ledger: true,
  ledgerKeys: true,
  requests: true,
  connections: true,
  clearRequests: true,
  keyRevoked: true,
  oldKeyNameOnly: true,
  lively: true,
};
