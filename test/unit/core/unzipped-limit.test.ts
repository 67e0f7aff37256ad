import {describe, expect, it} from '@jest/globals';
import {overUnzippedLimit, type PartSize} from '../../../src/core/unzipped-limit.js';

const MB = 2 ** 20;
const part = (kind: PartSize['kind'], path: string, megabytes: number): PartSize => ({
  kind,
  path,
  bytes: megabytes * MB,
});

describe('what a function unpacks to', () => {
  it('may be 250 MB in all', () => {
    expect(
      overUnzippedLimit('hello', [part('layer', '/l', 200), part('code', '/c', 50)]),
    ).toBeNull();
  });

  it('is refused beyond, and the part that breaks the limit is named, with every size', () => {
    const parts = [part('layer', '/a', 100), part('layer', '/b', 151), part('code', '/c', 1)];
    expect(overUnzippedLimit('hello', parts)).toMatchObject({
      code: 'LAYER_LIMIT',
      message: [
        'function hello unpacks to 252.0 MB, Lambda allows 250 MB: layer /b breaks the limit',
        'layer /a: 100.0 MB',
        'layer /b: 151.0 MB',
        'code /c: 1.0 MB',
      ].join('\n  '),
      details: {path: '/b', bytes: 252 * MB},
    });
    expect(
      overUnzippedLimit('hello', [part('layer', '/l', 1), part('code', '/c', 250)]),
    ).toMatchObject({
      details: {path: '/c'},
    });
  });

  it('is not refused for code in a folder and no layers', () => {
    expect(overUnzippedLimit('hello', [part('dependencies', '/c', 300)])).toBeNull();
  });
});
