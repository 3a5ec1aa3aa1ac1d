import type { Locator } from 'playwright-core';
import type { VscodeWindow } from '../harness/vscodeWindow.ts';

export interface Shot {
  readonly png: Buffer;
  /** In pixels of the page: how wide it is to be shown. */
  readonly width: number;
}

const margin = 10;

/** The right part of the status bar. */
export async function barShot({ page }: VscodeWindow, width = 460): Promise<Shot> {
  const bar = await boxOf(page.locator('.part.statusbar'));
  const clip = {
    x: Math.max(0, bar.width - width),
    y: bar.y,
    width: Math.min(width, bar.width),
    height: bar.height,
  };
  return { png: await page.screenshot({ clip }), width: clip.width };
}

/** The open tooltip and the status bar below it. Opens the tooltip, and closes it again. */
export async function tooltipShot(window: VscodeWindow): Promise<Shot> {
  const shot = await openTooltipShot(window);
  await window.leaveHover();
  return shot;
}

/** The same, and leaves the tooltip open. */
export async function openTooltipShot(window: VscodeWindow): Promise<Shot> {
  await window.hoverStatusBar();
  const { page } = window;
  const hover = await boxOf(page.locator('.monaco-hover:visible').last());
  const { width: right, height: bottom } = page.viewportSize() ?? { width: 1280, height: 720 };
  const x = Math.max(0, hover.x - margin);
  const y = Math.max(0, hover.y - margin);
  const clip = { x, y, width: right - x, height: bottom - y };
  const png = await page.screenshot({ clip });
  return { png, width: clip.width };
}

/** The quick pick or input box that is open. */
export async function quickInputShot({ page }: VscodeWindow): Promise<Shot> {
  const box = await boxOf(page.locator('.quick-input-widget'));
  const clip = {
    x: box.x - margin,
    y: Math.max(0, box.y - margin),
    width: box.width + 2 * margin,
    height: box.height + 2 * margin,
  };
  return { png: await page.screenshot({ clip }), width: clip.width };
}

/** The messages at the bottom right, and the status bar below them. */
export async function toastShot({ page }: VscodeWindow): Promise<Shot> {
  const toasts = await boxOf(page.locator('.notifications-toasts'));
  const { width: right, height: bottom } = page.viewportSize() ?? { width: 1280, height: 720 };
  const x = Math.max(0, toasts.x - margin);
  const y = Math.max(0, toasts.y - margin);
  const clip = { x, y, width: right - x, height: bottom - y };
  return { png: await page.screenshot({ clip }), width: clip.width };
}

export async function wholeShot({ page }: VscodeWindow): Promise<Shot> {
  return { png: await page.screenshot(), width: page.viewportSize()?.width ?? 1280 };
}

async function boxOf(locator: Locator): Promise<{ x: number; y: number; width: number; height: number }> {
  const box = await locator.boundingBox();
  if (!box) throw new Error('What was to be photographed is not on the page.');
  return box;
}
