import {describe, expect, it} from '@jest/globals';
import {describe as worded} from '../../../src/cli/progress/describe.js';
import {replayProgress} from '../../../src/cli/replay-progress.js';

const OK = {status: 'ok', check: null} as const;

/** What is told of a run, with a clock that is set by hand. */
function follow(live: 'tty' | 'plain') {
  let at = 0;
  const told: string[] = [];
  const progress = replayProgress('replay orders', {
    live,
    tell: (event) => told.push(worded(event)),
    now: () => at,
  });
  return {progress, told, wait: (ms: number) => (at += ms)};
}

describe('the progress of a replay', () => {
  it('tells done, rate, failures, differences and the time that is left', () => {
    const {progress, told, wait} = follow('tty');
    progress.planned(50, 0.5);
    for (let event = 0; event < 20; event += 1) {
      wait(100);
      progress.entry(event < 3 ? {status: 'timed-out', check: null} : OK);
    }
    wait(100);
    progress.entry({status: 'ok', check: 'different'});
    expect(told.at(-1)).toBe(
      'replay orders: 21 of about 100 events, 10.0/s, 3 failed, 1 differ, 7.9 s left',
    );
  });

  it('counts for certain once everything is read', () => {
    const {progress, told, wait} = follow('tty');
    progress.planned(2, 1);
    wait(1000);
    progress.entry(OK);
    expect(told).toEqual(['replay orders: 1 of 2 events, 1.0/s, 1.0 s left']);
  });

  it('tells no time where the end is not known', () => {
    const {progress, told, wait} = follow('tty');
    progress.planned(50, null);
    wait(1000);
    progress.entry(OK);
    expect(told).toEqual(['replay orders: 1 event, 1.0/s']);
  });

  it('does not count a failure that was expected', () => {
    const {progress, told, wait} = follow('tty');
    wait(1000);
    progress.entry({status: 'function-error', check: 'same'});
    expect(told[0]).not.toContain('failed');
  });

  it('is quiet for ten seconds at a time off a terminal', () => {
    const {progress, told, wait} = follow('plain');
    for (let event = 0; event < 320; event += 1) {
      wait(100);
      progress.entry(OK);
    }
    expect(told.length).toBeLessThanOrEqual(5);
  });
});
