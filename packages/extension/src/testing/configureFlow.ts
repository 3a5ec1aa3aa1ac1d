import { expect } from 'vitest';
import type { FakeBox, FakePick } from './fakeQuickInput.ts';
import type { Journey } from './journey.ts';
import { quiet, until } from './waiting.ts';

export const ENABLED = 'opencredits.providers.openrouter.enabled';

/** A person's way through the configure flow, step by step. */
export interface ConfigureFlow {
  /** Opens the flow; `over` settles when it has come to its end. */
  configure(): Promise<{ readonly list: FakePick; readonly over: Promise<unknown> }>;
  /** From the start to the box for a key. */
  pasteBox(): Promise<{ readonly box: FakeBox; readonly over: Promise<unknown> }>;
  /** All is as on the very first day. */
  expectNothingChanged(): void;
}

export function configureFlow(at: () => Journey): ConfigureFlow {
  const configure: ConfigureFlow['configure'] = async () => {
    await quiet();
    const over = at().run('opencredits.configure');
    return { list: await at().pick('OpenRouter'), over };
  };
  return {
    configure,
    async pasteBox() {
      const { list, over } = await configure();
      list.choose('Paste a key');
      return { box: await at().box(), over };
    },
    expectNothingChanged() {
      expect(at().secrets.values.size).toBe(0);
      expect([...at().host.settings.user.keys()]).toEqual([]);
      expect(at().files['accounts.json'] ?? '').not.toContain('slot');
      expect(at().host.item?.text).toBe('OpenRouter: Set up');
      expect(at().host.context.get('opencredits.hasKey')).toBe(false);
    },
  };
}

export function enter(box: FakeBox, text: string): void {
  box.type(text);
  box.enter();
}

/** Waits for what the box says about a text that it does not take. */
export function refusalOf(box: FakeBox): Promise<string> {
  return until('a refusal', () => !box.busy && box.validationMessage);
}
