import {mkdir, readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {describe, expect, it} from '@jest/globals';
import {redactEvents} from '../../../src/wire/events.js';
import {errorOf} from '../../support/error-of.js';
import {inTempFolder} from '../../support/in-temp-folder.js';
import {readRecording} from '../../support/read-recording.js';

const PASSWORD = {remove: ['$..password'], hash: [], removePattern: [], hashPattern: []};

describe('a record that does not look like the first one', () => {
  const rule = {id: 'e', source: 's', 'detail-type': 't', detail: {}};
  const sent = {requestContext: {requestId: 'd', condition: 'Success'}, requestPayload: 1};
  const message = {MessageId: 'm', ReceiptHandle: 'r', Body: '1'};
  const other = {Records: [{s3: {}}]};

  it('is told with what reads them both', async () => {
    for (const [first, format, why] of [
      [rule, 'eventbridge', 'no detail'],
      [sent, 'destination', 'not a destination record: no requestPayload'],
      [message, 'sqs', 'not a message of a queue'],
    ] as const) {
      const records = [first, other].map((record) => JSON.stringify(record));
      for (const [from, stdin] of [
        ['ndjson', records.join('\n')],
        ['array', `[${records.join(',')}]`],
        ['stream', records.join('')],
      ] as const) {
        const {skipped} = await readRecording(['-'], {stdin});
        const hint = `unlike the first record, which decides the format (${format}): --from ${from} sends each record as it is`;
        expect(skipped).toEqual([expect.stringMatching(/^-:[12]: malformed: /)]);
        expect(skipped[0]).toContain(`malformed: ${why}, ${hint}`);
        const plain = await readRecording(['-'], {stdin, from});
        expect(plain.events.map(([, text]) => text)).toEqual(records);
      }
    }
  });

  it('is told alone where the format is named, or what it lies in is a dump', async () => {
    const stdin = `${JSON.stringify(rule)}\n${JSON.stringify(other)}\n`;
    const named = await readRecording(['-'], {stdin, from: 'eventbridge'});
    expect(named.skipped).toEqual(['-:2: malformed: no detail']);
    const dump = JSON.stringify({Messages: [message, other]});
    expect((await readRecording(['-'], {stdin: dump})).skipped).toEqual([
      '-:1: malformed: not a message of a queue',
    ]);
  });
});

describe('a line that is no JSON', () => {
  const redacted = async (content: string) => {
    const warnings: string[] = [];
    let result = {file: {}, text: '', warnings};
    await inTempFolder({'in.ndjson': content}, async (cwd) => {
      const {
        files: [file],
      } = await redactEvents({
        inputs: ['in.ndjson'],
        output: 'out',
        cwd,
        rules: PASSWORD,
        keyVariable: 'LAMBDOCK_TEST_NO_KEY',
        onWarning: (text) => void warnings.push(text),
      });
      result = {file: file!, text: await readFile(join(cwd, 'out'), 'utf8'), warnings};
    });
    return result;
  };

  it('is left out of redacted events and counted', async () => {
    const {file, text, warnings} = await redacted('{"a":1}\npassword=hunter2\n{"password":2}\n');
    expect(text).toBe('{"a":1}\n\n{}\n');
    expect(file).toMatchObject({format: 'ndjson', records: 2, dropped: 1});
    expect(warnings).toEqual([expect.stringContaining('in.ndjson:2: not JSON')]);
  });

  it('stays in a redacted log, of which it is a part', async () => {
    const log = 'START RequestId: 1\n{"message":"Lambda invocation event","event":1}\n';
    expect(await redacted(log)).toMatchObject({
      text: log,
      file: {format: 'powertools', dropped: 0},
    });
  });
});

describe('a file whose name is not UTF-8', () => {
  const named = (folder: string, byte: number): Buffer =>
    Buffer.concat([Buffer.from(`${folder}/x`), Buffer.from([byte]), Buffer.from('.ndjson')]);

  it('is told, and the others of its folder are read', async () => {
    await inTempFolder({'in/ok.ndjson': '{"a":1}\n', 'in/x\ufffd.json': '2'}, async (cwd) => {
      for (const byte of [0xfe, 0xff]) await writeFile(named(join(cwd, 'in'), byte), '{}\n');
      for (const input of ['in', 'in/*']) {
        const {events, skipped} = await readRecording([input], {cwd});
        expect(events.map(([, text]) => text)).toEqual(['{"a":1}', '2']);
        const why = 'malformed: cannot be read: its name is not UTF-8, so it has to be renamed';
        expect(skipped).toEqual(Array(2).fill(`in/x\ufffd.ndjson:1: ${why}`));
      }
    });
  });

  it('and so a folder, which is told before anything is read', async () => {
    await inTempFolder({'in/ok.ndjson': '{"a":1}\n'}, async (cwd) => {
      await mkdir(named(join(cwd, 'in'), 0xff));
      expect(await errorOf(() => readRecording(['in'], {cwd}))).toMatchObject({
        code: 'EVENT_INVALID',
        message: 'cannot read in/x\ufffd.ndjson: its name is not UTF-8, so it has to be renamed',
      });
    });
  });
});
