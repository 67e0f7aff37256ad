import {describe, expect, it} from '@jest/globals';
import {durationOf} from '../../../src/core/duration-of.js';
import {isUsable, MOST_WARM_MS, superseded} from '../../../src/core/warm-record.js';
import {sampleRecord} from '../../support/sample-record.js';

describe('a container that is kept warm', () => {
  it('takes an event while it rests, and not when its time is over or nearly is', () => {
    const record = sampleRecord({restUntil: 1000, createdAt: 0});
    expect(isUsable(record, 999)).toBe(true);
    expect(isUsable(record, 1000)).toBe(false);
    expect(isUsable({...record, state: 'busy'}, 1)).toBe(false);
    expect(isUsable({...record, container: null}, 1)).toBe(false);
    const old = {...record, restUntil: MOST_WARM_MS};
    expect(isUsable(old, MOST_WARM_MS - 3_700_000)).toBe(true);
    expect(isUsable(old, MOST_WARM_MS - 3_500_000)).toBe(false);
  });

  it('is superseded by one of other code, and by those used later when there are too many', () => {
    const newest = sampleRecord({id: 'newest', image: 'new', restUntil: 50});
    const records = [
      newest,
      sampleRecord({id: 'old code', image: 'old', restUntil: 49}),
      sampleRecord({id: 'used earlier', image: 'new', restUntil: 10}),
      sampleRecord({id: 'used lately', image: 'new', restUntil: 40}),
      sampleRecord({id: 'in use', image: 'new', state: 'busy', restUntil: 0}),
      sampleRecord({id: 'of another function', image: 'other', function: 'other'}),
    ];
    expect(superseded(records, newest, 2).map(({id}) => id)).toEqual(['old code', 'used earlier']);
  });
});

describe('a duration', () => {
  it.each([
    ['500ms', 500],
    ['30s', 30_000],
    ['10m', 600_000],
    ['1.5h', 5_400_000],
    ['10', null],
    ['m', null],
    ['-1s', null],
    ['10 m', null],
  ])('%s', (text, ms) => {
    expect(durationOf(text)).toBe(ms);
  });
});
