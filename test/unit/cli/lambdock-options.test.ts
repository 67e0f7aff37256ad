import {describe, expect, it} from '@jest/globals';
import {lambdockOptions} from '../../../src/cli/lambdock-options.js';

describe('lambdockOptions', () => {
  it('leaves out what was not given', () => {
    expect(lambdockOptions({'no-memory-limit': false, 'aws-env': false}, {})).toEqual({});
  });

  it('gives every flag its option', () => {
    const options = lambdockOptions(
      {
        project: 'p.yml',
        'env-file': ['a', 'b'],
        runtime: 'python3.13',
        handler: 'app.handler',
        code: '.',
        image: 'i',
        layer: ['l'],
        timeout: 7,
        memory: 256,
        architecture: 'arm64',
        network: 'n',
        'add-host': ['db:1.2.3.4'],
        dns: ['1.1.1.1'],
        mount: ['a:/b:ro'],
        'no-memory-limit': true,
        extensions: false,
        'aws-profile': 'dev',
        'aws-env': true,
        region: 'eu-west-1',
        pull: 'never',
        registry: 'r',
        'stand-in': 'never',
        'docker-host': 'tcp://h',
        'docker-context': 'c',
      },
      {},
    );
    expect(options).toEqual({
      project: 'p.yml',
      envFiles: ['a', 'b'],
      overrides: {
        runtime: 'python3.13',
        handler: 'app.handler',
        code: '.',
        image: 'i',
        layers: ['l'],
        timeoutSeconds: 7,
        memoryMb: 256,
        architecture: 'arm64',
      },
      network: 'n',
      addHosts: ['db:1.2.3.4'],
      dns: ['1.1.1.1'],
      mounts: ['a:/b:ro'],
      memoryLimit: false,
      extensions: false,
      awsProfile: 'dev',
      awsEnv: true,
      region: 'eu-west-1',
      pull: 'never',
      registry: 'r',
      standIn: 'never',
      dockerHost: 'tcp://h',
      dockerContext: 'c',
    });
  });

  it('splits a variable at its first = only', () => {
    expect(lambdockOptions({env: ['URL=a=b', 'EMPTY=', 'T=ü\nx']}, {}).env).toEqual({
      URL: 'a=b',
      EMPTY: '',
      T: 'ü\nx',
    });
  });

  it('takes the caller’s own value for a name alone', () => {
    expect(lambdockOptions({env: ['TOKEN']}, {TOKEN: 's'}).env).toEqual({TOKEN: 's'});
  });

  it.each(['TOKEN', '=x'])('refuses %s, which says no value or no name', (pair) => {
    expect(() => lambdockOptions({env: [pair]}, {})).toThrow(
      expect.objectContaining({code: 'USAGE'}),
    );
  });
});
