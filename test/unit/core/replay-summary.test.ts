import {describe, expect, it} from '@jest/globals';
import {isGreen, openTally} from '../../../src/core/replay-summary.js';
import {sampleEntry} from '../../support/replay-sample.js';

const summaryOf = (fill: (tally: ReturnType<typeof openTally>) => void) => {
  const tally = openTally();
  fill(tally);
  return tally.summary({function: 'orders', wallMs: 12.6});
};

describe('the summary', () => {
  it('counts so that events are what was run and what was skipped', () => {
    const summary = summaryOf((tally) => {
      for (let n = 0; n < 5000; n += 1) tally.add(sampleEntry(n, {durationMs: n}));
      tally.add(sampleEntry(1, {status: 'timed-out', durationMs: null, attempts: 2}));
      tally.add(sampleEntry(2, {check: 'different', stateDependent: true}));
      tally.add(sampleEntry(3, {check: 'missing', blocked: ['ENETUNREACH']}));
      tally.skip('malformed');
      tally.skip('not-sampled', 7);
      tally.skip('not-reached', 0);
    });
    expect(summary).toMatchObject({
      events: 5011,
      run: 5003,
      skipped: 8,
      skippedBy: {malformed: 1, 'not-sampled': 7},
      byStatus: {ok: 5002, 'timed-out': 1},
      failures: 1,
      differences: 1,
      missing: 1,
      stateDependent: 1,
      retried: 1,
      blocked: 1,
      wallMs: 13,
      durationMs: {p50: 2498, p95: 4749, max: 4999},
    });
  });

  it('knows no duration where none was measured', () => {
    expect(summaryOf(() => undefined).durationMs).toEqual({p50: null, p95: null, max: null});
  });

  it.each([
    [{}, true],
    [{status: 'function-error'}, false],
    [{status: 'function-error', check: 'same'}, true],
    [{check: 'different'}, false],
    [{check: 'missing'}, false],
  ] as const)('of %j is green: %p', (changes, green) => {
    expect(isGreen(summaryOf((tally) => tally.add(sampleEntry(0, changes))))).toBe(green);
  });
});
