import type { FaultSpec, PersonaName } from '@opencredits/simulator';
import { rmSync } from 'node:fs';
import https from 'node:https';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { journey } from '../testing/journey.ts';
import { quiet } from '../testing/waiting.ts';

const at = journey();
const INTERVAL_MS = 330_000;

const background = (): string | undefined => at().host.background;
const warning = 'statusBarItem.warningBackground';
const error = 'statusBarItem.errorBackground';

describe('each kind of account', () => {
  test.each<[PersonaName, string, string | undefined]>([
    ['management', 'OpenRouter: $5.20', undefined],
    ['ordinary403', 'OpenRouter: PAYG · $0.42 today', undefined],
    ['ordinaryZero', 'OpenRouter: PAYG · $0.42 today', undefined],
    ['ordinaryRealTotals', 'OpenRouter: $5.20', undefined],
    ['limitDaily', 'OpenRouter: $3.10 / $10', undefined],
    ['limitOverspent', 'OpenRouter: -$0.05 / $10', error],
    ['limitAndBalance', 'OpenRouter: $5.20', undefined],
    ['freeTier', 'OpenRouter: Free · 48 left', undefined],
    ['freeTierNoCount', 'OpenRouter: Free', undefined],
    ['overdrawn', 'OpenRouter: -$0.40', error],
    ['belowCent', 'OpenRouter: <$0.01', error],
    ['wealthy', 'OpenRouter: $1,234,567,890.12', undefined],
    ['managementEmpty', 'OpenRouter: $0.00', error],
    ['sparse', 'OpenRouter: PAYG · $0.42 today', undefined],
    ['hostileStrings', 'OpenRouter: $3.10 / $10', undefined],
  ])('%s: %s', async (persona, text, colour) => {
    await at().open();
    await at().addKey(persona);
    const item = await at().shows(text);
    expect(background()).toBe(colour);
    expect(item.color).toBeUndefined();
    expect(item).toMatchObject({ id: 'balance', name: 'OpenCredits', command: 'opencredits.refresh' });
    // In words for a screen reader: no icon codes, no Markdown, no commands.
    const spoken = item.accessibilityInformation?.label ?? '';
    expect(spoken).toMatch(/^OpenRouter: .*updated just now\.$/);
    expect(spoken).not.toMatch(/\$\(|\||command:|\*\*|\[/);
    expect(item.accessibilityInformation?.role).toBe('button');
    expect(at().host.items).toHaveLength(1);
  });
});

describe('refreshing', () => {
  test('a click spins at once, then shows the new figure; a second within 5 s sends nothing', async () => {
    await at().open();
    await at().addKey('management');
    await at().pass(6_000);
    at().simulator.control.clearRequests();
    at().simulator.control.spend('management', 0.2);
    const clicked = at().click();
    await at().shows('$(sync~spin) OpenRouter: $5.20');
    await clicked;
    expect(at().host.item?.text).toBe('OpenRouter: $5.00');
    await at().click();
    expect(at().paths).toEqual(['/key', '/credits']);
    expect(at().host.messages).toHaveLength(1);
  });

  test('hammered, it is one request at a time', async () => {
    await at().open();
    await at().addKey('management');
    await at().pass(6_000);
    at().simulator.control.clearRequests();
    await Promise.all(Array.from({ length: 20 }, () => at().click()));
    expect(at().paths).toEqual(['/key', '/credits']);
  });

  test('in the background, with the same figure, nothing is said to the window but the age', async () => {
    await at().open();
    await at().addKey('management');
    const { assignments } = at().host.item ?? { assignments: [] };
    assignments.length = 0;
    at().simulator.control.clearRequests();
    at().simulator.control.fault({ kind: 'hangBeforeHeaders' });
    // While it is asked: not one message about the text.
    await at().passUntil('a request', () => at().paths.length > 0);
    const texts = (): unknown[] => assignments.filter(([name]) => name === 'text').map(([, text]) => text);
    expect(new Set(texts())).toEqual(new Set(['OpenRouter: $5.20']));
    await vi.advanceTimersByTimeAsync(15_000);
    await quiet();
    at().simulator.control.fault(undefined);
    await at().pass(INTERVAL_MS);
    expect(new Set(texts())).toEqual(new Set(['OpenRouter: $5.20']));
    expect(assignments.some(([name, value]) => name === 'backgroundColor' && value !== undefined)).toBe(
      false,
    );
    expect(at().host.items).toHaveLength(1);
  });

  test('nothing at all is assigned while nothing reads differently', async () => {
    await at().open();
    await at().addKey('management');
    const { assignments } = at().host.item ?? { assignments: [] };
    assignments.length = 0;
    for (let times = 0; times < 20; times += 1) at().host.settings.set({ 'opencredits.hideAmounts': false });
    await quiet();
    expect(assignments).toEqual([]);
  });

  test('a window that comes to the front asks, when its figure is older than the interval', async () => {
    await at().open({ 'opencredits.updateInterval': '1 hour' });
    await at().addKey('management');
    at().simulator.control.clearRequests();
    at().host.windowState.fire({ focused: true });
    await quiet();
    expect(at().paths).toEqual([]);
    vi.setSystemTime(Date.now() + 2 * 3_600_000);
    at().host.windowState.fire({ focused: false });
    await quiet();
    expect(at().paths).toEqual([]);
    at().host.windowState.fire({ focused: true });
    // After sleep the network gets a moment: 5 to 15 seconds.
    await at().pass(15_000);
    expect(at().paths).toEqual(['/key', '/credits']);
  });
});

describe('trouble in the background', () => {
  const faults: readonly [string, FaultSpec | 'offline'][] = [
    ['offline', 'offline'],
    ['a dropped connection', { kind: 'drop', when: 'beforeHeaders' }],
    ['half a body', { kind: 'drop', when: 'inBody' }],
    ['a bad certificate', { kind: 'badCertificate', certificate: 'expired' }],
    ['a captive portal', { kind: 'captivePortal' }],
    ['Cloudflare', { kind: 'cloudflare' }],
    ['a redirect', { kind: 'redirect', to: 'elsewhere' }],
    ['429', { kind: 'status', status: 429, headers: { 'retry-after': '30' } }],
    ['500', { kind: 'status', status: 500 }],
    ['418', { kind: 'status', status: 418 }],
    ['403', { kind: 'status', status: 403 }],
    ['no JSON', { kind: 'body', body: 'malformed' }],
    ['another shape', { kind: 'body', body: 'missingData' }],
    ['a gzip bomb', { kind: 'gzipBomb', decodedMiB: 2 }],
    ['two mebibytes', { kind: 'status', status: 200, body: 'x'.repeat(2_097_152) }],
  ];
  test.each(faults)(
    '%s: the figure stays, no toast; after two intervals a warning; then it is over',
    async (_what, fault) => {
      await at().open();
      await at().addKey('management');
      const messages = at().host.messages.length;
      const { options } = https.globalAgent;
      const before = { ...options };
      if (fault === 'offline') Object.assign(options, { port: 1 });
      else at().simulator.control.fault(fault);
      await at().pass(INTERVAL_MS);
      const needsPerson = fault !== 'offline' && fault.kind === 'status' && fault.status === 403;
      expect(at().host.item?.text).toBe(`OpenRouter: $5.20${needsPerson ? ' $(warning)' : ''}`);
      await at().pass(INTERVAL_MS);
      expect(at().host.item?.text).toBe('OpenRouter: $5.20 $(warning)');
      expect(background()).toBeUndefined();
      expect(at().host.messages.length).toBe(messages);
      Object.assign(options, before);
      at().simulator.control.fault(undefined);
      await at().pass(1_000_000);
      expect(at().host.item?.text).toBe('OpenRouter: $5.20');
      expect(at().host.messages.length).toBe(messages);
    },
  );

  test('a timeout', async () => {
    await at().open();
    await at().addKey('management');
    at().simulator.control.clearRequests();
    at().simulator.control.fault({ kind: 'hangInBody' });
    await at().passUntil('a request', () => at().paths.length > 0);
    await vi.advanceTimersByTimeAsync(15_000);
    await quiet();
    expect(at().host.item?.text).toBe('OpenRouter: $5.20');
    expect(at().host.log.some(({ level, text }) => level === 'warn' && text.includes('timeout'))).toBe(true);
    expect(at().host.messages).toHaveLength(1);
  });

  test('when the person had asked, the warning comes at once, and still no toast', async () => {
    await at().open();
    await at().addKey('management');
    await at().pass(6_000);
    at().simulator.control.fault({ kind: 'status', status: 503 });
    await at().click();
    expect(at().host.item?.text).toBe('OpenRouter: $5.20 $(warning)');
    expect(at().host.item?.accessibilityInformation?.label).toContain('503');
    expect(at().host.messages).toHaveLength(1);
  });

  test('[trust 34] told to wait, a click says how long, and sends nothing', async () => {
    await at().open();
    await at().addKey('management');
    await at().pass(6_000);
    at().simulator.control.fault({ kind: 'status', status: 429, headers: { 'retry-after': '1800' } });
    await at().click();
    at().simulator.control.clearRequests();
    await at().pass(60_000);
    await at().click();
    expect(at().paths).toEqual([]);
    expect(at().host.messages.at(-1)?.text).toContain('29 min');
  });

  test('nothing was ever known: Error, without the colour of a rejected key', async () => {
    await at().open();
    await at().addKey('management');
    at().close();
    // The figures are lost, the account is not.
    await quiet();
    const record = at().recordFile;
    rmSync(join(at().folder, record));
    at().simulator.control.fault({ kind: 'status', status: 503 });
    await at().open();
    await at().shows('OpenRouter: Error');
    expect(background()).toBeUndefined();
    expect(at().host.item?.command).toBe('opencredits.refresh');
  });
});

describe('[trust 32] the key is rejected', () => {
  test('Error in red, a click opens the fix, nothing more is sent; recovery clears it all', async () => {
    await at().open();
    await at().addKey('management');
    at().simulator.control.keyRevoked('management', true);
    await at().pass(INTERVAL_MS);
    const item = await at().shows('OpenRouter: Error');
    expect(background()).toBe(error);
    expect(item.command).toBe('opencredits.configure');
    expect(item.accessibilityInformation?.label).toContain('401');
    // Accepted; and rejected, with the way out of it.
    expect(at().host.messages).toHaveLength(2);
    expect(at().host.messages[1]).toMatchObject({
      text: expect.stringContaining('the key was rejected') as string,
      choices: ['Configure', 'Snooze 24 h', "Don't Show Again"],
    });
    at().simulator.control.clearRequests();
    await at().pass(3_600_000);
    expect(at().paths).toEqual([]);
    // The same in a new window: it does not send the key again.
    at().close();
    await at().open();
    await at().shows('OpenRouter: Error');
    await at().pass(600_000);
    expect(at().paths).toEqual([]);
    const clicked = at().click();
    (await at().pick('keys')).escape();
    await clicked;
    at().simulator.control.keyRevoked('management', false);
    await at().run('opencredits.refresh');
    expect(at().host.item?.text).toBe('OpenRouter: $5.20');
    expect(background()).toBeUndefined();
    expect(at().host.item?.command).toBe('opencredits.refresh');
  });
});

test('low, critical, overdrawn, and bought again', async () => {
  await at().open();
  await at().addKey('management');
  const seen: (string | undefined)[] = [];
  for (const change of [-0.3, -4.5, -1, 20]) {
    if (change < 0) at().simulator.control.spend('management', -change);
    else at().simulator.control.topUp('management', change);
    await at().pass(INTERVAL_MS);
    seen.push(at().host.item?.text, background());
  }
  expect(seen).toEqual([
    ...['OpenRouter: $4.90', warning],
    ...['OpenRouter: $0.40', error],
    ...['OpenRouter: -$0.60', error],
    ...['OpenRouter: $19.40', undefined],
  ]);
});
