import type { Manifest, SettingDeclaration } from '../lib/manifest.ts';

/**
 * The text of packages/extension/src/generated/contributions.ts: what code may know about the manifest. Each table is a
 * constant of its own, so that the bundler drops the ones nobody reads.
 */
export function contributionsSource(manifest: Manifest): string {
  const settings = Object.entries(manifest.contributes.configuration.properties);
  const commands = manifest.contributes.commands.map(({ command }) => command);
  const ranges = settings.filter(([, s]) => typeof s.minimum === 'number' && typeof s.maximum === 'number');
  const enums = settings.filter(([, s]) => s.enum !== undefined);
  return `// Made from package.json by \`npm run generate\`. Do not edit: change the manifest and run it again.

/** Each setting's key with the type of its values. What a user wrote may be anything: check before you believe it. */
export interface SettingTypes {
${settings.map(([key, s]) => `  ${quote(key)}: ${settingType(key, s)};`).join('\n')}
}
export type SettingKey = keyof SettingTypes;

export const settingDefaults: { readonly [K in SettingKey]: SettingTypes[K] } = {
${settings.map(([key, s]) => `  ${quote(key)}: ${literal(s.default)},`).join('\n')}
};

/** The allowed values of each setting that is a choice, in the manifest's order. */
export const settingEnums = {
${enums.map(([key, s]) => `  ${quote(key)}: [${(s.enum ?? []).map(literal).join(', ')}],`).join('\n')}
} as const;

/** Smallest and largest allowed value (both included) of each numeric setting. */
export const settingRanges = {
${ranges.map(([key, s]) => `  ${quote(key)}: { minimum: ${literal(s.minimum)}, maximum: ${literal(s.maximum)} },`).join('\n')}
} as const;

export type CommandId = ${union(commands)};
export const commandIds: readonly CommandId[] = [${commands.map(quote).join(', ')}];

/** Context keys that the manifest's \`when\` clauses and walkthrough steps wait for: the code must set them. */
export type ContextKey = ${union(contextKeys(manifest))};
`;
}

/** Names in `when`, `enablement` and `onContext:` that are ours. `config.opencredits.…` is a setting, not a context key. */
export function contextKeys(manifest: Manifest): string[] {
  const found = new Set<string>();
  visit(manifest.contributes, (field, text) => {
    const isClause = field === 'when' || field === 'enablement';
    const clause = isClause ? text : (/^onContext:(.+)$/.exec(text)?.[1] ?? '');
    for (const [name] of clause.matchAll(/(?<![\w.])opencredits\.[\w.]+/g)) found.add(name);
  });
  return [...found].sort();
}

function visit(value: unknown, onString: (field: string, text: string) => void, field = ''): void {
  if (typeof value === 'string') onString(field, value);
  else if (Array.isArray(value)) for (const item of value) visit(item, onString, field);
  else if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value)) visit(item, onString, key);
  }
}

function settingType(key: string, setting: SettingDeclaration): string {
  if (setting.enum) return union(setting.enum);
  if (setting.type === 'boolean' || setting.type === 'string' || setting.type === 'number')
    return setting.type;
  if (setting.type === 'integer') return 'number';
  throw new Error(`${key}: the generator does not know settings of type ${JSON.stringify(setting.type)} yet`);
}

function union(values: readonly unknown[]): string {
  return values.length === 0 ? 'never' : values.map(literal).join(' | ');
}

function literal(value: unknown): string {
  return typeof value === 'string' ? quote(value) : JSON.stringify(value);
}

function quote(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
