import type {FileHandle} from 'node:fs/promises';
import type {Readable} from 'node:stream';
import type {File as ZipFile} from 'unzipper';
import {fileRange} from './file-range.js';
import {ZipDamage} from './zip-content.js';

const RECORD = 0x02014b50;
/** How far from its end a zip's directory is looked for: without a comment, and with the longest. */
const TAILS = [80, 65_557] as const;

/** What unzipper reads from; its types do not know `tailSize`. */
interface Source {
  size(): Promise<number>;
  stream(offset: number, length?: number): Readable;
}
type OpenCustom = (
  source: Source,
  options: {readonly tailSize: number},
) => Promise<{readonly files: readonly ZipFile[]}>;

/** The records of an archive's central directory, in their order. */
export async function zipDirectory(handle: FileHandle): Promise<readonly ZipFile[]> {
  const {default: unzipper} = await import('unzipper');
  const openCustom = unzipper.Open.custom as unknown as OpenCustom;
  const {size} = await handle.stat();
  for (const tailSize of TAILS) {
    const files = await read(handle, size, (source) => openCustom(source, {tailSize}));
    if (files !== null) return files;
  }
  throw new ZipDamage('is not a zip archive, or is cut off');
}

/** Null when no whole directory was found; its streams end here whatever became of them. */
async function read(
  handle: FileHandle,
  size: number,
  open: (source: Source) => Promise<{readonly files: readonly ZipFile[]}>,
): Promise<readonly ZipFile[] | null> {
  const streams: Readable[] = [];
  try {
    const {files} = await open({
      size: async () => size,
      stream(start, length) {
        const stream = fileRange(handle, start, length);
        // unzipper listens to some of its streams only.
        stream.on('error', () => undefined);
        streams.push(stream);
        return stream;
      },
    });
    return files.every(({signature}) => signature === RECORD) ? files : null;
  } catch {
    return null;
  } finally {
    for (const stream of streams) stream.destroy();
  }
}
