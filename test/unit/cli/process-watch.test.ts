import {describe, expect, it, jest} from '@jest/globals';
import {interruptible, watchProcess} from '../../../src/cli/process-watch.js';

describe('interruptible', () => {
  it('settles as the work does', async () => {
    const {signal} = new AbortController();
    expect(await interruptible(Promise.resolve(1), signal)).toBe(1);
    await expect(interruptible(Promise.reject(new Error('no')), signal)).rejects.toThrow('no');
  });

  it('rejects with the reason of an interruption', async () => {
    const stopping = new AbortController();
    const waiting = interruptible(new Promise(() => undefined), stopping.signal);
    stopping.abort(new Error('stopped'));
    await expect(waiting).rejects.toThrow('stopped');
  });

  it('lets work that ends by itself have its say', async () => {
    const stopping = new AbortController();
    const work = new Promise((resolve) => setTimeout(() => resolve('removed'), 10));
    const waiting = interruptible(work, stopping.signal, 5000);
    stopping.abort(new Error('stopped'));
    expect(await waiting).toBe('removed');
  });
});

describe('watchProcess', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)('aborts at the first %s', (name) => {
    const stopping = new AbortController();
    const unwatch = watchProcess(stopping, () => undefined);
    process.emit(name, name);
    unwatch();
    expect(stopping.signal.reason).toMatchObject({code: name});
  });

  it('takes a closed terminal for SIGTERM', () => {
    const stopping = new AbortController();
    const unwatch = watchProcess(stopping, () => undefined);
    process.emit('SIGHUP', 'SIGHUP');
    unwatch();
    expect(stopping.signal.reason).toMatchObject({code: 'SIGTERM', exitCode: 143});
  });

  it('lets the cleaning up of an error go on at the first signal', () => {
    const stopping = new AbortController();
    const unwatch = watchProcess(stopping, () => undefined);
    const exit = jest.spyOn(process, 'exit').mockImplementation(() => undefined as never);
    stopping.abort(new Error('a full disk'));
    process.emit('SIGINT', 'SIGINT');
    const atFirst = exit.mock.calls.length;
    process.emit('SIGINT', 'SIGINT');
    unwatch();
    expect([atFirst, exit.mock.calls]).toEqual([0, [[130]]]);
    exit.mockRestore();
  });

  it('leaves nothing behind', () => {
    const before = process.listenerCount('SIGINT');
    watchProcess(new AbortController(), () => undefined)();
    expect(process.listenerCount('SIGINT')).toBe(before);
  });
});
