import {describe, expect, it} from '@jest/globals';
import type {FunctionSpec} from '../../../src/core/function-spec.js';
import type {LambdockOptions} from '../../../src/core/options.js';
import {containerRequestOf} from '../../../src/wire/container-request.js';
import {sampleSpec} from '../../support/samples.js';

const requestFor = (over: Partial<FunctionSpec>, options: LambdockOptions = {}) =>
  containerRequestOf(
    {
      project: {name: 'p', id: 'p', root: '/p', file: null, registry: null, functions: []},
      spec: sampleSpec({code: {kind: 'directory', path: '/p', ignore: []}, ...over}),
      image: 'lambdock/hello:1',
      base: {entrypoint: ['/lambda-entrypoint.sh'], command: []},
      env: ['A=1'],
      timeoutMs: 3000,
      driver: 'rie',
      owner: 'me',
      now: 0,
    },
    options,
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

describe('what a container gets besides', () => {
  it('is /tmp of the size of the ephemeral storage, which takes nothing of the function’s memory', () => {
    const {tmpfs, memoryBytes} = requestFor({ephemeralStorageMb: 1024, memoryMb: 128});
    expect(tmpfs).toEqual({'/tmp': 'rw,exec,nosuid,nodev,mode=1777,size=1024m'});
    expect(memoryBytes).toBe((1024 + 128) * 2 ** 20);
  });

  it('is no such /tmp where the project mounts something there, or says no size', () => {
    const mounted = requestFor({ephemeralStorageMb: 1024, docker: {mounts: ['scratch:/tmp']}});
    expect([mounted.tmpfs, requestFor({}).tmpfs]).toEqual([undefined, undefined]);
    expect(mounted.mounts).toEqual([
      {kind: 'volume', source: 'scratch', target: '/tmp', readOnly: false},
    ]);
  });

  it('is the network, the hosts and the name servers of the project, which flags replace or add to', () => {
    const {docker} = {docker: {network: 'shop', extraHosts: ['db:10.0.0.5'], dns: ['10.0.0.2']}};
    expect(requestFor({docker})).toMatchObject({
      network: 'shop',
      extraHosts: ['db:10.0.0.5'],
      dns: ['10.0.0.2'],
      docker,
    });
    const flags = {network: 'mine', addHosts: ['mq:10.0.0.6'], dns: ['10.0.0.3']};
    expect(requestFor({docker}, flags)).toMatchObject({
      network: 'mine',
      extraHosts: ['db:10.0.0.5', 'mq:10.0.0.6'],
      dns: ['10.0.0.3'],
    });
  });
});
