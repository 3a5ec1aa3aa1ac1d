import { createGzip } from 'node:zlib';

const mebibyte = Buffer.alloc(1024 * 1024, ' ');

/** A gzip stream that is small on the wire and `decodedMiB` MiB of lawful JSON after decoding. */
export async function gzipBomb(decodedMiB: number): Promise<Buffer> {
  const gzip = createGzip({ level: 9 });
  const parts: Buffer[] = [];
  gzip.on('data', (part: Buffer) => parts.push(part));
  const done = new Promise<void>((resolve, reject) => gzip.on('end', resolve).on('error', reject));
  gzip.write('{"data":{"label":"');
  for (let index = 0; index < decodedMiB; index++) {
    if (!gzip.write(mebibyte)) await new Promise((resolve) => gzip.once('drain', resolve));
  }
  gzip.end('"}}');
  await done;
  return Buffer.concat(parts);
}
