import { strToU8, zipSync } from 'fflate';
import { readManifest, readNls } from '../../lib/manifest.ts';
import { stagedManifest } from '../../package/stage.ts';

/** Path in the archive → content. */
export type SampleFiles = Record<string, string | Uint8Array>;

/** The files of a small package that keeps every rule, with the project's own manifest. */
export function sampleFiles(): SampleFiles {
  const manifest = stagedManifest(readManifest(), []);
  return {
    '[Content_Types].xml':
      '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"></Types>',
    'extension.vsixmanifest':
      '<PackageManifest xmlns="http://schemas.microsoft.com/developer/vsx-schema/2011"></PackageManifest>',
    'extension/package.json': JSON.stringify(manifest),
    'extension/package.nls.json': JSON.stringify(readNls()),
    'extension/dist/node/entry.js': 'require("./extension.js")',
    'extension/dist/node/extension.js':
      'var v=require("vscode"),h=require("https");process.env.OPENROUTER_API_KEY;process.env.NODE_TLS_REJECT_UNAUTHORIZED;' +
      'fetch("https://openrouter.ai/api/v1/key")',
    'extension/dist/node/actions.js': 'var v=require("vscode");',
    'extension/dist/node/past.js': 'var v=require("vscode");',
    'extension/dist/node/dashboard.js': 'var v=require("vscode");',
    'extension/dist/page/page.js': '(()=>{})();',
    'extension/dist/page/page.css': 'body{}',
    'extension/dist/web/extension.js': 'var v=require("vscode");',
    'extension/media/icon.png': pngHeader(256, 256),
    'extension/media/walkthrough/key.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>',
    'extension/readme.md': '# OpenCredits',
    'extension/changelog.md': `# Changelog\n\n## ${String(manifest['version'])}\n\n- First.\n\n## 0.0.1\n`,
    'extension/LICENSE.txt': 'https://creativecommons.org/licenses/by-nc/4.0/legalcode',
    'extension/THIRD_PARTY_NOTICES.txt': 'Someone’s licence',
  };
}

/** Just the beginning of a PNG, which is all that the rule reads. */
export function pngHeader(width: number, height: number): Uint8Array {
  const bytes = new Uint8Array(33);
  bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const view = new DataView(bytes.buffer);
  view.setUint32(16, width);
  view.setUint32(20, height);
  return bytes;
}

export function zipFiles(files: SampleFiles): Uint8Array {
  const entries = Object.entries(files).map(([path, content]) => [
    path,
    typeof content === 'string' ? strToU8(content) : content,
  ]);
  return zipSync(Object.fromEntries(entries) as Record<string, Uint8Array>);
}
