import {join} from 'node:path';
import {Readable} from 'node:stream';
import {describe, expect, it} from '@jest/globals';
import {parseYaml} from '../../../src/config/parse-yaml.js';
import {readEvent, type EventRequest} from '../../../src/files/read-event.js';
import {loadDefault} from '../../../src/modules/load-module.js';
import {errorOf} from '../../support/error-of.js';
import {inTempFolder, type TempFiles} from '../../support/in-temp-folder.js';

const LIMIT = 6_291_556;

/** What is sent for a request, as text. */
const sent = (request: Partial<EventRequest>, files: TempFiles = {}): Promise<string> =>
  inTempFolder(files, async (folder) => {
    const bytes = await readEvent(
      {folder, stdin: () => Readable.from([]), onWaiting: () => undefined, ...request},
      {parseYaml: async (text, shownAs) => parseYaml(text, shownAs), loadDefault},
    );
    return Buffer.from(bytes).toString();
  });

describe('readEvent', () => {
  it.each([
    'null',
    'false',
    '0',
    '""',
    '[]',
    '{"n": 1.10, "n": 2}',
    ' {"big": 12345678901234567890} \n',
  ])('sends %j byte for byte', async (text) => {
    expect(await sent({data: text})).toBe(text);
    expect(await sent({event: 'e.json'}, {'e.json': text})).toBe(text);
    expect(await sent({event: '-', stdin: () => Readable.from([Buffer.from(text)])})).toBe(text);
  });

  it('reads data from a file that is named by file://', async () => {
    expect(await sent({data: 'file://a/e.json'}, {'a/e.json': '{"a": 1}'})).toBe('{"a": 1}');
    await inTempFolder({'e.json': '[1]'}, async (folder) => {
      expect(await sent({data: `file://${join(folder, 'e.json')}`})).toBe('[1]');
    });
  });

  it('sends text as a JSON string when it is raw', async () => {
    expect(await sent({data: 'say "hi"\n', raw: true})).toBe('"say \\"hi\\"\\n"');
    expect(await sent({event: 'x.txt', raw: true}, {'x.txt': 'ä'})).toBe('"ä"');
  });

  it('sends YAML as JSON', async () => {
    const files = {'e.yml': 'Records:\n  - body: hi\n    n: 1\n'};
    expect(await sent({event: 'e.yml'}, files)).toBe('{"Records":[{"body":"hi","n":1}]}');
    expect(await sent({event: 'e.yml#/Records/0/body'}, files)).toBe('"hi"');
  });

  it.each([
    ['e.mjs', 'export default {a: 1};'],
    ['e.mjs', 'export default async () => ({a: 1});'],
    ['e.cjs', 'module.exports = () => ({a: 1});'],
  ])('sends what %s exports', async (name, code) => {
    expect(await sent({event: name}, {[name]: code})).toBe('{"a":1}');
  });

  it('sends the part of a file that a pointer names, as it is written there', async () => {
    const files = {'dump.json': '{"a/b": [ {"n": 1.10} , 2 ]}'};
    expect(await sent({event: 'dump.json#/a~1b/0'}, files)).toBe('{"n": 1.10}');
    expect(await sent({event: 'dump.json#'}, files)).toBe(files['dump.json']);
  });

  it('prefers an existing file whose name contains a pointer', async () => {
    const files = {'a#/0': '{"file": 1}', a: '["part"]', 'x#y.json': '[7]'};
    expect(await sent({event: 'x#y.json'}, files)).toBe('[7]');
    expect(await sent({event: 'x#y.json#/0'}, files)).toBe('7');
    await inTempFolder({'a#/0': '{"file": 1}'}, async (folder) => {
      expect(await sent({event: 'a#/0', folder})).toBe('{"file": 1}');
    });
  });

  it('drops a byte order mark', async () => {
    expect(await sent({event: 'e.json'}, {'e.json': '\uFEFF{"a":1}'})).toBe('{"a":1}');
  });

  it('takes an event of the full size, and no byte more', async () => {
    const full = JSON.stringify('x'.repeat(LIMIT - 2));
    expect((await sent({data: full})).length).toBe(LIMIT);
    for (const request of [
      {data: `${full} `},
      {event: 'e.json'},
      {event: '-', stdin: () => Readable.from([Buffer.from(`${full} `)])},
      {data: 'x'.repeat(LIMIT), raw: true},
    ]) {
      const error = await errorOf(() => sent(request, {'e.json': `${full}    `}));
      expect(error).toMatchObject({code: 'EVENT_TOO_LARGE', exitCode: 2});
    }
  });

  it.each<[string, Partial<EventRequest>, TempFiles, string]>([
    [
      'bad JSON',
      {event: 'e.json'},
      {'e.json': '{\n "a": ,\n}'},
      'e.json:2:7: not JSON: a value is missing',
    ],
    ['bad data', {data: '{a}'}, {}, '--data:1:2: not JSON'],
    ['an empty file', {event: 'e.json'}, {'e.json': ' '}, 'e.json is empty'],
    ['empty stdin that was named', {event: '-'}, {}, 'stdin is empty'],
    ['a missing file', {event: 'no.json'}, {}, 'there is no event file no.json'],
    ['a missing file with a pointer', {event: 'no.json#/a'}, {}, 'there is no event file no.json'],
    ['a folder', {event: 'a'}, {'a/x': ''}, 'a is a folder'],
    ['bad UTF-8', {event: 'e.json'}, {'e.json': new Uint8Array([34, 0xc3, 34])}, 'wrong at byte 2'],
    ['UTF-16', {event: 'e.json'}, {'e.json': Buffer.from('\uFEFF{}', 'utf16le')}, 'is UTF-16 text'],
    ['bad YAML', {event: 'e.yml'}, {'e.yml': 'a: [1\nb: 2'}, 'e.yml:2:1: not YAML'],
    ['an empty YAML', {event: 'e.yml'}, {'e.yml': '# x'}, 'e.yml is empty'],
    ['a pointer to nothing', {event: 'e.json#/b'}, {'e.json': '{}'}, 'e.json has nothing at /b'],
    ['a pointer to nothing in YAML', {event: 'e.yml#/b'}, {'e.yml': 'a: 1'}, 'nothing at /b'],
    [
      'a module that throws',
      {event: 'e.mjs'},
      {'e.mjs': 'throw new TypeError("no")'},
      'e.mjs failed: TypeError: no',
    ],
    [
      'a module without default',
      {event: 'e.mjs'},
      {'e.mjs': 'export const a = 1'},
      'has no default export',
    ],
    [
      'a module that gives nothing',
      {event: 'e.mjs'},
      {'e.mjs': 'export default () => {}'},
      'gives undefined',
    ],
    ['a value that is no JSON', {event: 'e.mjs'}, {'e.mjs': 'export default {n: 1n}'}, 'not JSON'],
  ])('refuses %s', async (_, ...[request, files, message]) => {
    const error = await errorOf(() => sent(request, files));
    expect(error).toMatchObject({
      code: 'EVENT_INVALID',
      exitCode: 2,
      message: expect.stringContaining(message),
    });
  });

  it('refuses two sources', async () => {
    const error = await errorOf(() => sent({event: 'a', data: '{}'}));
    expect(error).toMatchObject({code: 'USAGE'});
  });
});
