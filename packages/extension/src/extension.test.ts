import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { keyFor } from '@opencredits/simulator';
import { describe, expect, test, vi } from 'vitest';
import { commandIds } from './generated/contributions.ts';
import { journey } from './testing/journey.ts';
import { quiet, underWay, until } from './testing/waiting.ts';

/** Five minutes, and all that jitter and lag can add. */
const INTERVAL_MS = 333_000;
const at = journey();

describe('the first start', () => {
  test('says how to begin, asks nobody and exports nothing', async () => {
    expect(await at().open()).toBeUndefined();
    const item = await at().shows('OpenRouter: Set up');
    expect(item).toMatchObject({
      id: 'balance',
      name: 'OpenCredits',
      alignment: 2,
      priority: 100,
      command: 'opencredits.configure',
      color: undefined,
      backgroundColor: undefined,
      accessibilityInformation: { label: 'OpenRouter is not set up. Activate to add a key.', role: 'button' },
    });
    await at().pass(600_000);
    expect(at().paths).toEqual([]);
    expect(at().host.messages).toEqual([]);
    expect(at().files).toEqual({});
    expect(at().host.context.get('opencredits.hasKey')).toBe(false);
  });

  test('[trust 4] [trust 5] the environment is not looked at, whatever stands in it', async () => {
    const names: string[] = [];
    const { env } = process;
    process.env = new Proxy(
      {
        ...env,
        OPENROUTER_API_KEY: keyFor('management'),
        OPENROUTER_BASE_URL: 'https://elsewhere.example/api/v1',
      },
      {
        get: (target, name) => {
          names.push(String(name));
          return Reflect.get(target, name) as unknown;
        },
      },
    );
    try {
      await at().open({ 'opencredits.providers.openrouter.enabled': true });
      await at().shows('OpenRouter: Set up');
      await at().run('opencredits.openSettings');
      await at().pass(600_000);
      expect(names.filter((name) => name.includes('OPENROUTER'))).toEqual([]);
      // With an account too, only the switch that turns certificate checks off is looked at.
      await at().addKey('limitDaily');
      expect(names).toContain('NODE_TLS_REJECT_UNAUTHORIZED');
      expect(names).not.toContain('OPENROUTER_BASE_URL');
      expect(at().host.item?.text).toBe('OpenRouter: $3.10 / $10');
    } finally {
      process.env = env;
    }
  });

  test('the whole of activation happens before any file, keyring or network answers', async () => {
    at().secrets.isSilent = true;
    await at().open();
    expect([...at().host.commands.keys()].sort()).toEqual([...commandIds].sort());
    expect(at().host.items).toEqual([]);
  });
});

describe('a second start', () => {
  test('paints the last figure, with its age, before any answer; then asks', async () => {
    await at().open();
    await at().addKey('management');
    at().close();
    await vi.advanceTimersByTimeAsync(3 * 3_600_000);
    at().simulator.control.clearRequests();
    at().simulator.control.spend('management', 1);
    at().simulator.control.fault({ kind: 'hangBeforeHeaders', times: 1 });
    await at().open();
    const item = await at().shows('OpenRouter: $5.20');
    expect(item.accessibilityInformation?.label).toContain('updated 3 h ago');
    await until('a request', () => at().paths.length === 1);
    expect(item.text).toBe('OpenRouter: $5.20');
    await vi.advanceTimersByTimeAsync(15_000);
    await at().pass(70_000);
    expect(item.text).toBe('OpenRouter: $4.20');
  });

  test('[trust 45] nothing waits for deactivation to be written', async () => {
    await at().open();
    await at().addKey('management');
    at().simulator.control.spend('management', 1);
    await at().pass(330_000);
    expect(at().files[at().recordFile]).toContain('4200000');
    const { [at().recordFile]: _, ...others } = at().files;
    expect(Object.keys(others).filter((name) => !/^(?:history|alerts)\./.test(name))).toEqual([
      'accounts.json',
    ]);
    expect(at().historyText).toContain('4200000');
  });

  test('[trust 48] damaged files are set aside; with them goes nothing but what was in them', async () => {
    await at().open();
    await at().addKey('management');
    at().close();
    const record = at().recordFile;
    writeFileSync(join(at().folder, record), '{"version":1,"accounts":{"x":');
    await at().open();
    await at().shows('OpenRouter: $5.20');
    await quiet();
    expect(at().files[`${record}.damaged`]).toBe('{"version":1,"accounts":{"x":');
    expect(at().files[record]).toContain('5200000');
    expect(at().host.messages).toEqual([]);
  });

  test('[trust 13] [trust 15] the keyring has lost the key: said, not forgotten, and a click mends it', async () => {
    await at().open();
    await at().addKey('management');
    at().close();
    at().secrets.values.clear();
    at().simulator.control.clearRequests();
    await at().open();
    await at().shows('OpenRouter: $5.20');
    // It is fresh; that it cannot be refreshed shows when it is due.
    await at().pass(INTERVAL_MS);
    const item = await at().shows('OpenRouter: $5.20 $(warning)');
    expect(item.accessibilityInformation?.label).toContain('not available on this machine');
    await at().pass(600_000);
    expect(at().paths).toEqual([]);
    expect(at().host.messages).toEqual([]);
    expect(item.command).toBe('opencredits.configure');
    const clicked = at().click();
    (await at().pick('keys')).choose('Replace the management key');
    const box = await at().box();
    box.type(keyFor('management'));
    box.enter();
    (await at().pick('management key')).choose('Keep it');
    await clicked;
    await at().shows('OpenRouter: $5.20');
  });

  test('[trust 14] a keyring that never answers is waited for ten seconds, once', async () => {
    await at().open();
    await at().addKey('management');
    at().close();
    at().secrets.isSilent = true;
    await vi.advanceTimersByTimeAsync(INTERVAL_MS);
    await at().open();
    await at().shows('OpenRouter: $5.20');
    await quiet();
    await vi.advanceTimersByTimeAsync(9_999);
    expect(at().host.item?.text).toBe('OpenRouter: $5.20');
    await vi.advanceTimersByTimeAsync(1);
    const item = await at().shows('OpenRouter: $5.20 $(warning)');
    expect(item.accessibilityInformation?.label).toContain('keyring');
    await at().pass(600_000);
    expect(at().host.messages).toEqual([]);
  });
});

describe('[trust 44] the extension is stopped', () => {
  test.each(['hangBeforeHeaders', 'hangInBody', 'endlessBody'] as const)(
    'during a request: %s',
    async (kind) => {
      await at().open();
      await at().addKey('management');
      at().simulator.control.fault({ kind });
      at().simulator.control.clearRequests();
      await at().passUntil('a request', () => at().paths.length > 0);
      at().close();
      expect(vi.getTimerCount()).toBe(0);
      await quiet();
      expect(at().host.held).toEqual([]);
    },
  );

  test('during a write', async () => {
    await at().open();
    await at().addKey('management');
    at().simulator.control.spend('management', 1);
    await at().passUntil('a new figure', () => at().host.item?.text === 'OpenRouter: $4.20');
    expect(underWay().filter((name) => name.startsWith('FSReq'))).not.toEqual([]);
    at().close();
    await quiet();
    expect(Object.keys(at().files)).toEqual(expect.arrayContaining([at().recordFile, 'accounts.json']));
    expect(Object.keys(at().files).filter((name) => name.includes('.tmp'))).toEqual([]);
    expect(JSON.parse(at().files[at().recordFile] ?? '')).toBeTypeOf('object');
  });

  test('before its own files have been read', async () => {
    await at().open();
    at().close();
    await quiet();
    expect(at().host.items).toEqual([]);
    expect(vi.getTimerCount()).toBe(0);
  });

  test('while the keyring is silent', async () => {
    await at().open();
    await at().addKey('management');
    at().close();
    at().secrets.isSilent = true;
    await at().open();
    await at().shows('OpenRouter: $5.20');
    at().close();
    expect(vi.getTimerCount()).toBe(0);
  });

  test('while a pasted key is being checked', async () => {
    await at().open();
    const configured = at().run('opencredits.configure');
    (await at().pick('set up')).choose('Paste a key');
    const box = await at().box();
    box.type(keyFor('ordinary403'));
    at().simulator.control.fault({ kind: 'delay', delayMs: 3_000 });
    box.enter();
    await until('a request', () => at().paths.length === 1);
    at().close();
    box.escape();
    await vi.advanceTimersByTimeAsync(15_000);
    await configured;
    await quiet();
    expect(at().secrets.values.size).toBe(0);
  });
});

describe('keys and windows', () => {
  test('[trust 17] the key is removed in another window while this one asks: the answer is dropped', async () => {
    await at().open();
    await at().addKey('management');
    await at().pass(5_000);
    at().simulator.control.clearRequests();
    at().simulator.control.fault({ kind: 'hangBeforeHeaders' });
    const refreshed = at().click();
    await until('a request', () => at().paths.length === 1);
    writeFileSync(join(at().folder, 'accounts.json'), '{"version":1,"accounts":[],"setupDismissed":false}');
    const [name = ''] = at().secrets.values.keys();
    await at().secrets.delete(name);
    await at().shows('OpenRouter: Set up');
    // The socket is closed at once, not at the deadline.
    await quiet();
    await refreshed;
    expect(Object.keys(at().files)).toEqual(['accounts.json']);
    expect(at().files['accounts.json']).toContain('"accounts":[]');
    expect(at().host.messages.slice(1)).toEqual([]);
  });

  test('[trust 16] events about secrets that say nothing new cause no request', async () => {
    await at().open();
    await at().addKey('management');
    at().simulator.control.clearRequests();
    const [name = ''] = at().secrets.values.keys();
    for (const key of [name, name, 'somebody.else', 'opencredits.key.unknown'])
      at().secrets.changed.fire({ key });
    await quiet();
    expect(at().paths).toEqual([]);
    expect(at().host.item?.text).toBe('OpenRouter: $5.20');
  });

  test('[trust 18] what names a secret is random', async () => {
    await at().open();
    await at().addKey('management');
    await at().addKey('ordinary403');
    expect(at().secrets.names.size).toBeGreaterThan(0);
    for (const name of at().secrets.names)
      expect(name).toMatch(/^opencredits\.key\.[0-9a-f]{32}\.(?:ordinary|management)$/);
  });
});

describe('[trust 46] an exception of our own', () => {
  test('in a timer or a listener is caught, written down without the key, and the watch goes on', async () => {
    await at().open();
    await at().addKey('management');
    const { settings } = at().host;
    const spy = vi.spyOn(settings, 'of').mockImplementation(() => {
      throw new Error(`broken ${keyFor('management')}`, { cause: keyFor('management') });
    });
    await at().pass(120_000);
    spy.mockRestore();
    expect(at().host.log.filter(({ level }) => level === 'error')).not.toEqual([]);
    at().simulator.control.spend('management', 1);
    await at().pass(330_000);
    expect(at().host.item?.text).toBe('OpenRouter: $4.20');
    // Accepted; and that credit is low.
    expect(at().host.messages.slice(1)).toMatchObject([
      { kind: 'warning', text: 'OpenRouter: credit is low: $4.20 left.' },
    ]);
  });
});

describe('[trust 47] a rejection that carries the key', () => {
  test.each(['get', 'store', 'delete'] as const)(
    'when SecretStorage refuses to %s: said in our words, kept out of every log',
    async (what) => {
      await at().open();
      await at().addKey('management');
      await at().pass(5_000);
      at().secrets.refuses = what;
      // Each way to the keyring: a refresh, a replaced key, everything removed.
      await at().click();
      await at().addKey('ordinary403');
      const removed = at().run('opencredits.removeAllData');
      (await until('the question', () => at().host.messages.find(({ modal }) => modal))).answer('Remove All');
      await removed;
      await quiet();
      at().secrets.refuses = 'nothing';
      // The journey itself looks for the key everywhere afterwards; here, that there was something to look at.
      const complaints = at().host.log.filter(({ level }) => level === 'warn' || level === 'error');
      expect(complaints.map(({ text }) => text).join()).toContain('the keyring refused');
    },
  );
});
