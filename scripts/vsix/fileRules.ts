import type { Vsix } from './vsix.ts';
import { textOf } from './vsix.ts';

/** Every file that a package must have. */
const required: readonly string[] = [
  '[Content_Types].xml',
  'extension.vsixmanifest',
  'extension/package.json',
  'extension/package.nls.json',
  'extension/dist/node/entry.js',
  'extension/dist/node/extension.js',
  'extension/dist/node/actions.js',
  'extension/dist/node/past.js',
  'extension/dist/node/dashboard.js',
  'extension/dist/page/page.js',
  'extension/dist/page/page.css',
  'extension/dist/web/extension.js',
  'extension/media/icon.png',
  'extension/readme.md',
  'extension/changelog.md',
  'extension/LICENSE.txt',
];

/** And what it may have besides. All else (sources, maps, tests, .env …) has no business in it. */
const allowed: readonly RegExp[] = [
  /^extension\/media\/walkthrough\/[a-z]+\.svg$/,
  /^extension\/THIRD_PARTY_NOTICES\.txt$/,
];

/** The package has all its files and no other. */
export function fileRules(vsix: Vsix): string[] {
  const strangers = [...vsix.files.keys()].filter(
    (path) => !required.includes(path) && !allowed.some((pattern) => pattern.test(path)),
  );
  return [
    ...required.filter((path) => !vsix.files.has(path)).map((path) => `${path} is missing`),
    ...strangers.map((path) => `${path} is not on the list of files that may be packaged`),
  ];
}

/** The changelog's newest entry is the version that the manifest says. */
export function changelogRule(vsix: Vsix): string[] {
  const { version } = JSON.parse(textOf(vsix, 'extension/package.json') || '{}') as { version?: string };
  const newest = /^## \[?v?(\d+\.\d+\.\d+)/m.exec(textOf(vsix, 'extension/changelog.md'))?.[1];
  return newest === version
    ? []
    : [`CHANGELOG.md's newest entry is ${newest ?? 'missing'}, the version is ${version}`];
}

/** The Marketplace wants a square PNG of at least 128 pixels; 256 is sharp on dense screens. */
export function iconRule(vsix: Vsix): string[] {
  const path = 'extension/media/icon.png';
  const icon = vsix.files.get(path);
  if (!icon) return [];
  const isPng = [0x89, 0x50, 0x4e, 0x47].every((byte, index) => icon[index] === byte) && icon.length >= 24;
  if (!isPng) return [`${path} is not a PNG`];
  // The IHDR chunk comes first: width and height are at bytes 16 and 20.
  const view = new DataView(icon.buffer, icon.byteOffset, icon.byteLength);
  const [width, height] = [view.getUint32(16), view.getUint32(20)];
  return width === height && width >= 128
    ? []
    : [`${path} is ${width} × ${height}; it must be square and at least 128`];
}
