import {describe, expect, it} from '@jest/globals';
import type {FunctionSpec} from '../../../src/core/function-spec.js';
import {containerRequestOf} from '../../../src/wire/container-request.js';
import {sampleSpec} from '../../support/samples.js';

const requestFor = (over: Partial<FunctionSpec>) =>
  containerRequestOf(
    {
      project: {name: 'p', id: 'p', root: '/p', file: null, registry: null, functions: []},
      spec: sampleSpec({code: {kind: 'directory', path: '/p', ignore: []}, ...over}),
      image: 'lambdock/hello:1',
      base: {entrypoint: ['/lambda-entrypoint.sh'], command: []},
      env: ['A=1'],
      timeoutMs: 3000,
      owner: 'me',
      now: 0,
    },
    {},
  );

describe('what a container runs', () => {
  it('is the image’s own entry point with the handler, under the emulator', () => {
    const {command, env} = requestFor({runtime: 'nodejs22.x', handler: 'index.handler'});
    expect(command).toEqual(['--log-level', 'debug', '/lambda-entrypoint.sh', 'index.handler']);
    expect(env).toEqual(['A=1']);
  });

  it('is the function’s own bootstrap for a custom runtime: the emulator looks for it as Lambda does', () => {
    const {command, env} = requestFor({runtime: 'provided.al2023', handler: 'my.fn'});
    expect(command).toEqual(['--log-level', 'debug']);
    expect(env).toEqual(['A=1', '_HANDLER=my.fn']);
  });
});
