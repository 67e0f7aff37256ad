import {expect, it} from '@jest/globals';
import type {JournalLine} from '../../../src/core/replay-journal.js';
import {replayClock} from '../../../src/wire/replay-clock.js';

it('the time of a run is that of all its sessions, and is written down once a second at most', async () => {
  const written: JournalLine[] = [];
  let now = 500;
  const clock = replayClock(
    {earlierMs: 10_000},
    async (line) => void written.push(line),
    () => now,
  );
  await clock.note();
  now += 1200;
  await clock.note();
  now += 300;
  await clock.note();
  expect(written).toEqual([{kind: 'time', wallMs: 11_200}]);
  expect(clock.wallMs()).toBe(11_500);
});
