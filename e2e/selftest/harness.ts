import assert from 'node:assert/strict';
import type { Journey } from '../runner/journey.ts';

const secret = 'a-secret-that-must-not-show';

/** Proves every tool of the harness with the probe extension. */
export const journey: Journey = {
  title: 'the harness sees, types, restarts and reads everything',
  timeoutMs: 240_000,
  async run({ open, simulator, hostName }) {
    const { host, window } = await open({
      userSettings: { 'probe.word': 'first' },
      workspaceFiles: {
        'notes.txt': 'hello',
        '.vscode/settings.json': '{ "probe.word": "from the workspace" }',
      },
    });

    // The status bar, and a real request through VS Code's own proxy and certificates.
    const state = await window.waitForStatusBar('$(pulse) Probe: first, secret 0, status 401');
    assert.equal(state.ariaLabel, 'Probe says first');
    assert.equal(state.background, 'none');
    assert.equal(simulator.control.requests().filter(({ method }) => method === 'GET').length, 1);
    const tooltip = await window.hoverStatusBar();
    assert.match(tooltip.text, /cell\s+bold/);
    assert.match(tooltip.html, /<table>/);
    await window.screenshot('harness-hover');
    await window.leaveHover();
    await window.waitForFolderEntry('notes.txt');

    // A setting changes without a reload; a theme too.
    await host.setSetting('probe.word', 'second');
    await window.waitForStatusBar('$(pulse) Probe: second, secret 0, status 401');
    for (const kind of ['hcDark', 'hcLight', 'dark', 'light'] as const) await host.setTheme(kind);

    // A flow by keyboard alone.
    await window.runCommand('Probe: Ask');
    const step = await window.quickInput.waitFor({ title: /^Probe$/, item: /Third/ });
    assert.deepEqual(step.items, ['First', 'Second', 'Third']);
    await window.quickInput.cancel();
    await window.clickStatusBar();
    assert.equal(await window.quickInput.pick(/Third/), 'Third');
    const box = await window.quickInput.waitFor({ title: /Third/, password: true });
    assert.match(box.message, /A secret/);
    await window.quickInput.fill(secret);
    await window.screenshot('harness-input');
    await window.quickInput.accept();
    await window.waitForNotification(/Stored for Third/);
    assert.deepEqual(await window.notifications(), ['Stored for Third']);
    const stored = await window.waitForStatusBar(/secret 27/);
    assert.equal(stored.background, 'warning');

    // What is stored: the state is found, the secret is not.
    const dump = await host.storageDump();
    assert.ok(
      dump.some(({ bytes }) => bytes.includes('probe.lastPicked')),
      'the state is in the dump',
    );
    assert.deepEqual(
      dump.filter(({ bytes }) => bytes.includes(secret)).map(({ where }) => where),
      [],
    );
    assert.ok(!(await window.pageContents()).includes(secret));
    assert.match(await host.logText(), /asked: 401/);

    // A second window, then a restart: the secret and the setting are still there.
    const second = await host.openWindow();
    await second.waitForStatusBar(/second, secret 27/);
    await second.close();
    const again = await host.restartWindow();
    await again.waitForStatusBar('$(pulse) Probe: second, secret 27, status 401');
    assert.equal(host.windows().length, 1);
    assert.equal(host.name, hostName);
  },
};
