import {getEventListeners} from 'node:events';
import {describe, expect, it} from '@jest/globals';
import {linkedSignal} from '../../../src/wire/either-signal.js';

const listenersOf = (...signals: readonly AbortSignal[]): number[] =>
  signals.map((signal) => getEventListeners(signal, 'abort').length);

describe('a signal linked with two others', () => {
  it.each([0, 1])('is aborted by either, with its reason', (which) => {
    const both = [new AbortController(), new AbortController()] as const;
    const {signal} = linkedSignal(both[0].signal, both[1].signal);
    both[which]?.abort('why');
    expect([signal.aborted, signal.reason]).toEqual([true, 'why']);
  });

  it('is aborted from the start where one of them is', () => {
    const live = new AbortController().signal;
    expect(linkedSignal(live, AbortSignal.abort('before')).signal.reason).toBe('before');
    expect(linkedSignal(AbortSignal.abort('before'), live).signal.reason).toBe('before');
  });

  it('leaves nothing at either when it is released', () => {
    const [one, other] = [new AbortController().signal, new AbortController().signal];
    const {release} = linkedSignal(one, other);
    expect(listenersOf(one, other)).toEqual([1, 1]);
    release();
    expect(listenersOf(one, other)).toEqual([0, 0]);
  });

  it('is the one where there is no other', () => {
    const one = new AbortController().signal;
    expect(linkedSignal(one, undefined).signal).toBe(one);
    expect(linkedSignal(one, one).signal).toBe(one);
  });
});
