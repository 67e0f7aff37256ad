import {expect, it} from '@jest/globals';
import type {ReadRecord} from '../../../src/core/recorded-event.js';
import {readingLog, type Reading} from '../../../src/core/reading-log.js';

const event = (text: string, file = 'a.ndjson'): ReadRecord => ({
  kind: 'event',
  id: 'same',
  event: Buffer.from(text),
  place: {file, line: 1},
  recorded: null,
  note: null,
});

const broken: ReadRecord = {
  kind: 'skipped',
  reason: 'malformed',
  message: 'no JSON',
  place: {file: 'a.ndjson', line: 2},
};

const other = (): never => {
  throw new Error('other');
};

function logged(records: readonly ReadRecord[], before?: Reading) {
  const log = readingLog({isUnseen: (file) => file === '-', before, onOther: other});
  for (const record of records) log.read(record);
  return log;
}

it('what comes through a pipe counts byte for byte, other events by their ids', () => {
  const told = (...records: ReadRecord[]): Reading => logged(records).told();
  expect(told(event('1', '-'), broken)).toEqual(told(event('1', '-'), broken));
  expect(told(event('1', '-'))).not.toEqual(told(event('2', '-')));
  expect(told(event('1'))).toEqual(told(event('2')));
  expect(told(event('1'), broken)).not.toEqual(told(event('1')));
});

it('a reading is whole at the end of the input, or with as many events as are wanted', () => {
  const log = logged([event('1'), broken]);
  expect([log.whole(null), log.whole(2)]).toEqual([null, null]);
  expect(log.whole(1)).toEqual({records: 2, digest: expect.any(String)});
  log.end();
  expect(log.whole(null)).toEqual(log.told());
});

it('other records than an earlier session had read are told as soon as that is known', () => {
  const all = [event('1', '-'), broken, event('2', '-')];
  const before = logged(all.slice(0, 2)).told();
  logged(all, before).end();
  expect(() => logged([event('9', '-'), broken], before)).toThrow('other');
  const short = logged(all.slice(0, 1), before);
  expect(() => {
    short.end();
  }).toThrow('other');
});
