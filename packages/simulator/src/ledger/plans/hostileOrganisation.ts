import { hostileNames, longHostileNames } from '../../hostileText.ts';
import type { KeyPlan, PastPlan } from '../plan.ts';

const keyCount = 10_000;
const name = (index: number): string => hostileNames[index % hostileNames.length] ?? '';

/**
 * Ten thousand keys, three workspaces, and no name that does not try to become something else. Some hundreds of the keys are in use;
 * the longest names stand here and there only, so that an answer stays below a megabyte.
 */
export const hostileOrganisation = (): PastPlan => ({
  days: 60,
  untilNow: true,
  models: [...hostileNames, ...longHostileNames].map((model, index) => ({
    model,
    providers: [name(index + 3), name(index + 7)],
    promptUsd: 2,
    completionUsd: 8,
    reasoningShare: 0.2,
    popularity: 0.3,
    everyDays: index < hostileNames.length ? 1 : 10,
  })),
  workspaces: [
    { id: '3f6f3c8e-5d0b-4c57-9a53-6f0f3f1f8a11', name: name(0) },
    { id: '7b1d9a52-0e84-4f0e-8b61-2d5a5b7c9e12', name: name(4) },
    { id: 'c2a4e6f8-1b3d-4a5c-8e7f-9a0b1c2d3e13', name: name(8) },
  ],
  keys: Array.from({ length: keyCount }, (_, place) => keyPlan(place)),
});

function keyPlan(place: number): KeyPlan {
  const isLong = place % 250 === 100;
  return {
    name: isLong ? (longHostileNames[Math.floor(place / 250) % 2] ?? '') : name(place),
    workspace: place % 50 === 1 ? 1 : place % 50 === 2 ? 2 : 0,
    ageDays: 61 + place / 100,
    weight: place % 50 < 3 ? 1 : 0,
    isDisabled: place % 97 === 5,
    ...(place % 40 === 0 ? { limit: { reset: 'monthly', filled: 0.8 } } : {}),
  };
}
