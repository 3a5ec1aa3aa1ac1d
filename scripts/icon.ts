// `npm run icon`: draws packages/extension/media/icon.png from scripts/icon/icon.svg. The Marketplace takes no SVG.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { extensionRoot, root } from './lib/paths.ts';
import { ensureChromium } from './vscode/chromium.ts';

const sizePx = 256;

const svg = readFileSync(join(root, 'scripts', 'icon', 'icon.svg'), 'utf8');
const browser = await chromium.launch({ executablePath: await ensureChromium(), args: ['--no-sandbox'] });
try {
  const page = await browser.newPage({ viewport: { width: sizePx, height: sizePx } });
  await page.setContent(`<style>body { margin: 0 } svg { display: block }</style>${svg}`);
  const path = join(extensionRoot, 'media', 'icon.png');
  await page.screenshot({ path, omitBackground: true });
  console.log(`wrote ${path}`);
} finally {
  await browser.close();
}
