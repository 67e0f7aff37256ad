import {writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {describe, expect, it} from '@jest/globals';
import type {TreeRequest} from '../../../src/core/code-tree.js';
import {openArchive} from '../../../src/files/open-archive.js';
import {errorOf} from '../../support/error-of.js';
import {inTempFolder} from '../../support/in-temp-folder.js';
import {makeZip, type ZipSpec} from '../../support/make-zip.js';

const withZip = <T>(zip: Uint8Array, work: (request: TreeRequest) => Promise<T>): Promise<T> =>
  inTempFolder({'code.zip': zip}, (folder) =>
    work({
      what: 'code',
      kind: 'archive',
      path: join(folder, 'code.zip'),
      ignore: [],
      family: null,
    }),
  );

/** Path and content of every item; the reason of the first failure. */
async function readAll(request: TreeRequest): Promise<Record<string, string | null>> {
  const contents: Record<string, string | null> = {};
  for await (const {entry, content} of (await openArchive(request)).items()) {
    if (content === null) contents[entry.path] = null;
    else if (content instanceof Uint8Array) {
      contents[entry.path] = Buffer.from(content).toString();
    } else {
      const chunks: Uint8Array[] = [];
      for await (const chunk of content) chunks.push(chunk);
      contents[entry.path] = Buffer.concat(chunks).toString();
    }
  }
  return contents;
}

describe('an archive', () => {
  it('is read in the order of tar names, whatever its own', async () => {
    const zip = makeZip([
      {path: 'b/c', content: 'deflated '.repeat(10)},
      {path: 'b-', content: 'before the folder', isStored: true},
      {path: 'b/', mode: 0o040755},
      {path: './a', content: 'dotted'},
      {path: './'},
    ]);
    const entries = await withZip(zip, async (request) => Object.entries(await readAll(request)));
    expect(entries).toEqual([
      ['a', 'dotted'],
      ['b-', 'before the folder'],
      ['b', null],
      ['b/c', 'deflated '.repeat(10)],
    ]);
  });

  it('of a layer tells what it holds twice or in two spellings, and takes the last', async () => {
    const zip = makeZip([
      {path: 'lib/x', content: 'first'},
      {path: 'Lib/x', content: 'other'},
      {path: './lib/x', content: 'last'},
      {path: 'folder/'},
      {path: 'folder/'},
    ]);
    await withZip(zip, async (request) => {
      const layer = {...request, what: 'layer', shownAs: 'shared'} as const;
      expect((await openArchive(layer)).warnings).toEqual([
        expect.stringContaining(
          'The layer shared holds more than once: lib/x. The last one counts',
        ),
        expect.stringContaining(
          'The layer shared has names that differ by case only: Lib/x, lib/x.',
        ),
      ]);
      expect(await readAll(layer)).toMatchObject({'Lib/x': 'other', 'lib/x': 'last'});
      expect((await openArchive(request)).warnings).toEqual([]);
    });
  });

  it('keeps unix modes and gives defaults to entries of Windows', async () => {
    const zip = makeZip([
      {path: 'kept', mode: 0o100750},
      {path: 'setuid', mode: 0o104755},
      {path: 'bootstrap', mode: 0},
      {path: 'plain', mode: 0},
      {path: 'folder/', mode: 0},
      {path: 'java/', mode: 0o040200},
      {path: 'link', mode: 0o120777, content: 'plain'},
      {path: 'named/like/folder/', mode: 0o100644},
    ]);
    const entries = await withZip(zip, async (request) => (await openArchive(request)).entries);
    const told = entries.map((entry) =>
      entry.kind === 'link'
        ? `${entry.path} -> ${entry.target}`
        : `${entry.path} ${entry.kind} ${entry.mode.toString(8)}`,
    );
    expect(told).toEqual([
      'bootstrap file 755',
      'folder directory 755',
      'java directory 755',
      'kept file 750',
      'link -> plain',
      'named/like/folder directory 755',
      'plain file 644',
      'setuid file 755',
    ]);
  });

  it('takes the last of several entries with one path', async () => {
    const zip = makeZip([
      {path: 'a', content: 'first'},
      {path: 'a', content: 'last'},
    ]);
    expect(await withZip(zip, readAll)).toEqual({a: 'last'});
  });

  it('may end in a long comment', async () => {
    const zip = makeZip([{path: 'a', content: 'x'}], 'c'.repeat(60_000));
    expect(await withZip(zip, readAll)).toEqual({a: 'x'});
  });

  it('streams an entry of many megabytes', async () => {
    const content = 'megabyte'.repeat(500_000);
    const zip = makeZip([
      {path: 'big', content},
      {path: 'stored', content, isStored: true},
    ]);
    expect(await withZip(zip, readAll)).toEqual({big: content, stored: content});
  });

  it('warns of files that Lambda could not read', async () => {
    const zip = makeZip([{path: 'secret', mode: 0o100600}, {path: 'open'}]);
    const {warnings} = await withZip(zip, openArchive);
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toContain('Lambda could not read secret of');
  });
});

describe('an archive is refused', () => {
  const cases: readonly (readonly [string, readonly ZipSpec[], string])[] = [
    ['when an entry climbs out', [{path: '../evil'}], '"../evil" leads out of the archive'],
    ['when an entry climbs out below', [{path: 'a/../../evil'}], 'leads out of the archive'],
    ['when an entry is absolute', [{path: '/etc/passwd'}], '"/etc/passwd" is an absolute path'],
    ['when an entry names a drive', [{path: 'C:/evil'}], 'is an absolute path'],
    ['when an entry has a backslash', [{path: 'a\\..\\b'}], 'has a backslash'],
    ['when an entry is a Docker whiteout', [{path: 'a/.wh.b'}], 'Docker reserves'],
    ['when an entry is encrypted', [{path: 'a', flags: 1}], '"a" is encrypted'],
    ['when its compression is unknown', [{path: 'a', method: 93}], 'method 93'],
    ['when an entry is a device', [{path: 'a', mode: 0o060644}], 'neither a file'],
    ['when a link leads out', [{path: 'a', mode: 0o120777, content: '../b'}], 'leads out'],
    ['when a link is absolute', [{path: 'a', mode: 0o120777, content: '/etc'}], 'leads out'],
    ['when a file has children', [{path: 'a'}, {path: 'a/b'}], '"a/b" lies below'],
    ['when it has no entries', [], 'is an empty archive'],
    ['over 250 MB', [{path: 'a', size: 262_144_001}], 'unpacks to 262144001 bytes'],
  ];
  it.each(cases)('%s', async (_title, entries, words) => {
    const error = await withZip(makeZip(entries), (request) => errorOf(() => openArchive(request)));
    expect(error).toMatchObject({code: 'CODE_INVALID', exitCode: 2});
    expect(error.message).toContain(words);
  });

  const lies: readonly (readonly [string, ZipSpec, string])[] = [
    [
      'a small entry that is larger than it says',
      {path: 'a', content: 'x'.repeat(99), size: 9},
      'does not unpack to the 9 bytes',
    ],
    [
      'a small entry that is smaller than it says',
      {path: 'a', content: 'x', size: 9},
      'does not unpack',
    ],
    [
      'a bomb that says it is small',
      {path: 'a', content: Buffer.alloc(50_000_000), size: 2_000_000},
      'does not unpack to the 2000000 bytes',
    ],
    [
      'a large entry that is cut short',
      {path: 'a', content: 'x', size: 2_000_000},
      'does not unpack',
    ],
    ['a wrong checksum', {path: 'a', content: 'x', crc: 1}, 'wrong checksum'],
    [
      'a wrong checksum of a large entry',
      {path: 'a', content: Buffer.alloc(3_000_000), crc: 1},
      'wrong checksum',
    ],
    [
      'bytes that are not deflated',
      {path: 'a', content: 'x'.repeat(99), isStored: true, method: 8},
      'cannot be unpacked',
    ],
  ];
  it.each(lies)('for %s', async (_title, entry, words) => {
    const error = await withZip(makeZip([entry]), (request) => errorOf(() => readAll(request)));
    expect(error).toMatchObject({code: 'CODE_INVALID', details: {entry: 'a'}});
    expect(error.message).toContain(words);
  });

  it('when it is no archive at all', async () => {
    for (const bytes of ['', 'PK', 'not a zip', 'x'.repeat(100_000)]) {
      const error = await withZip(Buffer.from(bytes), (request) =>
        errorOf(() => openArchive(request)),
      );
      expect(error).toMatchObject({code: 'CODE_INVALID'});
      expect(error.message).toContain('is not a zip archive');
    }
  });

  it('wherever it is cut off, and never by anything but an error of ours', async () => {
    const zip = makeZip([
      {path: 'a', content: 'content'},
      {path: 'b/c', content: 'more'},
    ]);
    await inTempFolder({}, async (folder) => {
      const path = join(folder, 'code.zip');
      const request: TreeRequest = {what: 'code', kind: 'archive', path, ignore: [], family: null};
      for (let length = 0; length < zip.length; length += 7) {
        await writeFile(path, zip.subarray(0, length));
        expect(await errorOf(() => readAll(request))).toMatchObject({code: 'CODE_INVALID'});
      }
    });
  });

  it('or read, but never crashes, when single bytes are wrong', async () => {
    const zip = makeZip([
      {path: 'a', content: 'content'},
      {path: 'link', content: 'a', mode: 0o120777},
    ]);
    await inTempFolder({}, async (folder) => {
      const path = join(folder, 'code.zip');
      const request: TreeRequest = {what: 'code', kind: 'archive', path, ignore: [], family: null};
      const codes = new Set<string>();
      for (let at = 0; at < zip.length; at += 1) {
        const broken = Buffer.from(zip);
        broken[at] = (broken[at] ?? 0) ^ 0xff;
        await writeFile(path, broken);
        codes.add(await readAll(request).then(() => 'read', codeOf));
      }
      expect([...codes].toSorted()).toEqual(['CODE_INVALID', 'read']);
    });
  });
});

const codeOf = (error: unknown): string => (error as {code?: string}).code ?? String(error);
