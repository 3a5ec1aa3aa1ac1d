import { keyFor, personas, type PersonaName } from '../../packages/simulator/src/index.ts';

export interface HelpFacts {
  /** Undefined when the editor has a window of its own. */
  readonly address: string | undefined;
  /** The simulator's control, or undefined with the real OpenRouter. */
  readonly controlUrl: string | undefined;
}

/** What a person reads when the editor is open: where it is, what to click, what is real and how to end. */
export function helpText({ address, controlUrl }: HelpFacts): string {
  const where = address ? `VS Code is open at\n\n  ${address}` : 'VS Code is opening in a window of its own.';
  return [
    where,
    controlUrl ? simulated(controlUrl) : live(address !== undefined),
    'Ctrl+C here ends it all.',
  ].join('\n\n');
}

/** Accounts for the dashboard, which wants a management key. */
const companies: readonly PersonaName[] = ['organisation', 'manyModels', 'hostileOrganisation'];

function simulated(controlUrl: string): string {
  const verb = (name: string, amount: string) =>
    `curl -H 'Content-Type: application/json' -d '["lively", ${amount}]' ${controlUrl}${name}`;
  return `  1. Click "OpenRouter: Set up" at the right of the status bar.
  2. Take the key that is offered from the environment (OPENROUTER_API_KEY).

The figure appears where you clicked. Rest the mouse on it for the details; click it for a fresh one.

The account is simulated: it spends a few cents every few seconds, and nothing reaches the real OpenRouter.
  spend $0.20   ${verb('spend', '0.2')}
  add $5        ${verb('topUp', '5')}

For the dashboard, add one of these as well: management keys of accounts with a past. The first one's account is spent
from too, by all its people, once it has been looked at.
${companies.map((persona) => `  ${keyFor(persona)}\n    ${personas[persona].about}`).join('\n')}`;
}

function live(inBrowser: boolean): string {
  const kept = inBrowser
    ? `
The key is kept in your browser's storage for this address. "OpenCredits: Remove All Data" takes it out again.`
    : '';
  return `  1. Click "OpenRouter: Set up" at the right of the status bar.
  2. Paste your OpenRouter key.

This is the real OpenRouter and your real account.${kept}`;
}
