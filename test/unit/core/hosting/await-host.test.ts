import {describe, expect, it} from '@jest/globals';
import {awaitHost, type AwaitedRuntime} from '../../../../src/core/hosting/await-host.js';

const runtime = (): AwaitedRuntime =>
  ({
    host: {onNews: () => undefined},
    end: {isOver: false, onEnd: () => undefined},
  }) as unknown as AwaitedRuntime;

/** Nothing else of this process runs meanwhile, as where it gets no processor. */
function holdUp(ms: number): void {
  const until = performance.now() + ms;
  while (performance.now() < until);
}

describe('a wait for a runtime', () => {
  it('sees what came in time though the process was held up beyond the limit', async () => {
    const awaited = runtime();
    const seen = {answer: false};
    const wake = awaitHost(awaited, () => seen.answer, {ms: 150, signal: undefined});
    setImmediate(() => {
      // As the kernel keeps an answer until somebody reads it.
      setImmediate(() => {
        seen.answer = true;
        awaited.host.onNews();
      });
      holdUp(300);
    });
    expect(await wake).toBe('over');
  });

  it('is over at its limit, held up or not, when nothing came', async () => {
    expect(await awaitHost(runtime(), () => false, {ms: 5, signal: undefined})).toBe('timed-out');
    const wake = awaitHost(runtime(), () => false, {ms: 5, signal: undefined});
    setImmediate(() => holdUp(60));
    expect(await wake).toBe('timed-out');
  });
});
