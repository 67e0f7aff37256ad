import {describe, expect, it} from '@jest/globals';
import {fileSystemWarnings, functionMounts} from '../../../src/core/function-mounts.js';
import {sampleSpec} from '../../support/samples.js';

const fileSystem = (mountPath: string, source: string | null) => ({
  mountPath,
  arn: null,
  source,
  place: null,
});
const SOURCES = {flags: [], cwd: '/here', root: '/project'};

describe('functionMounts', () => {
  it('takes file systems, mounts of the project and flags, the latter over the former at one path', () => {
    const spec = sampleSpec({
      fileSystems: [fileSystem('/mnt/a', '/data/a'), fileSystem('/mnt/b', 'volume')],
      docker: {mounts: ['./c:/mnt/c:ro', './d:/mnt/d']},
    });
    const mounts = functionMounts(spec, {...SOURCES, flags: ['./mine:/mnt/a/', 'other:/mnt/d']});
    expect(mounts).toEqual([
      {kind: 'bind', source: '/here/mine', target: '/mnt/a/', readOnly: false},
      {kind: 'volume', source: 'volume', target: '/mnt/b', readOnly: false},
      {kind: 'bind', source: '/project/c', target: '/mnt/c', readOnly: true},
      {kind: 'volume', source: 'other', target: '/mnt/d', readOnly: false},
    ]);
    expect(fileSystemWarnings(spec, mounts)).toEqual([]);
  });

  it('warns of a file system that nothing stands for, with the flag that gives it one', () => {
    const spec = sampleSpec({name: 'hello', fileSystems: [fileSystem('/mnt/data', null)]});
    expect(functionMounts(spec, SOURCES)).toEqual([]);
    expect(fileSystemWarnings(spec, [])).toEqual([
      'hello: nothing stands for its file system /mnt/data, so that path is missing; ' +
        'give a folder or a volume: --mount ./data:/mnt/data',
    ]);
  });
});
