import { describe, expect, it } from 'vitest';
import type { Manifest } from '../lib/manifest.ts';
import { linkProblems } from './linkProblems.ts';
import { manifestUseProblems } from './manifestUseProblems.ts';
import { sourceProblems } from './sourceProblems.ts';

const file = (path: string, text: string) => ({ path, text });

describe('sourceProblems', () => {
  it('finds what nobody sees, by code and line', () => {
    expect(sourceProblems([file('a.ts', 'a\nb\u2066')])).toEqual([
      'a.ts has the invisible character U+2066 in line 2: write it as an escape',
    ]);
    expect(sourceProblems([file('a.md', 'heart \u2764\ufe0f')])).toHaveLength(1);
    expect(sourceProblems([file('a.ts', String.raw`'\u2066'`)])).toEqual([]);
  });

  it('finds keys without repeating them', () => {
    const key = `sk-or-v1-${'0'.repeat(64)}`;
    const problems = sourceProblems([file('a.ts', `'${key}'`)]);
    expect(problems).toEqual(['a.ts has a key-shaped string in line 1']);
    expect(sourceProblems([file('a.ts', 'sk-or-v1-simulated-management')])).toEqual([]);
  });

  it('finds files that are too long, tests and generated ones aside', () => {
    const long = 'x\n'.repeat(401);
    const all = ['a.ts', 'a.test.ts', 'src/generated/a.ts', 'a.json', 'a.mjs'].map((path) =>
      file(path, long),
    );
    expect(sourceProblems(all).map((problem) => problem.split(' ')[0])).toEqual(['a.ts', 'a.mjs']);
  });
});

describe('linkProblems', () => {
  const exists = (path: string) => ['docs/a.md', 'docs/pictures', 'README.md', 'docs/b.png'].includes(path);

  it('follows relative links from where they stand', () => {
    const text =
      '[a](a.md) [r](../README.md#the-top) ![b](b.png "title") [x](https://x.example) [me](#here)\n# Here\n';
    expect(linkProblems([file('docs/a.md', text), file('README.md', '## The `top`\n')], exists)).toEqual([]);
  });

  it('names what leads nowhere', () => {
    const text = '[a](gone.md) [b](../../outside.md) [c](#none) <img src="gone.png">';
    expect(linkProblems([file('docs/a.md', text)], exists)).toEqual([
      'docs/a.md: gone.md leads to nothing',
      'docs/a.md: ../../outside.md leads to nothing',
      'docs/a.md: #none names a heading that docs/a.md does not have',
      'docs/a.md: gone.png leads to nothing',
    ]);
  });

  it('leaves code alone', () => {
    expect(linkProblems([file('docs/a.md', '`[a](gone.md)`\n```\n[b](gone.md)\n```\n')], exists)).toEqual([]);
  });
});

describe('manifestUseProblems', () => {
  const manifest: Manifest = {
    name: 'opencredits',
    version: '0.0.0',
    engines: { vscode: '^1.74.0' },
    devDependencies: { '@types/vscode': '1.74.1' },
    contributes: {
      commands: [{ command: 'opencredits.refresh', title: 'Refresh' }],
      configuration: { title: 'OpenCredits', properties: { 'opencredits.providers.x.enabled': {} } },
    },
  };
  const source = (text: string) => [file('packages/extension/src/a.ts', text)];

  it('accepts quoted names and templates', () => {
    const code = "'opencredits.refresh' `opencredits.providers.${id}.enabled`";
    expect(manifestUseProblems(manifest, source(code))).toEqual([]);
    const short = '  refresh: () => undefined,\n  getSetting(`providers.${id}.enabled`)';
    expect(manifestUseProblems(manifest, source(short))).toEqual([]);
  });

  it('names what no code asks for; tests and generated files do not count', () => {
    const elsewhere = ['generated/a.ts', 'a.test.ts', 'testing/a.ts'].map((path) =>
      file(`packages/extension/src/${path}`, "'opencredits.refresh'"),
    );
    const problems = manifestUseProblems(manifest, [
      ...source("'opencredits.providers.x.enabled'"),
      ...elsewhere,
    ]);
    expect(problems).toEqual([
      'the command opencredits.refresh is declared, but no code in packages/extension/src names it',
    ]);
  });

  it('refuses types newer than the oldest VS Code', () => {
    const newer = { ...manifest, devDependencies: { '@types/vscode': '1.90.0' } };
    expect(
      manifestUseProblems(newer, source("'opencredits.refresh' 'opencredits.providers.x.enabled'")),
    ).toEqual(['@types/vscode is for VS Code 1.90, the oldest that we promise is 1.74']);
  });
});
