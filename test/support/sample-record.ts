import type {WarmRecord} from '../../src/core/warm-record.js';

/** A container at rest. */
export const sampleRecord = (over: Partial<WarmRecord> = {}): WarmRecord => ({
  id: '11111111-2222-3333-4444-555555555555',
  key: 'a'.repeat(64),
  project: 'p',
  function: 'hello',
  image: 'lambdock/hello:3f2a',
  state: 'resting',
  container: 'c1',
  restMs: 600_000,
  restUntil: 1000,
  createdAt: 0,
  clockAhead: 0,
  ...over,
});
