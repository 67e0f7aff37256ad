import {describe, expect, it} from '@jest/globals';
import {
  parseImageReference,
  pullName,
  referenceProblem,
} from '../../../src/core/image-reference.js';

const DIGEST = `sha256:${'0123456789abcdef'.repeat(4)}`;

describe('the name of an image', () => {
  it.each([
    ['alpine', 'docker.io', 'alpine', null, null],
    ['acme/worker:1.4', 'docker.io', 'acme/worker', '1.4', null],
    ['localhost:5000/a/b:tag', 'localhost:5000', 'localhost:5000/a/b', 'tag', null],
    ['localhost:5000/a', 'localhost:5000', 'localhost:5000/a', null, null],
    ['localhost/a', 'localhost', 'localhost/a', null, null],
    ['reg.example.com/a-b/c__d:X_1', 'reg.example.com', 'reg.example.com/a-b/c__d', 'X_1', null],
    ['[::1]:5000/a', '[::1]:5000', '[::1]:5000/a', null, null],
    [`acme/w@${DIGEST}`, 'docker.io', 'acme/w', null, DIGEST],
    [`r.io:443/w:1@${DIGEST}`, 'r.io:443', 'r.io:443/w', '1', DIGEST],
    [DIGEST, 'docker.io', 'sha256', DIGEST.slice(7), null],
  ])('%s has its parts', (...row) => {
    const [text, registry, name, tag, digest] = row;
    expect(parseImageReference(text)).toEqual({registry, name, tag, digest});
  });

  it.each([
    '',
    'Acme/worker',
    'acme//worker',
    'acme/worker:',
    'acme/worker:a b',
    'acme/worker@sha256:12',
    `acme/worker@${DIGEST}@${DIGEST}`,
    'https://reg.example.com/worker',
    '-acme/worker',
    'acme/worker:1:2',
    'reg.example.com:port/worker',
    `a/${'b'.repeat(260)}`,
  ])('%j is none', (text) => {
    expect(parseImageReference(text)).toBeNull();
    expect(referenceProblem(text)).not.toBeNull();
  });

  it('is pulled by its digest, else by its tag, and never by all of them', () => {
    const pulled = (text: string) => {
      const parsed = parseImageReference(text);
      return parsed && pullName(parsed);
    };
    expect(pulled(`r.io/w:1@${DIGEST}`)).toEqual({name: 'r.io/w', tag: DIGEST});
    expect(pulled('r.io:5000/w')).toEqual({name: 'r.io:5000/w', tag: 'latest'});
    expect(pulled('w:2')).toEqual({name: 'w', tag: '2'});
  });
});
