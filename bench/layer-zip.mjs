// Writes a .zip as layers are published: many deflated files, which shrink to about a half.
import {closeSync, mkdirSync, openSync, writeSync} from 'node:fs';
import {dirname} from 'node:path';
import {crc32, deflateRawSync} from 'node:zlib';
import {keystream} from './sample-project.mjs';

const KINDS = 16;
const MODE = 0o100644;

/** Some contents, used in turn: making as much noise as a layer has would take longer than to send it. */
function contents(bytes) {
  const noise = keystream();
  return Array.from({length: KINDS}, () => {
    const content = Buffer.from(noise(Math.ceil(bytes / 2)).toString('hex'));
    return {content, packed: deflateRawSync(content, {level: 1}), crc: crc32(content)};
  });
}

function headers({name, packed, content, crc, offset}) {
  const common = Buffer.alloc(26);
  common.writeUInt16LE(20, 0);
  common.writeUInt16LE(8, 4);
  common.writeUInt16LE(0x58_21, 8);
  common.writeUInt32LE(crc, 10);
  common.writeUInt32LE(packed.length, 14);
  common.writeUInt32LE(content.length, 18);
  common.writeUInt16LE(name.length, 22);
  const tail = Buffer.alloc(14);
  tail.writeUInt32LE((MODE << 16) >>> 0, 6);
  tail.writeUInt32LE(offset, 10);
  const made = Buffer.from([...Buffer.from('PK\x01\x02'), 20, 3]);
  return {
    local: Buffer.concat([Buffer.from('PK\x03\x04'), common, name]),
    record: Buffer.concat([made, common, tail, name]),
  };
}

/** A layer of so many megabytes, unpacked; `seed` decides its names. */
export function writeLayerZip(path, {megabytes, files, seed}) {
  mkdirSync(dirname(path), {recursive: true});
  const all = contents((megabytes * 1e6) / files);
  const file = openSync(path, 'w');
  const records = [];
  let offset = 0;
  for (let number = 0; number < files; number += 1) {
    const {packed, content, crc} = all[number % KINDS];
    const name = Buffer.from(`nodejs/node_modules/${seed}-${number >> 5}/part-${number}.js`);
    const {local, record} = headers({name, packed, content, crc, offset});
    writeSync(file, Buffer.concat([local, packed]));
    records.push(record);
    offset += local.length + packed.length;
  }
  const directory = Buffer.concat(records);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(files, 8);
  end.writeUInt16LE(files, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  writeSync(file, Buffer.concat([directory, end]));
  closeSync(file);
}
