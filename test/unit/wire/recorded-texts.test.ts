import {rm, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {gzipSync} from 'node:zlib';
import {describe, expect, it} from '@jest/globals';
import {redactLine, type RedactLine} from '../../../src/core/redact-line.js';
import {rulesTogether, type RedactionRules} from '../../../src/core/redaction.js';
import type {RunIdentity} from '../../../src/core/replay-journal.js';
import type {RecordedText} from '../../../src/core/replay-report.js';
import {inputFacts} from '../../../src/files/input-facts.js';
import {recordedTexts} from '../../../src/wire/recorded-texts.js';
import {inTempFolder} from '../../support/in-temp-folder.js';

const MESSAGES = ['m-1', 'm-2', 'm-3'].map((MessageId) => ({MessageId, Body: '{"a": 1.10}'}));

const FILES = {
  'a.ndjson': '{"n": 1.0}\nno event\n{"n":12345678901234567890}\n',
  'b.ndjson.gz': gzipSync('{"zipped":true}\n{"token":"hunter2!"}\n'),
  'c.json': JSON.stringify({Messages: MESSAGES}),
};

/** By their indexes, as a report asks for them. */
const ENTRIES = [
  [0, 'a.ndjson:1'],
  [1, 'a.ndjson:3'],
  [2, 'b.ndjson.gz:1'],
  [3, 'b.ndjson.gz:2'],
  [4, 'm-1+1'],
  [5, 'm-3'],
] as const;

async function identityOf(cwd: string, names: readonly string[]): Promise<RunIdentity> {
  const inputs = names.map((name) => inputFacts(name, {cwd, leftOut: []}));
  return {
    function: 'orders',
    image: 'i',
    driver: 'rie',
    inputs: await Promise.all(inputs),
    options: {from: null, 'batch-size': 2},
    digests: {},
  };
}

interface Asked {
  readonly cwd: string;
  readonly identity: RunIdentity;
  readonly redact?: RedactLine | null;
  readonly rules?: RedactionRules;
}

async function texts(
  {cwd, identity, redact = null, rules}: Asked,
  entries: readonly (readonly [number, string])[],
): Promise<readonly RecordedText[]> {
  await using recorded = recordedTexts({identity, cwd, leftOut: [], redact, rules});
  const found: RecordedText[] = [];
  for (const [index, eventId] of entries) {
    const holdsSecret = eventId === 'b.ndjson.gz:2';
    found.push(await recorded.of({index, eventId, ...(holdsSecret && {holdsSecret})}));
  }
  return found;
}

const names = Object.keys(FILES);

describe('events that are read once more for a report', () => {
  it('are those that ran, byte for byte but for secrets, whatever they lie in', () =>
    inTempFolder(FILES, async (cwd) => {
      const identity = await identityOf(cwd, names);
      const found = await texts({cwd, identity, redact: redactLine(['hunter2!'])}, ENTRIES);
      const jsons = found.map((text) => ('json' in text ? text.json : text));
      expect(jsons.slice(0, 4)).toEqual([
        '{"n": 1.0}',
        '{"n":12345678901234567890}',
        '{"zipped":true}',
        '{"token":"***"}',
      ]);
      expect(jsons[4]).toMatch(/^\{"Records":\[\{"messageId":"m-1".*"messageId":"m-2"/);
      expect(jsons[5]).toContain('"body":"{\\"a\\": 1.10}"');
      const [last] = await texts({cwd, identity}, [[5, 'm-3']]);
      expect(last).toEqual({json: jsons[5]});
    }));

  it('are not shown with secrets that nobody here knows', () =>
    inTempFolder(FILES, async (cwd) => {
      const identity = await identityOf(cwd, names);
      expect(await texts({cwd, identity}, ENTRIES.slice(2, 5))).toEqual([
        {json: '{"zipped":true}'},
        {why: 'it holds the value of a secret variable, which is not known here'},
        {json: expect.stringContaining('m-1')},
      ]);
    }));

  it('are without what the rules of the project take out', () =>
    inTempFolder(
      {'a.ndjson': '{"n": 1.0, "mail":"a@b.c"}\n{"by":{"mail":"a@b.c"}}\n'},
      async (cwd) => {
        const identity = await identityOf(cwd, ['a.ndjson']);
        const rules = rulesTogether([{hash: ['$..mail']}, {remove: ['$.nothing']}]);
        const entries = [
          [0, 'a.ndjson:1'],
          [1, 'a.ndjson:2'],
        ] as const;
        const [first, second] = await texts({cwd, identity, rules}, entries);
        const [, hash] =
          /"mail":"(redacted-\w+)"/.exec(JSON.stringify(first).replaceAll('\\', '')) ?? [];
        expect([first, second]).toEqual([
          {json: `{"n": 1.0,"mail":"${hash}"}`},
          {json: `{"by":{"mail":"${hash}"}}`},
        ]);
      },
    ));

  it('are told as lost where the recording is another one, gone, or came by stdin', () =>
    inTempFolder(FILES, async (cwd) => {
      const identity = await identityOf(cwd, names);
      const whys = async (about: RunIdentity): Promise<readonly unknown[]> =>
        (await texts({cwd, identity: about}, ENTRIES.slice(0, 2))).map((text) =>
          'why' in text ? text.why : null,
        );
      const stdin = {...identity, inputs: [{name: '-', bytes: null, digest: null}]};
      expect(await whys(stdin)).toEqual(Array(2).fill('it came by stdin, and is not kept'));
      await writeFile(join(cwd, 'a.ndjson'), '{}');
      expect(await whys(identity)).toEqual(Array(2).fill('a.ndjson has changed since'));
      await rm(join(cwd, 'a.ndjson'));
      expect(await whys(identity)).toEqual(Array(2).fill('a.ndjson is not here'));
    }));

  it('are told as lost where they came from a device or a pipe, which is not read again', async () => {
    const identity = await identityOf('/', ['/dev/null']);
    expect(identity.inputs).toEqual([
      {name: '/dev/null', bytes: null, digest: null, isPassing: true},
    ]);
    const why = {why: '/dev/null was no file, and is not kept'};
    expect(await texts({cwd: '/', identity}, [[0, '/dev/null:1']])).toEqual([why]);
  });

  it('are told as lost where the same place holds an event of another id', () =>
    inTempFolder(FILES, async (cwd) => {
      const identity = await identityOf(cwd, ['a.ndjson']);
      expect(await texts({cwd, identity}, [[0, 'other']])).toEqual([
        {why: 'the recording has changed since'},
      ]);
    }));
});
