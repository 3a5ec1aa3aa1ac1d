import { describe, expect, it } from 'vitest';
import { checkVsix } from './checkVsix.ts';
import type { SampleFiles } from './testing/sampleVsix.ts';
import { pngHeader, sampleFiles, zipFiles } from './testing/sampleVsix.ts';

const budgets = {
  vsixWithoutPicturesBytes: 20_000,
  nodeStartBytes: 10_000,
  nodeActionsBytes: 10_000,
  nodePastBytes: 10_000,
  nodeDashboardBytes: 10_000,
  pageGzipBytes: 10_000,
  webBundleBytes: 10_000,
};

function problemsWith(change: (files: SampleFiles) => void): readonly string[] {
  const files = sampleFiles();
  change(files);
  return checkVsix(zipFiles(files), budgets).problems;
}

/** A change to the packaged manifest. */
function manifest(change: (manifest: ManifestJson) => void): (files: SampleFiles) => void {
  return (files) => {
    const json = JSON.parse(String(files['extension/package.json'])) as ManifestJson;
    change(json);
    files['extension/package.json'] = JSON.stringify(json);
  };
}

interface ManifestJson {
  [field: string]: unknown;
  contributes: {
    [point: string]: unknown;
    commands: { command: string; title: string; category: string }[];
    configuration: { title: string; properties: Record<string, Record<string, unknown>> };
    walkthroughs: { steps: Record<string, unknown>[] }[];
  };
}

function setting(key: string, change: Record<string, unknown>): (files: SampleFiles) => void {
  return manifest(({ contributes }) =>
    Object.assign(contributes.configuration.properties[key] ?? {}, change),
  );
}

const put =
  (path: string, content: string | Uint8Array) =>
  (files: SampleFiles): void => {
    files[path] = content;
  };
const append =
  (path: string, text: string) =>
  (files: SampleFiles): void => {
    files[path] = `${String(files[path])}\n${text}`;
  };
const node = 'extension/dist/node/extension.js';
const actions = 'extension/dist/node/actions.js';
const web = 'extension/dist/web/extension.js';
// Put together here, so that this file has no key-shaped string itself.
const realKey = `sk-or-v1-${'0123456789abcdef'.repeat(4)}`;

describe('a package that keeps every rule', () => {
  it('has no problem', () => {
    expect(problemsWith(() => undefined)).toEqual([]);
  });
});

describe('[trust 64] what must not be in a package is found', () => {
  it.each<[string, (files: SampleFiles) => void, string]>([
    [
      'an OpenRouter key in a bundle',
      append(node, `"${realKey}"`),
      'extension.js has a key-shaped string in line 2',
    ],
    ['a key in the README', append('extension/readme.md', realKey), 'readme.md has a key-shaped string'],
    ['another provider’s key', append(web, `"sk-proj-${'aB3'.repeat(16)}"`), 'has a key-shaped string'],
    ['a plain sk- key', append(web, `"sk-${'aB3d'.repeat(12)}"`), 'has a key-shaped string'],
    ['an .env file', put('extension/.env', 'A=1'), 'extension/.env is not on the list'],
    ['a source map', put(`${node}.map`, '{}'), 'extension.js.map is not on the list'],
    ['a link to a source map', append(node, '//# sourceMappingURL=x.map'), 'points at a source map'],
    ['a source', put('extension/src/extension.ts', ''), 'extension.ts is not on the list'],
    ['a test', put('extension/dist/node/a.test.js', ''), 'a.test.js is not on the list'],
    ['a bidi override', append(node, '"\u202e"'), 'invisible character U+202E in line 2'],
    ['a zero-width space', append('extension/readme.md', 'a\u200bb'), 'invisible character U+200B'],
    ['a variation selector', append(web, '"\u{e0101}"'), 'invisible character U+E0101'],
  ])('%s', (_what, change, problem) => {
    expect(problemsWith(change)).toContainEqual(expect.stringContaining(problem));
  });
});

describe('what the bundles may do', () => {
  it.each<[string, (files: SampleFiles) => void, string]>([
    ['an unknown host', append(node, '"https://evil.example/x"'), 'names the host evil.example'],
    [
      'a look-alike host',
      append(node, '"https://openrouter.ai.evil.example"'),
      'names the host openrouter.ai.evil',
    ],
    ['a documentation host in code', append(web, '"https://nodejs.org"'), 'names the host nodejs.org'],
    ['eval', append(node, 'eval("1")'), 'calls eval'],
    ['new Function', append(node, 'new Function("1")'), 'makes a function from text'],
    ['child_process', append(node, 'require("child_process")'), 'names child_process'],
    ['import()', append(web, 'import("./x")'), 'loads a module at run time'],
    ['a socket', append(node, 'require("net")'), 'requires net'],
    ['a computed module name', append(node, 'require(a+b)'), 'requires a module by a computed name'],
    ['a Node module in the web bundle', append(web, 'require("https")'), 'requires https'],
    ['another environment variable', append(node, 'process.env.HOME'), 'environment variable HOME'],
    ['the whole environment', append(node, 'let e=process.env;'), 'the environment as a whole'],
    ['the environment by a computed name', append(node, 'process.env[k]'), 'the environment as a whole'],
    ['the environment by a detour', append(node, 'process["env"].HOME'), 'environment variable HOME'],
  ])('%s is found', (_what, change, problem) => {
    expect(problemsWith(change)).toContainEqual(expect.stringContaining(problem));
  });
});

describe('what the manifest promises', () => {
  it.each<[string, (files: SampleFiles) => void, string]>([
    ['a dependency', manifest((m) => (m['dependencies'] = {})), 'has "dependencies"'],
    [
      'an extension dependency',
      manifest((m) => (m['extensionDependencies'] = ['a.b'])),
      'has "extensionDependencies"',
    ],
    ['an extension pack', manifest((m) => (m['extensionPack'] = ['a.b'])), 'has "extensionPack"'],
    ['no web entry', manifest((m) => delete m['browser']), '"main" and "browser"'],
    ['another extension kind', manifest((m) => (m['extensionKind'] = ['workspace'])), '"extensionKind"'],
    ['an exported api', manifest((m) => delete m['api']), '"api" is "none"'],
    ['no Restricted Mode', manifest((m) => delete m['capabilities']), 'Restricted Mode'],
    ['activation on everything', manifest((m) => (m['activationEvents'] = ['*'])), 'onStartupFinished'],
    ['a key binding', manifest((m) => (m.contributes['keybindings'] = [])), 'binds keys'],
    [
      'a command without category',
      manifest((m) =>
        m.contributes.commands.push({ command: 'a.b', title: '%command.refresh%', category: '' }),
      ),
      'a.b is not in the category',
    ],
    [
      'a literal title',
      manifest((m) =>
        m.contributes.commands.push({ command: 'a.b', title: 'Do It', category: 'OpenCredits' }),
      ),
      'a.b has a title outside package.nls.json',
    ],
    [
      'a title in lower case',
      manifest((m) =>
        m.contributes.commands.push({ command: 'a.b', title: 'do it', category: 'OpenCredits' }),
      ),
      '"do it" is not in Title Case',
    ],
    [
      'an internal command in the palette',
      manifest((m) => m.contributes.commands.push({ command: 'a._b', title: 'B', category: 'OpenCredits' })),
      'a._b is internal',
    ],
    [
      'a longer settings title',
      manifest((m) => (m.contributes.configuration.title = 'OpenCredits Settings')),
      'title',
    ],
    ['a workspace’s setting', setting('opencredits.hideAmounts', { scope: 'window' }), 'scope application'],
    ['no default', setting('opencredits.hideAmounts', { default: undefined }), 'has no default'],
    ['no order', setting('opencredits.hideAmounts', { order: undefined }), 'has no order'],
    [
      'no description',
      setting('opencredits.hideAmounts', { markdownDescription: undefined }),
      'has no description',
    ],
    [
      'unworded description',
      setting('opencredits.hideAmounts', { markdownDescription: '%x%' }),
      'has no description',
    ],
    ['a number without range', setting('opencredits.thresholds.low', { maximum: undefined }), 'has no range'],
    [
      'undescribed choices',
      setting('opencredits.updateInterval', { enumDescriptions: [] }),
      'each of its choices',
    ],
    [
      'a secret setting',
      manifest((m) => (m.contributes.configuration.properties['opencredits.apiKey'] = {})),
      'apiKey sounds like a secret',
    ],
    ['a short walkthrough', manifest((m) => m.contributes.walkthroughs[0]?.steps.splice(2)), '3 to 5 steps'],
    [
      'a step that never completes',
      manifest((m) => delete m.contributes.walkthroughs[0]?.steps[0]?.['completionEvents']),
      'step key never completes',
    ],
    [
      'a step without words for its picture',
      manifest((m) => delete m.contributes.walkthroughs[0]?.steps[1]?.['media']),
      'read has a picture',
    ],
    [
      'a step without a command',
      manifest((m) => delete m.contributes.walkthroughs[0]?.steps[1]?.['description']),
      'no command link',
    ],
  ])('%s is found', (_what, change, problem) => {
    expect(problemsWith(change)).toContainEqual(expect.stringContaining(problem));
  });
});

describe('icon, changelog and sizes', () => {
  const icon = 'extension/media/icon.png';
  it.each<[string, (files: SampleFiles) => void, string]>([
    ['an oblong icon', put(icon, pngHeader(256, 128)), 'is 256 × 128'],
    ['a small icon', put(icon, pngHeader(64, 64)), 'is 64 × 64'],
    ['an icon that is no PNG', put(icon, '<svg/>'), 'is not a PNG'],
    ['a missing file', (files) => delete files['extension/LICENSE.txt'], 'LICENSE.txt is missing'],
    ['a changelog that stayed behind', put('extension/changelog.md', '## 0.0.1'), 'newest entry is 0.0.1'],
    ['a heavy start on Node', append(node, ';'.repeat(10_000)), 'Node, at start has'],
    ['heavy actions', append(actions, ';'.repeat(10_000)), 'dist/node/actions.js has'],
    ['a heavy past', append('extension/dist/node/past.js', ';'.repeat(10_000)), 'dist/node/past.js has'],
    ['actions that go their own way', append(actions, 'require("https")'), 'requires https'],
    ['a heavy web bundle', append(web, ';'.repeat(10_000)), 'dist/web/extension.js has'],
    ['a heavy package', put('extension/readme.md', noise(20_000)), 'VSIX without pictures has'],
  ])('%s is found', (_what, change, problem) => {
    expect(problemsWith(change)).toContainEqual(expect.stringContaining(problem));
  });

  it('does not count pictures against the budget', () => {
    expect(problemsWith(append('extension/media/walkthrough/key.svg', noise(20_000)))).toEqual([]);
  });
});

/** Text that does not compress to less than half; no randomness, so the test is the same each time. */
function noise(bytes: number): string {
  let state = 1;
  let text = '';
  while (text.length < bytes * 2) {
    state = (state * 48271) % 2147483647;
    text += state.toString(36);
  }
  return text;
}
