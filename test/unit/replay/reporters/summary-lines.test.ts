import {describe, expect, it} from '@jest/globals';
import {failureGroups} from '../../../../src/replay/reporters/failure-groups.js';
import {plainReporter} from '../../../../src/replay/reporters/plain.js';
import {
  differentEntry,
  failedEntry,
  sampleEntry,
  sampleReport,
  textOf,
} from '../../../support/replay-sample.js';

describe('the summary in words', () => {
  it('tells counts, times, and failures in groups', async () => {
    const different = [
      {path: '$.items[3].price', kind: 'changed', expected: '1', actual: '2'},
    ] as const;
    const report = sampleReport(
      [
        ...Array.from({length: 1200}, (_, index) => sampleEntry(index)),
        ...[1200, 1201, 1202, 1203].map((index) =>
          failedEntry(index, ['function-error', 'TypeError', `no price of item ${index}`]),
        ),
        failedEntry(1204, ['timed-out', 'Sandbox.Timedout', 'RequestId: 7 Error: too long'], {
          attempts: 2,
          logs: ['a', 'b', 'c', 'd', 'e', 'f'].map((message) => ({
            timestamp: '10:00',
            requestId: 'r',
            level: 'INFO',
            message: `${message}\n`,
          })),
        }),
        {...differentEntry(1205, different), stateDependent: true},
      ],
      [
        {
          kind: 'skipped',
          reason: 'duplicate',
          message: 'as order-3',
          place: {file: 'orders.ndjson', line: 2000},
        },
      ],
    );
    expect(await textOf(plainReporter(report))).toMatchInlineSnapshot(`
     "orders: 1,207 events, 1,206 run, 1 skipped in 12.3 s, 97.7/s
       1,201 ok, 4 function-error, 1 timed-out
       skipped: 1 duplicate
       1 different from golden, 1 of them state-dependent, 1 tried again
       duration: p50 12 ms, p95 20 ms, max 20 ms
     4 × TypeError: no price of item ‹n›
         order-1200 (orders.ndjson:1201)
         order-1201 (orders.ndjson:1202)
         order-1202 (orders.ndjson:1203)
         and 1 more
     1 × Sandbox.Timedout: too long
         order-1204 (orders.ndjson:1205)
           | 10:00 INFO b
           | 10:00 INFO c
           | 10:00 INFO d
           | 10:00 INFO e
           | 10:00 INFO f
     1 × differs at $.items[*].price
         order-1205 (orders.ndjson:1206)
           $.items[3].price: expected 1, got 2
     "
    `);
  });

  it('is short when all is well', async () => {
    const report = sampleReport([sampleEntry(0, {check: 'same'})]);
    expect(await textOf(plainReporter(report))).toMatchInlineSnapshot(`
     "orders: 1 event, 1 run in 12.3 s, 0.1/s
       1 ok
       duration: p50 4 ms, p95 4 ms, max 4 ms
     "
    `);
  });
});

describe('groups of failures', () => {
  it('are bounded, and forget none', () => {
    const groups = failureGroups('its golden');
    for (let index = 0; index < 2000; index += 1) {
      const word = index.toString(26).replace(/\d/g, (digit) => 'qrstuvwxyz'[Number(digit)] ?? '');
      groups.add(failedEntry(index, ['function-error', `E${word}x`, 'boom']));
    }
    const found = groups.list();
    expect(found.length).toBeLessThanOrEqual(502);
    expect(found.reduce((sum, {count}) => sum + count, 0)).toBe(2000);
  });

  it('leave out a failure that was expected', () => {
    const groups = failureGroups('its golden');
    const expected = failedEntry(0, ['function-error', 'E', 'm'], {check: 'same'});
    expect(groups.add(expected)).toBeNull();
    expect(groups.list()).toEqual([]);
  });

  it('names the version that answers were compared with', async () => {
    const different = [{path: '$', kind: 'changed', expected: '1', actual: '2'}] as const;
    const {run, ...report} = sampleReport([differentEntry(0, different)]);
    const text = await textOf(plainReporter({...report, run: {...run, against: 'main'}}));
    expect(text).toContain('1 different from main');
  });
});
