import {describe, expect, it} from '@jest/globals';
import {readRecording} from '../../support/read-recording.js';

const idsIn = async (
  stdin: unknown,
  request: Parameters<typeof readRecording>[1] = {},
): Promise<readonly string[]> => {
  const text = typeof stdin === 'string' ? stdin : JSON.stringify(stdin);
  const {events, skipped} = await readRecording(['-'], {stdin: text, ...request});
  return [...events.map(([id]) => id), ...skipped];
};

describe('several parts that --select finds in a record', () => {
  const trace = {trace: 't1', items: [{v: 1}, {v: 2}, {v: 2}]};
  const select = '$.items[*]';

  it('are events of their own, numbered behind an id of the record', async () => {
    expect(await idsIn(trace, {select, id: '$.trace'})).toEqual(['t1#0', 't1#1', 't1#2']);
    expect(await idsIn({...trace, items: [1]}, {select, id: '$.trace'})).toEqual(['t1']);
  });

  it('have the ids that they hold themselves', async () => {
    expect(await idsIn(trace, {select, id: '$.v'})).toEqual([
      '1',
      '2',
      '-:1: duplicate: the event 2 was there before',
    ]);
  });

  it('are numbered behind the id that a log gives them', async () => {
    const message = JSON.stringify({event: {a: 1, b: 2, c: 3}});
    const request = {select: '$.event.*'};
    const logged = {logEvents: [{id: '37', timestamp: 1, message}]};
    expect(await idsIn(logged, request)).toEqual(['37#0', '37#1', '37#2']);
    const filtered = {events: [{eventId: '38', timestamp: 1, message}]};
    expect(await idsIn(filtered, request)).toEqual(['38#0', '38#1', '38#2']);
    const row = [
      {field: '@message', value: message},
      {field: '@ptr', value: 'Cm'},
    ];
    expect(await idsIn({results: [row]}, request)).toEqual(['Cm#0', 'Cm#1', 'Cm#2']);
  });

  it('of several lines of a log in one record are told apart from the only part of another line', async () => {
    const log = (id: string, event: unknown) => ({
      id,
      timestamp: 1,
      message: JSON.stringify({request: `r${id}`, event}),
    });
    const lines = `${JSON.stringify({
      messageType: 'DATA_MESSAGE',
      logEvents: [log('1', {a: 1}), log('2', {a: 1, b: 2})],
    })}\n`;
    expect(await idsIn(lines, {select: '$.event.*'})).toEqual(['1', '2#0', '2#1']);
    const id = {select: '$.event.*', id: '$.request'};
    expect(await idsIn(lines, id)).toEqual(['r1', 'r2#0', 'r2#1']);
  });
});

describe('space behind a line', () => {
  it('belongs to no event', async () => {
    const destination =
      '{"requestContext":{"requestId":"a","condition":"Success"},"requestPayload":1}';
    const {events} = await readRecording(['-'], {stdin: '{"a":1} \t  \n{"a":2}   \r\n3  '});
    expect(events.map(([, text]) => text)).toEqual(['{"a":1}', '{"a":2}', '3']);
    expect(await idsIn(`${destination}\n${destination}   \n`)).toEqual([
      'a',
      '-:2: duplicate: the event a was there before',
    ]);
    const sameId = {id: '$.a'};
    expect(await idsIn('{"a":1}\n{"a":1}   \n', sameId)).toEqual([
      '1',
      '-:2: duplicate: the event 1 was there before',
    ]);
  });
});
