import type { VscodeWindow } from '../../harness/vscodeWindow.ts';

/** What there is of the tooltip besides its look: its size, its picture, its words, and what a screen reader is given. */
export async function tooltipAsText(window: VscodeWindow): Promise<string> {
  const { text } = await window.hoverStatusBar();
  const hover = window.page.locator('.monaco-hover:visible').last();
  const box = await hover.boundingBox();
  const pictures = await hover.locator('img').evaluateAll((images) =>
    images.map((image) => {
      const { complete, naturalWidth, naturalHeight, alt, width, height } = image as HTMLImageElement;
      return `loaded ${complete}, ${naturalWidth}x${naturalHeight}, shown ${width}x${height}, alt: ${alt}`;
    }),
  );
  const { ariaLabel } = await window.waitForStatusBar(/(?:)/);
  const spoken = await hover.ariaSnapshot();
  const html = await hover.innerHTML();
  await window.leaveHover();
  return [
    `size: ${box?.width} x ${box?.height}`,
    ...pictures.map((picture) => `picture: ${picture}`),
    `status bar, spoken: ${ariaLabel}`,
    `\n== words\n${text}`,
    `\n== to a screen reader\n${spoken}`,
    `\n== markup\n${html}`,
    '',
  ].join('\n');
}
