import { keyFor, type PersonaName } from '../../../packages/simulator/src/index.ts';
import type { VscodeWindow } from '../../harness/vscodeWindow.ts';

/** Opens the configure flow from the palette and waits for its list. */
export async function openConfigure(window: VscodeWindow): Promise<readonly string[]> {
  await window.runCommand('OpenCredits: Configure Providers');
  const list = await window.quickInput.waitFor({ title: /^OpenRouter: (set up|keys)$/, item: /./ });
  return list.items;
}

/** From the flow's list to the box for a key: by its row, and waits for the box. */
export async function openKeyBox(window: VscodeWindow, row: RegExp): Promise<void> {
  await window.quickInput.pick(row);
  await window.quickInput.waitFor({ title: /^OpenRouter: paste a key$/, password: true });
}

/** Puts a text into the box for a key and takes it with Enter. */
export async function enterKey(window: VscodeWindow, text: string): Promise<void> {
  await window.quickInput.fill(text);
  await window.quickInput.accept();
}

/** Agrees to keep a management key. */
export async function consent(window: VscodeWindow): Promise<void> {
  await window.quickInput.waitFor({ title: /this is a management key$/, item: /Keep it, only to read/ });
  await window.quickInput.pick(/Keep it, only to read/);
}

/** A persona's key, from "Set up" to a saved key, by keyboard. Waits for the message that says what it shows. */
export async function addKey(window: VscodeWindow, persona: PersonaName): Promise<string> {
  await openConfigure(window);
  await openKeyBox(window, /^Paste a key/);
  await enterKey(window, keyFor(persona));
  return agreeAndRead(window, persona);
}

/** Replaces the ordinary key by another persona's ordinary key. */
export async function replaceKey(window: VscodeWindow, persona: PersonaName): Promise<string> {
  await openConfigure(window);
  await openKeyBox(window, /^Replace the API key/);
  await enterKey(window, keyFor(persona));
  return agreeAndRead(window, persona);
}

/** Removes a key; `row` is its line in the flow's list. */
export async function removeKey(window: VscodeWindow, row: RegExp): Promise<void> {
  await openConfigure(window);
  // Further down than the list is high.
  await window.quickInput.fill('Remove the');
  await window.quickInput.pick(row);
  await window.pressDialogButton('Remove');
}

async function agreeAndRead(window: VscodeWindow, persona: PersonaName): Promise<string> {
  if (managementPersonas.has(persona)) await consent(window);
  const said = await window.waitForNotification(/^OpenRouter: /);
  await window.dismissNotifications();
  return said;
}

const managementPersonas: ReadonlySet<PersonaName> = new Set([
  'management',
  'overdrawn',
  'belowCent',
  'wealthy',
  'managementEmpty',
  'manyKeys',
  'hostileManagement',
  'organisation',
  'manyModels',
  'hostileOrganisation',
]);
