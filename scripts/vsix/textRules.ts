import { findInvisible, findKeyShape } from '../lib/forbiddenText.ts';
import type { Vsix } from './vsix.ts';
import { textOf } from './vsix.ts';

const textFile = /\.(js|json|md|txt|svg|xml|vsixmanifest)$/;

/** Hosts whose addresses may stand in the package, each with its reason. In the bundles only `code` ones may. */
const hosts: readonly { readonly pattern: RegExp; readonly code: boolean }[] = [
  { pattern: /^(?:[a-z0-9-]+\.)*openrouter\.ai$/, code: true }, // the provider: API, keys, top-up, documentation
  { pattern: /^code\.visualstudio\.com$/, code: true }, // documentation of VS Code
  { pattern: /^creativecommons\.org$/, code: false }, // the licence
  { pattern: /^www\.w3\.org$/, code: true }, // the name of the SVG format, never fetched
  { pattern: /^schemas\.(?:microsoft\.com|openxmlformats\.org)$/, code: false }, // names of formats in vsce's own files
  { pattern: /^nodejs\.org$/, code: false }, // the README's two commands for builders
];

/** No key, no hidden character, no address that we do not know, in any text of the package. */
export function textRules(vsix: Vsix): string[] {
  return [...vsix.files.keys()]
    .filter((path) => textFile.test(path))
    .flatMap((path) => {
      const text = textOf(vsix, path);
      const hidden = findInvisible(text);
      const key = findKeyShape(text);
      const unknown = hostsIn(text).filter((host) => !isKnown(host, path.endsWith('.js')));
      return [
        ...(hidden ? [`${path} has the invisible character ${hidden}`] : []),
        ...(key ? [`${path} has a key-shaped string in ${key}`] : []),
        ...unknown.map((host) => `${path} names the host ${host}, which is not on the list`),
      ];
    });
}

function hostsIn(text: string): string[] {
  return [
    ...new Set(
      [...text.matchAll(/\b(?:https?|wss?):\/\/([^\s/"'`<>)\\?#:]+)/gi)].map(([, host]) => host ?? ''),
    ),
  ];
}

function isKnown(host: string, inCode: boolean): boolean {
  return hosts.some(({ pattern, code }) => pattern.test(host.toLowerCase()) && (code || !inCode));
}
