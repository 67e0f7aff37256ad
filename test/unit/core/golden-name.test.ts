import fc from 'fast-check';
import {eventIdOf, goldenName, isGoldenName} from '../../../src/core/golden-name.js';

describe('golden names', () => {
  it('stand for their ids, are safe in every file system and short enough', () => {
    fc.assert(
      fc.property(fc.string({unit: 'grapheme', maxLength: 60}), (id) => {
        const name = goldenName(id);
        expect(isGoldenName(name)).toBe(true);
        expect(name.length).toBeLessThanOrEqual(190);
        expect(eventIdOf(name)).toBe(name.includes('~') ? null : id);
      }),
    );
  });

  it('are others for other ids, also for long ones', () => {
    const long = 'x'.repeat(1000);
    expect(new Set([long, `${long}y`, 'a', 'A/', 'a%2F', 'a/', '', '%'].map(goldenName)).size).toBe(
      8,
    );
  });

  it.each([
    ['orders.ndjson:12', 'orders.ndjson%3A12.json'],
    ['../../etc/passwd', '%2E.%2F..%2Fetc%2Fpasswd.json'],
    ['', '%.json'],
    ['NUL', '%4EUL.json'],
    ['8f1c2d3e-0000-4000-8000-000000000001', '8f1c2d3e-0000-4000-8000-000000000001.json'],
  ])('of %j is %s', (id, name) => {
    expect(goldenName(id)).toBe(name);
    expect(eventIdOf(name)).toBe(id);
  });
});
