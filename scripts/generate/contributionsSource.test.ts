import { describe, expect, it } from 'vitest';
import type { Manifest } from '../lib/manifest.ts';
import { contextKeys, contributionsSource } from './contributionsSource.ts';
import { nlsProblems } from './nlsProblems.ts';
import { insertTables } from './markdown.ts';
import { readmeTables } from './readmeTables.ts';

const manifest: Manifest = {
  name: 'opencredits',
  version: '1.2.3',
  contributes: {
    commands: [{ command: 'opencredits.refresh', title: '%refresh%', category: 'OpenCredits' }],
    configuration: {
      title: 'OpenCredits',
      properties: {
        'opencredits.low': {
          type: 'number',
          default: 5,
          minimum: 0,
          maximum: 9,
          order: 2,
          markdownDescription: '%low%',
        },
        'opencredits.side': {
          type: 'string',
          default: "it's",
          enum: ["it's", 'right'],
          order: 1,
          description: 'a | b',
        },
      },
    },
    menus: { commandPalette: [{ command: 'x', when: 'opencredits.hasKey && !config.opencredits.low' }] },
    walkthroughs: [
      { steps: [{ completionEvents: ['onContext:opencredits.done', 'onCommand:opencredits.refresh'] }] },
    ],
  },
};

describe('contributionsSource', () => {
  const source = contributionsSource(manifest);

  it('types settings, choices as unions', () => {
    expect(source).toContain("'opencredits.low': number;");
    expect(source).toContain("'opencredits.side': 'it\\'s' | 'right';");
  });

  it('tells defaults and ranges', () => {
    expect(source).toContain("'opencredits.low': 5,");
    expect(source).toContain("'opencredits.low': { minimum: 0, maximum: 9 },");
  });

  it('tells commands and the context keys that clauses wait for', () => {
    expect(source).toContain("export type CommandId = 'opencredits.refresh';");
    expect(contextKeys(manifest)).toEqual(['opencredits.done', 'opencredits.hasKey']);
  });

  it('refuses a type of setting that it does not know', () => {
    const odd = { 'opencredits.x': { type: ['number', 'null'], default: null } };
    const broken: Manifest = {
      ...manifest,
      contributes: { ...manifest.contributes, configuration: { title: '', properties: odd } },
    };
    expect(() => contributionsSource(broken)).toThrow('opencredits.x');
  });
});

describe('nlsProblems', () => {
  it('names words that are missing and words that nobody asks for', () => {
    expect(nlsProblems(manifest, { refresh: 'Refresh', old: 'Old' })).toEqual([
      'package.nls.json has no "low", which package.json asks for',
      'package.nls.json has "old", which package.json never asks for',
    ]);
  });
});

describe('readmeTables', () => {
  const tables = readmeTables(manifest, { refresh: 'Refresh', low: 'Low' });

  it('orders settings as the settings page does, and escapes what would break the table', () => {
    expect(tables.settings.split('\n').slice(3)).toEqual([
      "| `opencredits.side` | `it's` | a \\| b One of: `it's`, `right`. |",
      '| `opencredits.low` | `5` | Low |',
    ]);
  });

  it('replaces only what is between the markers', () => {
    const marks = '<!-- generated:commands -->old<!-- /generated:commands -->';
    const readme = `before ${marks} after`;
    const written = insertTables('README.md', readme, { commands: 'new' });
    expect(written).toBe('before <!-- generated:commands -->\n\nnew\n\n<!-- /generated:commands --> after');
    expect(insertTables('README.md', written, { commands: 'new' })).toBe(written);
  });

  it('says which marker is missing', () => {
    expect(() => insertTables('README.md', '# A', tables)).toThrow('<!-- generated:settings -->');
  });
});
