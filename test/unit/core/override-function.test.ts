import {describe, expect, it} from '@jest/globals';
import type {FunctionOverrides} from '../../../src/core/options.js';
import {functionFromFlags, overrideFunction} from '../../../src/core/override-function.js';
import {errorOf} from '../../support/error-of.js';
import {sampleSpec} from '../../support/samples.js';

const image = {
  kind: 'image',
  reference: 'acme/worker:1',
  config: {command: ['w.handler']},
} as const;

describe('overrideFunction', () => {
  it('changes nothing without flags', () => {
    expect(overrideFunction(sampleSpec(), {}, '/here')).toEqual(sampleSpec());
  });

  it('takes every flag over the function, with paths that start from the folder', () => {
    const overridden = overrideFunction(
      sampleSpec({code: {kind: 'directory', path: '/x', ignore: ['*.md']}}),
      {
        runtime: 'python3.13',
        handler: 'app.handler',
        code: './app',
        layers: ['./l', 'arn:aws:lambda:eu-west-1:1:layer:a:1'],
        timeoutSeconds: 9,
        memoryMb: 512,
        architecture: 'arm64',
      },
      '/here',
    );
    expect(overridden).toMatchObject({
      name: 'hello',
      runtime: 'python3.13',
      handler: 'app.handler',
      code: {kind: 'directory', path: '/here/app', ignore: ['*.md']},
      layers: [{kind: 'directory', path: '/here/l'}, {kind: 'arn'}],
      timeoutMs: 9000,
      memoryMb: 512,
      architecture: 'arm64',
    });
  });

  it('makes an image beside code the base image, and an image alone the function', () => {
    expect(overrideFunction(sampleSpec(), {image: 'b:1', code: './c'}, '/here')).toMatchObject({
      baseImage: 'b:1',
      runtime: 'nodejs22.x',
      code: {kind: 'directory', path: '/here/c'},
    });
    expect(overrideFunction(sampleSpec(), {image: 'b:1'}, '/here')).toMatchObject({
      baseImage: null,
      runtime: null,
      handler: null,
      code: {kind: 'image', reference: 'b:1', config: {}},
    });
  });

  it('makes a handler the command of an image', () => {
    const spec = sampleSpec({runtime: null, handler: null, code: image});
    expect(overrideFunction(spec, {handler: 'other.handler'}, '/here').code).toEqual({
      ...image,
      config: {command: ['other.handler']},
    });
  });

  it('puts code in the place of an image', () => {
    const spec = sampleSpec({runtime: null, handler: null, code: image});
    const overrides = {code: '.', runtime: 'nodejs22.x', handler: 'a.b'};
    expect(overrideFunction(spec, overrides, '/here')).toMatchObject({
      runtime: 'nodejs22.x',
      handler: 'a.b',
      code: {kind: 'directory', path: '/here'},
    });
  });

  it.each<[string, FunctionOverrides, string]>([
    ['RUNTIME_UNKNOWN', {runtime: 'node22'}, 'there is no runtime node22'],
    ['HANDLER_INVALID', {handler: 'index'}, 'cannot be called by nodejs22.x: it names no export'],
    ['HANDLER_INVALID', {runtime: 'java21', handler: 'a.B:c'}, 'expected package.Class'],
    ['LAYER_LIMIT', {layers: ['1', '2', '3', '4', '5', '6']}, 'has 6 layers, Lambda allows 5'],
    ['USAGE', {timeoutSeconds: 901}, 'timeout: found 901, expected a whole number from 1 to 900'],
    ['USAGE', {timeoutSeconds: 1.5}, 'timeout: found 1.5'],
    ['USAGE', {memoryMb: 64}, 'memory: found 64, expected a whole number from 128 to 10240'],
  ])('refuses with %s: %j', async (code, overrides, message) => {
    const error = await errorOf(() => overrideFunction(sampleSpec(), overrides, '/here'));
    expect(error).toMatchObject({code, exitCode: 2, message: expect.stringContaining(message)});
  });

  it('makes an example of a handler that cannot be called, but for a base image of one’s own', async () => {
    const error = await errorOf(() => overrideFunction(sampleSpec(), {handler: 'index'}, '/'));
    expect(error.suggestions).toEqual(['such as index.handler']);
    const own = sampleSpec({baseImage: 'acme/base:1', handler: 'main'});
    expect(overrideFunction(own, {}, '/').handler).toBe('main');
  });

  it('refuses a runtime without a handler, and code without a runtime', async () => {
    const noHandler = sampleSpec({handler: null});
    expect(await errorOf(() => overrideFunction(noHandler, {}, '/'))).toMatchObject({
      code: 'HANDLER_MISSING',
    });
    const noRuntime = sampleSpec({runtime: null, handler: null, code: image});
    expect(await errorOf(() => overrideFunction(noRuntime, {code: '.'}, '/'))).toMatchObject({
      code: 'USAGE',
      suggestions: ['give --runtime, such as --runtime nodejs22.x'],
    });
  });
});

describe('functionFromFlags', () => {
  it('names the function after the folder of its code', () => {
    const flags = {runtime: 'python3.13', handler: 'app.handler'};
    expect(functionFromFlags({...flags, code: './my app'}, '/here')).toMatchObject({
      name: 'my-app',
      runtime: 'python3.13',
      code: {kind: 'directory', path: '/here/my app'},
      timeoutMs: 3000,
      memoryMb: 128,
    });
    expect(functionFromFlags({...flags, code: 'dist/app.zip'}, '/here').name).toBe('app');
    expect(functionFromFlags(flags, '/here').name).toBe('here');
    expect(functionFromFlags(flags, '/').name).toBe('function');
  });

  it('names the function after the image when there is no code', () => {
    expect(functionFromFlags({image: 'reg:5000/acme/worker:1.4'}, '/here')).toMatchObject({
      name: 'worker',
      code: {kind: 'image', reference: 'reg:5000/acme/worker:1.4'},
    });
  });
});
