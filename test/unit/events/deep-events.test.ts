import {describe, expect, it} from '@jest/globals';
import {readRecording} from '../../support/read-recording.js';

describe('an event', () => {
  it('may be nested as deep as JSON.parse goes', async () => {
    const deep = '['.repeat(200_000) + ']'.repeat(200_000);
    const {events} = await readRecording(['-'], {stdin: `{"a":${deep}}\n{"b":1}`});
    expect(events.map(([, text]) => text)).toEqual([`{"a":${deep}}`, '{"b":1}']);
  });

  it('is malformed where it is nested too deep for a path, and no other one is', async () => {
    const deep = `{"id":2,"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}`;
    const stdin = `{"id":1}\n${deep}\n{"id":3}`;
    for (const flag of ['id', 'select'] as const) {
      const {events, skipped} = await readRecording(['-'], {stdin, [flag]: '$..id'});
      expect(events).toHaveLength(2);
      expect(skipped).toEqual(['-:2: malformed: nested too deep for $..id']);
    }
    const {events} = await readRecording(['-'], {stdin, id: '$.id'});
    expect(events.map(([id]) => id)).toEqual(['1', '2', '3']);
  });
});
