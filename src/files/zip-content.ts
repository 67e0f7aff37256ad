import type {FileHandle} from 'node:fs/promises';
import {pipeline} from 'node:stream';
import * as zlib from 'node:zlib';
import {fileRange} from './file-range.js';

/** Where an entry's bytes are in an archive, and what they should be. */
export interface ZipPlace {
  readonly offsetToLocalFileHeader: number;
  readonly compressionMethod: number;
  readonly compressedSize: number;
  readonly uncompressedSize: number;
  readonly crc32: number;
}

/** Thrown when an archive's bytes are not what its directory says. */
export class ZipDamage extends Error {
  override readonly name = 'ZipDamage';
}

const LOCAL_HEADER = {bytes: 30, signature: 0x04034b50, nameLength: 26, extraLength: 28};
const STORED = 0;
/** Entries up to this size are unpacked in one piece. */
const SMALL = 1024 * 1024;

/** Node's own checksum, where it has one (20.15 and later). */
const crc32 = (zlib as {readonly crc32?: typeof zlib.crc32}).crc32;

/** The bytes of one entry, checked against its declared size and checksum. */
export async function zipContent(
  file: FileHandle,
  place: ZipPlace,
): Promise<Uint8Array | AsyncIterable<Uint8Array>> {
  if (place.uncompressedSize === 0) return new Uint8Array();
  const start = await dataStart(file, place);
  return place.uncompressedSize <= SMALL && place.compressedSize <= SMALL
    ? unpackSmall(await readExactly(file, start, place.compressedSize), place)
    : unpackLarge(file, start, place);
}

/** The first bytes of one entry, at most so many; unchecked. */
export async function zipHead(file: FileHandle, place: ZipPlace, length: number): Promise<Buffer> {
  const start = await dataStart(file, place);
  const packed = await readExactly(file, start, Math.min(place.compressedSize, length));
  if (place.compressionMethod === STORED || packed.length === 0) return packed;
  const options = {finishFlush: zlib.constants.Z_SYNC_FLUSH};
  return zlib.inflateRawSync(packed, options).subarray(0, length);
}

/** The local header repeats name and extra field, in other lengths than the directory's. */
async function dataStart(file: FileHandle, {offsetToLocalFileHeader}: ZipPlace): Promise<number> {
  const header = await readExactly(file, offsetToLocalFileHeader, LOCAL_HEADER.bytes);
  if (header.readUInt32LE(0) !== LOCAL_HEADER.signature) throw new ZipDamage('has no header');
  return (
    offsetToLocalFileHeader +
    LOCAL_HEADER.bytes +
    header.readUInt16LE(LOCAL_HEADER.nameLength) +
    header.readUInt16LE(LOCAL_HEADER.extraLength)
  );
}

async function readExactly(file: FileHandle, start: number, length: number): Promise<Buffer> {
  const buffer = Buffer.allocUnsafe(length);
  const {bytesRead} = await file.read(buffer, 0, length, start);
  if (bytesRead < length) throw new ZipDamage('is cut off');
  return buffer;
}

function unpackSmall(packed: Buffer, place: ZipPlace): Uint8Array {
  const bytes = place.compressionMethod === STORED ? packed : inflate(packed, place);
  if (bytes.length !== place.uncompressedSize) throw wrongSize(place);
  if (crc32 !== undefined && crc32(bytes) !== place.crc32) throw wrongSum();
  return bytes;
}

function inflate(packed: Buffer, place: ZipPlace): Buffer {
  try {
    return zlib.inflateRawSync(packed, {maxOutputLength: place.uncompressedSize});
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE'
      ? wrongSize(place)
      : new ZipDamage('cannot be unpacked', {cause: error});
  }
}

async function* unpackLarge(
  file: FileHandle,
  start: number,
  place: ZipPlace,
): AsyncGenerator<Uint8Array> {
  const packed = fileRange(file, start, place.compressedSize);
  const bytes =
    place.compressionMethod === STORED
      ? packed
      : pipeline(packed, zlib.createInflateRaw(), () => undefined);
  let size = 0;
  let sum = 0;
  try {
    for await (const chunk of bytes as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > place.uncompressedSize) throw wrongSize(place);
      if (crc32 !== undefined) sum = crc32(chunk, sum);
      yield chunk;
    }
  } catch (error) {
    throw error instanceof ZipDamage ? error : new ZipDamage('cannot be unpacked', {cause: error});
  } finally {
    packed.destroy();
  }
  if (size !== place.uncompressedSize) throw wrongSize(place);
  if (crc32 !== undefined && sum !== place.crc32) throw wrongSum();
}

const wrongSize = ({uncompressedSize}: ZipPlace): ZipDamage =>
  new ZipDamage(`does not unpack to the ${uncompressedSize} bytes it declares`);

const wrongSum = (): ZipDamage => new ZipDamage('has a wrong checksum');
