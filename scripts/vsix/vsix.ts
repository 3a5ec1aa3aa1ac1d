import { unzipSync } from 'fflate';

/** A VSIX taken apart. */
export interface Vsix {
  /** Size of the whole file in bytes. */
  readonly bytes: number;
  /** Path inside the archive (`extension/package.json`) → content. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** Path → bytes that the file takes in the archive. */
  readonly compressedBytes: ReadonlyMap<string, number>;
}

/** @throws Error when the bytes are not a zip archive. */
export function readVsix(archive: Uint8Array): Vsix {
  const compressedBytes = new Map<string, number>();
  const files = unzipSync(archive, {
    filter: ({ name, size }) => {
      compressedBytes.set(name, size);
      return true;
    },
  });
  return { bytes: archive.length, files: new Map(Object.entries(files)), compressedBytes };
}

/** A file of the archive as text, or '' when it is not there (the file rules say so). */
export function textOf(vsix: Vsix, path: string): string {
  const content = vsix.files.get(path);
  return content ? new TextDecoder().decode(content) : '';
}

/** A rule says what is wrong, one sentence each; nothing when all is well. */
export type VsixRule = (vsix: Vsix) => string[];
