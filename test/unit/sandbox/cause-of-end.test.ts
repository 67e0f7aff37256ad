import {describe, expect, it} from '@jest/globals';
import {causeOfEnd} from '../../../src/sandbox/cause-of-end.js';

const END = 100_000;

/** Why a container ended, where the engine tells of one event, `at` so long after the end. */
const cause = (exitCode: number | null, event: 'oom' | 'kill', at: number) =>
  causeOfEnd(
    {
      firstEvent: async (_, events, {since, until}) =>
        END + at >= since && END + at <= until
          ? (events.find((one) => one === event) ?? null)
          : null,
    },
    {id: 'c', exitCode, since: END - 10, now: END},
  );

describe('the cause of the end of a container', () => {
  it('is memory, whatever the exit code', async () => {
    expect(await cause(1, 'oom', 0)).toBe('memory');
    expect(await cause(137, 'oom', 0)).toBe('memory');
  });

  it.each([137, null])(
    'is heard of late where it was SIGKILL, or may have been (%s)',
    async (code) => {
      expect(await cause(code, 'oom', 1_900)).toBe('memory');
      expect(await cause(code, 'kill', 1_900)).toBe('others');
    },
  );

  it('is others also where the container was killed as it rested, a second before its event', async () => {
    expect(await cause(137, 'kill', -1_000)).toBe('others');
    expect(await cause(143, 'kill', 0)).toBe('others');
  });

  it('is the function itself where it ended with a status, or by its own signal', async () => {
    expect(await cause(3, 'kill', 0)).toBeNull();
    expect(await cause(139, 'kill', 1_000)).toBeNull();
  });
});
