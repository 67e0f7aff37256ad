import {crc32, deflateRawSync} from 'node:zlib';

/** An entry of a zip, with room for every lie that a zip can tell. */
export interface ZipSpec {
  readonly path: string;
  readonly content?: string | Uint8Array;
  /** Unix mode with its type bits; 0 stands for an archive made on Windows. */
  readonly mode?: number;
  readonly isStored?: boolean;
  readonly flags?: number;
  readonly method?: number;
  /** Declared in place of the true size. */
  readonly size?: number;
  /** Declared in place of the true checksum. */
  readonly crc?: number;
}

const UNIX = 3;

/** A zip archive of these entries, byte by byte as told. */
export function makeZip(entries: readonly ZipSpec[], comment = ''): Buffer {
  const bodies: Buffer[] = [];
  const records: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const {local, record} = encode(entry, offset);
    bodies.push(local);
    records.push(record);
    offset += local.length;
  }
  const directory = Buffer.concat(records);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  end.writeUInt16LE(comment.length, 20);
  return Buffer.concat([...bodies, directory, end, Buffer.from(comment)]);
}

function encode(entry: ZipSpec, offset: number): {local: Buffer; record: Buffer} {
  const {path, mode = 0o100644, isStored = false, flags = 0} = entry;
  const content = Buffer.from(entry.content ?? '');
  const packed = isStored ? content : deflateRawSync(content);
  const name = Buffer.from(path);
  const common = Buffer.alloc(26);
  common.writeUInt16LE(20, 0);
  common.writeUInt16LE(0x800 | flags, 2);
  common.writeUInt16LE(entry.method ?? (isStored ? 0 : 8), 4);
  common.writeUInt16LE(0x58_21, 8);
  common.writeUInt32LE(entry.crc ?? crc32(content), 10);
  common.writeUInt32LE(packed.length, 14);
  common.writeUInt32LE(entry.size ?? content.length, 18);
  common.writeUInt16LE(name.length, 22);
  const local = Buffer.concat([Buffer.from('PK\x03\x04'), common, name, packed]);
  const head = Buffer.from([...Buffer.from('PK\x01\x02'), 20, mode === 0 ? 0 : UNIX]);
  const tail = Buffer.alloc(14);
  tail.writeUInt32LE((mode << 16) >>> 0, 6);
  tail.writeUInt32LE(offset, 10);
  return {local, record: Buffer.concat([head, common, tail, name])};
}
