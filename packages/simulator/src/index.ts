export { startSimulator, type Simulator, type SimulatorOptions } from './simulator.ts';
export type { Control } from './control/control.ts';
export { connectControl, type RemoteControl } from './control/controlClient.ts';
export type { AccountChange } from './account/change.ts';
export type { Through } from './account/move.ts';
export type { CreditsAnswer } from './account/personaSpec.ts';
export type { Period } from './account/periods.ts';
export {
  badCertificateKinds,
  type BadCertificateKind,
  type Certificates,
  createCertificates,
} from './certificates/certificates.ts';
export type { Fault, FaultMatch, FaultSpec, RedirectTarget } from './faults/faultSpec.ts';
export { wrongBodies, type WrongBody } from './faults/wrongBody.ts';
export { keyFor } from './keyFor.ts';
export type { LedgerKey, LedgerRow } from './ledger/ledgerRow.ts';
export { isPersonaName, personaNames, personas, type PersonaName } from './personas.ts';
export type { LoggedConnection, LoggedRequest } from './requestLog.ts';
