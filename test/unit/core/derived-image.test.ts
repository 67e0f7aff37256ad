import {describe, expect, it} from '@jest/globals';
import type {CodePart} from '../../../src/core/code-tree.js';
import {chainOf, derivedName, repositoryName} from '../../../src/core/derived-image.js';

const part = (kind: CodePart['kind'], digest: string): CodePart => ({
  kind,
  digest,
  entries: [],
  bytes: 0,
  source: {
    what: kind === 'layer' ? 'layer' : 'code',
    kind: 'directory',
    path: '/p',
    ignore: [],
    family: null,
  },
});

const digests = (
  parts: readonly CodePart[],
  {baseId = 'sha256:base', architecture = 'x86_64' as const} = {},
): readonly string[] => chainOf({baseId, architecture, parts}).map(({digest}) => digest);

describe('the digest of a derived image', () => {
  const parts = [
    part('layer', 'l1'),
    part('layer', 'l2'),
    part('dependencies', 'd'),
    part('code', 'c'),
  ];

  it('changes with every part, from that part on', () => {
    const edited = digests([...parts.slice(0, 3), part('code', 'edited')]);
    expect(edited.slice(0, 3)).toEqual(digests(parts).slice(0, 3));
    expect(edited.at(-1)).not.toBe(digests(parts).at(-1));
  });

  it('changes with the order of layers', () => {
    const [one, two, ...rest] = parts;
    expect(digests([two!, one!, ...rest]).at(-1)).not.toBe(digests(parts).at(-1));
  });

  it('changes with the base image and the architecture', () => {
    const all = [
      digests(parts),
      digests(parts, {baseId: 'sha256:newer'}),
      digests(parts, {architecture: 'arm64' as 'x86_64'}),
    ];
    expect(new Set(all.map((chain) => chain.at(-1))).size).toBe(3);
  });

  it('tells a layer from code of the same content', () => {
    expect(digests([part('layer', 'same')])).not.toEqual(digests([part('code', 'same')]));
  });

  it('puts layers below /opt and all else below /var/task', () => {
    const targets = chainOf({baseId: 'b', architecture: 'x86_64', parts}).map(({target}) => target);
    expect(targets).toEqual(['opt', 'opt', 'var/task', 'var/task']);
  });
});

describe('the name of a derived image', () => {
  it('is the function and the start of the digest', () => {
    expect(derivedName('hello', '0123456789abcdef0123')).toBe('lambdock/hello:0123456789abcdef');
  });

  it.each([
    ['MyFunction', 'myfunction'],
    ['a_b-c', 'a_b-c'],
    ['a__b', 'a__b'],
    ['a___b', 'a-b'],
    ['a--b', 'a--b'],
    ['a.-b', 'a-b'],
    ['-lead and trail_', 'lead-and-trail'],
    ['stack/Function', 'stack-function'],
    ['函数', 'function'],
    ['', 'function'],
  ])('turns %p into %p, which Docker allows', (name, repository) => {
    expect(repositoryName(name)).toBe(repository);
    expect(repositoryName(name)).toMatch(/^[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*$/);
  });

  it('has an end', () => {
    expect(repositoryName('x'.repeat(500))).toHaveLength(128);
  });
});
