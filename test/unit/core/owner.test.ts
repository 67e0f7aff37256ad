import {describe, expect, it} from '@jest/globals';
import {LABELS} from '../../../src/core/labels.js';
import {formatOwner, isAbandoned, ownerLabels, parseOwner} from '../../../src/core/owner.js';

const OWNER = {host: 'ada-1a2b', pidNamespace: '4026531836', pid: 42, startTime: '9001'};

describe('an owner', () => {
  it('survives being written and read', () => {
    expect(formatOwner(OWNER)).toBe('ada-1a2b/4026531836/42/9001');
    expect(parseOwner(formatOwner(OWNER))).toEqual(OWNER);
  });

  it('may lack what its system does not say', () => {
    const owner = {host: 'mac', pidNamespace: '', pid: 42, startTime: ''};
    expect(parseOwner(formatOwner(owner))).toEqual(owner);
  });

  it('is not read from any other text', () => {
    for (const text of ['', 'ada', 'a/b/c/d', 'a/b/1', 'a/b/1/c/d']) {
      expect(parseOwner(text)).toBeNull();
    }
  });
});

describe('a container', () => {
  const labels = ownerLabels({
    version: '1.0.0',
    role: 'sandbox',
    owner: formatOwner(OWNER),
    expiresAt: 1000,
    function: 'hello',
  });
  const asked = (alive: boolean | null, now: number): boolean =>
    isAbandoned(labels, {isAlive: () => alive}, now);

  it('carries its owner in labels', () => {
    expect(labels).toEqual({
      [LABELS.version]: '1.0.0',
      [LABELS.role]: 'sandbox',
      [LABELS.owner]: 'ada-1a2b/4026531836/42/9001',
      [LABELS.expires]: '1000',
      [LABELS.function]: 'hello',
    });
  });

  it('of a living owner is kept, even after its time', () => {
    expect(asked(true, 0)).toBe(false);
    expect(asked(true, 2000)).toBe(false);
  });

  it('of a dead owner is abandoned at once', () => {
    expect(asked(false, 0)).toBe(true);
  });

  it('of another machine is abandoned after its time', () => {
    expect(asked(null, 999)).toBe(false);
    expect(asked(null, 1000)).toBe(true);
  });

  it('without an owner, or with a blank one, is left alone', () => {
    const dead = {isAlive: () => false};
    expect(isAbandoned({}, dead, 0)).toBe(false);
    expect(isAbandoned({[LABELS.owner]: ''}, dead, 0)).toBe(false);
  });

  it('of another machine without an expiry is left alone', () => {
    const labelled = {[LABELS.owner]: 'elsewhere/1/2/3'};
    expect(isAbandoned(labelled, {isAlive: () => null}, Number.MAX_SAFE_INTEGER)).toBe(false);
  });
});
