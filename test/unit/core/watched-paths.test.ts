import {describe, expect, it} from '@jest/globals';
import type {FunctionSpec} from '../../../src/core/function-spec.js';
import {isTouched, watchedPaths} from '../../../src/core/watched-paths.js';

const spec = (over: Partial<FunctionSpec>): FunctionSpec => ({
  name: 'hello',
  runtime: 'nodejs22.x',
  architecture: 'x86_64',
  handler: 'index.handler',
  code: {kind: 'directory', path: '/p/hello', ignore: []},
  baseImage: null,
  layers: [],
  environment: {},
  memoryMb: 128,
  timeoutMs: 3000,
  place: null,
  ...over,
});
const project = {root: '/p', file: '/p/lambdock.yml'};

describe('what is watched', () => {
  it('is the folder of the project file, code and layers outside it, and further files', () => {
    const layers: FunctionSpec['layers'] = [
      {kind: 'archive', path: '/elsewhere/tools.zip'},
      {kind: 'arn', arn: 'arn:aws:lambda:eu-west-1:111122223333:layer:shared:7'},
    ];
    expect(watchedPaths(project, [spec({layers})], ['/x/.env']).paths).toEqual([
      '/p',
      '/p/lambdock.yml',
      '/p/hello',
      '/elsewhere/tools.zip',
      '/x/.env',
    ]);
  });

  it('is the code alone where flags describe the function', () => {
    expect(watchedPaths({root: '/p', file: null}, [spec({})]).paths).toEqual(['/p/hello']);
  });

  it('leaves out what version control keeps, and packages that belong to no function', () => {
    const {isIgnored} = watchedPaths(project, [spec({})]);
    expect(isIgnored('/p/.git/index')).toBe(true);
    expect(isIgnored('/p/node_modules/left-pad/index.js')).toBe(true);
    expect(isIgnored('/p/hello/node_modules/left-pad/index.js')).toBe(false);
    expect(isIgnored('/p/other.yml')).toBe(false);
  });

  it('goes by what is below a watched folder, wherever that folder is', () => {
    const code = {kind: 'directory', path: '/home/.git/node_modules/p', ignore: []} as const;
    const {isIgnored} = watchedPaths({root: code.path, file: null}, [spec({code})]);
    expect(isIgnored('/home/.git/node_modules/p/index.js')).toBe(false);
  });
});

describe('a function is touched', () => {
  const layers: FunctionSpec['layers'] = [{kind: 'directory', path: '/p/shared', ignore: []}];

  it('by a file of its code or of a layer', () => {
    expect(isTouched(spec({layers}), ['/p/hello/a/b.js'])).toBe(true);
    expect(isTouched(spec({layers}), ['/p/shared/text'])).toBe(true);
  });

  it('by its Dockerfile', () => {
    const code: FunctionSpec['code'] = {
      kind: 'build',
      context: '/p/image',
      dockerfile: '/p/docker/worker',
      args: {},
      target: null,
      config: {},
      place: null,
    };
    expect(isTouched(spec({code}), ['/p/docker/worker'])).toBe(true);
  });

  it('not by a neighbour whose name begins alike', () => {
    expect(isTouched(spec({layers}), ['/p/hello-too/index.js', '/p/lambdock.yml'])).toBe(false);
  });
});
