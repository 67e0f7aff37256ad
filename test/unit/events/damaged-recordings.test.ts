import {symlink} from 'node:fs/promises';
import {join} from 'node:path';
import {describe, expect, it} from '@jest/globals';
import {placeText, skippedPlaceText} from '../../../src/core/recorded-event.js';
import {PAYLOAD_LIMIT} from '../../../src/core/rie.js';
import {errorOf} from '../../support/error-of.js';
import {inTempFolder} from '../../support/in-temp-folder.js';
import {readRecording} from '../../support/read-recording.js';

const read = (stdin: string | Uint8Array) => readRecording(['-'], {stdin});
const textsIn = async (stdin: string | Uint8Array) =>
  (await read(stdin)).events.map(([, text]) => text);

describe('a record that is no JSON', () => {
  it('is told with its line, and those around it are read', async () => {
    const {events, skipped} = await read('{"a":1}\n{"a":\n{"a":3}\nnonsense\n{"a":"x\n{"a":5}');
    expect(events).toEqual([
      ['stdin:1', '{"a":1}'],
      ['stdin:3', '{"a":3}'],
      ['stdin:6', '{"a":5}'],
    ]);
    expect(skipped).toEqual([
      '-:2: malformed: not JSON: it ends in the middle',
      '-:4: malformed: not JSON',
      '-:5: malformed: not JSON: it ends in the middle',
    ]);
  });

  it('hides nothing behind it also where it is the first one', async () => {
    expect(await textsIn('{"a":[1,\n{"a":2}\n{"a":3}')).toEqual(['{"a":2}', '{"a":3}']);
    expect(await textsIn('{"a":"\n{"a":2}')).toEqual(['{"a":2}']);
  });

  it('does not hide that its file is one of lines, where it is the first one or two', async () => {
    const unreadable = ['{"a":"\xe4"}', '{"a":NaN}', '{"a":01}', '{"a":}', '{"a":1', 'x', '"a'];
    for (const first of [...unreadable, '{"a":01}\n\n{"a":"\xe4"}']) {
      const stdin = Buffer.from(`${first}\n{"b":1}\n{"b":2}`, 'latin1');
      const {formats, events, skipped, records} = await read(stdin);
      const lines = first.split('\n').length;
      expect({first, formats, ids: events.map(([id]) => id)}).toEqual({
        first,
        formats: ['ndjson'],
        ids: [`stdin:${lines + 1}`, `stdin:${lines + 2}`],
      });
      expect(skipped[0]).toMatch(/^-:1: malformed: not JSON/);
      expect(records).toHaveLength(lines === 1 ? 3 : 4);
    }
    const printed = '{"a":01}\n{\n  "b": 1\n}\n{\n  "b": 2\n}\n';
    expect(await textsIn(printed)).toEqual(['{\n  "b": 1\n}', '{\n  "b": 2\n}']);
  });

  it('is left in a stream at the next line that begins a value', async () => {
    const {events, skipped} = await read('{"a":1}{"a":}{"a":3}\n{"a":4}{"a":5}');
    expect(events.map(([, text]) => text)).toEqual(['{"a":1}', '{"a":4}', '{"a":5}']);
    expect(skipped).toEqual([
      expect.stringMatching(/^-:1: malformed/),
      expect.stringMatching(/^-:1: unread: the rest of the line is not read/),
    ]);
    const printed = '{\n  "a": 1\n}\n{\n  "a": }\n}\n{\n  "a": 3\n}\n';
    expect(await textsIn(printed)).toEqual(['{\n  "a": 1\n}', '{\n  "a": 3\n}']);
  });

  it('is told in a list with its place, and the list goes on at the next item', async () => {
    const {events, records} = await read('[\n  {"a": 1},\n  {"a": x},\n  {"a": 3}\n]\n');
    expect(events).toEqual([
      ['stdin:0', '{"a": 1}'],
      ['stdin:2', '{"a": 3}'],
    ]);
    expect(records[1]).toMatchObject({reason: 'malformed', place: {line: 3, index: 1}});
  });

  it('is told in the list of a dump, also where the dump is cut', async () => {
    const dump = [
      '{"Messages": [',
      '  {"MessageId": "m-1", "ReceiptHandle": "r", "Body": "1"},',
      '  {"MessageId": "m-2", "ReceiptHandle": "r", "Body": },',
      '  {"MessageId": "m-3", "ReceiptHandle": "r", "Body": "3"},',
      '  {"MessageId": "m-4", "Rece',
    ].join('\n');
    const {events, skipped} = await read(dump);
    expect(events.map(([id]) => id)).toEqual(['m-1', 'm-3']);
    expect(skipped).toEqual([
      expect.stringMatching(/^-:3: malformed: not JSON/),
      '-:5: malformed: not JSON: it ends in the middle',
    ]);
  });

  it('that is but a wrong word is left out of a line of many, and nothing else', async () => {
    const {events, skipped} = await read(
      '[{"id":1},{"id":2},BAD,{"id":3},{"n":[NaN, -Infinity]},7]',
    );
    expect(events.map(([, text]) => text)).toEqual(['{"id":1}', '{"id":2}', '{"id":3}', '7']);
    expect(skipped).toEqual([
      '-:1: malformed: not JSON: a wrong word, number, escape or character',
      '-:1: malformed: not JSON: a wrong word, number, escape or character',
    ]);
    expect(await textsIn('{"n":1}{"n":NaN}{"n":3}')).toEqual(['{"n":1}', '{"n":3}']);
  });

  it('and hides the rest of its list is told with how much that is', async () => {
    const list = '[{"id":1},{"id":},{"id":3}]\n';
    const {events, records} = await read(list);
    expect(events.map(([, text]) => text)).toEqual(['{"id":1}']);
    expect(records.slice(1)).toMatchObject([
      {reason: 'malformed', place: {line: 1, index: 1}},
      {
        reason: 'unread',
        place: {line: 1, offset: 16},
        message: 'the rest is not read (12 bytes): records in it cannot be told apart',
      },
    ]);
    const stream = await read('{"id":1}{"id":}{"id":3}');
    expect(stream.skipped.at(-1)).toBe(
      '-:1: unread: the rest is not read (9 bytes): records in it cannot be told apart',
    );
    const torn = await read('{"id":1}\n{"id":}\n{"id":3}');
    const line = await read('[\n{"id":1}, {"id":}, {"id":3},\n{"id":4}]');
    expect(line.events.map(([, text]) => text)).toEqual(['{"id":1}', '{"id":4}']);
    expect(line.skipped[1]).toMatch(/^-:2: unread: the rest of the line is not read \(12 bytes\)/);
    expect(torn.skipped).toEqual([expect.stringMatching(/^-:2: malformed/)]);
  });

  it('is told with the byte at which it begins where others begin before it on its line', async () => {
    const placesIn = async (stdin: string): Promise<readonly string[]> =>
      (await read(stdin)).records.flatMap((record) =>
        record.kind === 'skipped' ? [skippedPlaceText(record)] : [],
      );
    expect(await placesIn('[BAD,{"id":1},BAD,{"id":2},BAD]')).toEqual([
      'stdin:1',
      'stdin:1@14',
      'stdin:1@27',
    ]);
    const sent = '{"requestContext":{"requestId":"a","condition":"Success"},"requestPayload":1}';
    const logged = JSON.stringify({message: sent, timestamp: 2});
    const dump = `{"logEvents":[{"message":"x","timestamp":1},{"message":NaN},${logged}]}`;
    expect(await placesIn(dump)).toEqual(['stdin:1', 'stdin:1@44']);
    expect(await placesIn('{"id":1}{"id":}{"id":3}\n{"id":\n')).toEqual([
      'stdin:1@8',
      'stdin:1@14',
      'stdin:2',
    ]);
    expect(await placesIn('[\n1,\nBAD,\n3, BAD\n]')).toEqual(['stdin:3', 'stdin:4@13']);
  });

  it('keeps the place by which it is of one shard and of one reading', async () => {
    const {records} = await read('[{"id":1},BAD]');
    expect(records.map(({place}) => placeText(place))).toEqual(['stdin:1', 'stdin:1']);
    expect(records[0]!.place).toEqual({file: '-', line: 1, offset: 1, index: 0});
  });

  it('ends the reading with --strict, and exit 2', async () => {
    const stdin = '{"a":1}\n{"a":\n';
    expect(await errorOf(() => readRecording(['-'], {stdin, strict: true}))).toMatchObject({
      code: 'EVENT_INVALID',
      exitCode: 2,
      message: 'stdin:2: not JSON: it ends in the middle',
    });
    const line = {stdin: '[{"a":1},BAD]', strict: true};
    expect(await errorOf(() => readRecording(['-'], line))).toMatchObject({
      message: expect.stringMatching(/^stdin:1@9: not JSON/),
    });
    expect(await errorOf(() => read('nothing'))).toMatchObject({code: 'NO_EVENTS', exitCode: 2});
    expect(await errorOf(() => read(''))).toMatchObject({code: 'NO_EVENTS', exitCode: 2});
  });
});

describe('bytes', () => {
  it('may begin with a byte order mark, and lines may end as on Windows', async () => {
    expect(await textsIn('\ufeff{"a":1}\r\n\r\n{"a":2}\r\n')).toEqual(['{"a":1}', '{"a":2}']);
    expect(await textsIn('\ufeff[\r\n1,\r\n2]')).toEqual(['1', '2']);
  });

  it('go on behind a byte 0 in a line, the first one too; UTF-16 is no such line', async () => {
    const {events, skipped} = await read('{"a":"\0"}\n{"a":2}\n{"a":"\0"}\n');
    expect(events.map(([, text]) => text)).toEqual(['{"a":2}']);
    const told = 'malformed: not JSON: byte 0 cannot stand here (6 bytes on)';
    expect(skipped).toEqual([`-:1: ${told}`, `-:3: ${told}`]);
    const wide = Buffer.from('{"a":1}\n{"a":2}\n', 'utf16le');
    expect(await errorOf(() => read(wide))).toMatchObject({
      code: 'NO_EVENTS',
      message: expect.stringContaining('not UTF-8 text'),
    });
  });

  it('that a link of a folder names and that are not there are told, and the others read', async () => {
    await inTempFolder({'a/b.json': '{"b":1}', 'a/c/d.json': '{}'}, async (cwd) => {
      await symlink('nowhere.json', join(cwd, 'a/gone.json'));
      await symlink('c', join(cwd, 'a/linked'));
      for (const input of ['a', 'a/*.json']) {
        const {events, skipped} = await readRecording([input], {cwd});
        expect(events[0]).toEqual(['a/b', '{"b":1}']);
        expect(skipped).toEqual([
          expect.stringMatching(/^a\/gone.json:1: malformed: cannot be read: ENOENT/),
        ]);
      }
      expect(await errorOf(() => readRecording(['none/*.json'], {cwd}))).toMatchObject({
        code: 'EVENT_INVALID',
        message: 'no file is like none/*.json',
      });
    });
  });

  it('that are no text are one malformed record, and no UTF-8 is told', async () => {
    await inTempFolder({'a/b.json': '{}', 'a/c.bin': Buffer.alloc(5000)}, async (cwd) => {
      expect(await readRecording(['a'], {cwd})).toMatchObject({
        events: [['a/b', '{}']],
        skipped: [expect.stringMatching(/^a\/c.bin:1: malformed: not UTF-8 text/)],
      });
    });
    const {events, skipped} = await read(Buffer.from('{"a":"\u00e4"}\n{"b":1}\n', 'latin1'));
    expect({events: events.length, skipped: skipped.length}).toEqual({events: 1, skipped: 1});
  });
});

describe('an event', () => {
  it('of more bytes than Lambda takes is told and not sent', async () => {
    const sized = (bytes: number): string => JSON.stringify('x'.repeat(bytes - 2));
    const {events, records} = await read(
      [sized(PAYLOAD_LIMIT), sized(PAYLOAD_LIMIT + 1), '1'].join('\n'),
    );
    expect(events.map(([id]) => id)).toEqual(['stdin:1', 'stdin:3']);
    expect(records[1]).toMatchObject({reason: 'too-large'});
  });

  it('of one id is run once; another one of that id is malformed', async () => {
    const line = (id: string, event: string): string =>
      `{"requestContext":{"requestId":"${id}","condition":"Success"},"requestPayload":${event}}`;
    const {events, skipped} = await read(
      [line('a', '1.0'), line('b', '1.0'), line('a', '1.0'), line('b', '1')].join('\n'),
    );
    expect(events.map(([id]) => id)).toEqual(['a', 'b']);
    expect(skipped).toEqual([
      '-:3: duplicate: the event a was there before',
      '-:4: malformed: the id b was there before, of another event',
    ]);
  });

  it('is found by --select, its id by --id, as they are written', async () => {
    const stdin = [
      '{"n": 12345678901234567890, "request": {"event": {"a": 1.10}}}',
      '{"n": 12345678901234567891, "request": {"event": "{\\"a\\": 2.0}"}}',
      '{"n": 3}',
    ].join('\n');
    const {events, skipped} = await readRecording(['-'], {
      stdin,
      select: '$.request.event',
      id: '$.n',
    });
    expect(events).toEqual([
      ['12345678901234567890', '{"a": 1.10}'],
      ['12345678901234567891', '{"a": 2.0}'],
    ]);
    expect(skipped).toEqual(['-:3: malformed: $.request.event finds nothing']);
    expect(await errorOf(() => readRecording(['-'], {stdin, select: '$['}))).toMatchObject({
      code: 'USAGE',
    });
  });

  it('is found by --select in what a carrier carries', async () => {
    const Body = JSON.stringify({job: {a: 1}});
    const stdin = JSON.stringify({Messages: [{MessageId: 'm-1', ReceiptHandle: 'r', Body}]});
    const {events} = await readRecording(['-'], {stdin, select: '$.job', id: '$.MessageId'});
    expect(events).toEqual([['m-1', '{"a":1}']]);
  });
});
