import { personaNames, type PersonaName } from './personas.ts';

const prefix = 'sk-or-v1-simulated-';

/** The key that reaches a persona. It is of an obviously fake form: no scanner and no reader takes it for a real one. */
export const keyFor = (persona: PersonaName): string => prefix + persona;

/** Whose key this is; undefined: nobody's. */
export const personaOf = (key: string): PersonaName | undefined =>
  personaNames.find((persona) => keyFor(persona) === key);

/** What OpenRouter shows of a key, such as `sk-or-v1-sim...ent`. */
export const maskedKey = (key: string): string => `${key.slice(0, 12)}...${key.slice(-3)}`;
