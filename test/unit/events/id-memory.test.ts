import {expect, it} from '@jest/globals';
import {idMemory} from '../../../src/events/id-memory.js';

const MANY = 50_000;
const event = (text: string): Uint8Array => Buffer.from(text);

it('an id memory tells new ids, the same event again, and another event of the same id', () => {
  const memory = idMemory();
  expect(memory.see('a', event('1'))).toBe('new');
  expect(memory.see('b', event('1'))).toBe('new');
  expect(memory.see('a', event('1'))).toBe('duplicate');
  expect(memory.see('a', event('2'))).toBe('conflict');
});

it('an id memory forgets none of many, and takes none for another', () => {
  const memory = idMemory();
  const seen = (): ReadonlySet<string> =>
    new Set(Array.from({length: MANY}, (_, n) => memory.see(`id-${n}`, event(`event ${n}`))));
  expect(seen()).toEqual(new Set(['new']));
  expect(seen()).toEqual(new Set(['duplicate']));
});
