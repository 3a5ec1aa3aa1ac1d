/** The most that is ever read of one answer, counted after decompression. OpenRouter's of one key are below 4 KiB. */
export const MAX_BODY_BYTES = 1_048_576;

/**
 * The whole body as text (UTF-8; what is not becomes U+FFFD).
 * @returns undefined as soon as the body proves longer than `mostBytes`; the rest is not read.
 */
export async function readText(
  body: AsyncIterable<Uint8Array>,
  mostBytes = MAX_BODY_BYTES,
): Promise<string | undefined> {
  const decoder = new TextDecoder();
  let bytes = 0;
  let text = '';
  for await (const piece of body) {
    bytes += piece.byteLength;
    if (bytes > mostBytes) return undefined;
    text += decoder.decode(piece, { stream: true });
  }
  return text + decoder.decode();
}
