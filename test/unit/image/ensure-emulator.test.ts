import {describe, expect, it} from '@jest/globals';
import type {CodePart} from '../../../src/core/code-tree.js';
import {identifyImage} from '../../../src/image/identify-image.js';
import type {ImageTools} from '../../../src/image/image-tools.js';
import {errorOf} from '../../support/error-of.js';
import {baseImage, imageBench, imageRequest, STAND_IN} from '../../support/image-bench.js';
import {sampleSpec} from '../../support/samples.js';

const WORKER = 'acme/worker:1.4';
const AWS = 'public.ecr.aws/lambda/python:3.13';
const PROGRAM = Buffer.alloc(64);
PROGRAM.write('\x7fELF', 'latin1');
PROGRAM.writeUInt16LE(0x3e, 18);

const part = (digest: string): CodePart => ({
  kind: 'emulator',
  source: {what: 'code', kind: 'directory', path: '/cache', ignore: [], family: null},
  digest,
  entries: [],
  bytes: 1,
});

/** An engine in which only lenders have an emulator. */
function bench(names: readonly string[], registry: string | null = 'offline') {
  const looked: string[] = [];
  const {tools} = imageBench({
    images: names.map((name) => baseImage(name, {architecture: 'amd64'})),
    registry,
    engine: {
      createContainer: async ({image}) => ({id: image}),
      removeContainer: async () => undefined,
      hasPath: async () => false,
      readFile: async (id) => {
        looked.push(names.find((name) => baseImage(name).id === id) ?? id);
        return PROGRAM;
      },
    },
  });
  const emulators: ImageTools['emulators'] = {
    pathIn: () => undefined,
    rememberPath: () => undefined,
    copyFor: () => null,
    keep: () => part('kept'),
  };
  return {tools: {...tools, emulators}, looked};
}

const request = imageRequest({
  spec: sampleSpec({
    runtime: null,
    handler: null,
    code: {kind: 'image', reference: WORKER, config: {}},
  }),
});

describe('an image without an emulator', () => {
  it('gets the one of a base image that is here, AWS before stand-ins', async () => {
    const {tools, looked} = bench([WORKER, STAND_IN, AWS]);
    const identity = await identifyImage(tools, request);
    expect(identity.steps.map(({target}) => target)).toEqual(['usr/local/bin']);
    expect(identity.reference).toMatch(/^lambdock\/hello:/);
    expect(looked).toEqual([AWS]);
  });

  it('gets a copy that was kept without a look at other images', async () => {
    const {tools, looked} = bench([WORKER]);
    const emulators = {...tools.emulators, copyFor: () => part('copy')};
    const {steps} = await identifyImage({...tools, emulators}, request);
    expect(steps.map((step) => step.part.digest)).toEqual(['copy']);
    expect(looked).toEqual([]);
  });

  it('is refused with every way out where none is to be had', async () => {
    const {tools} = bench([WORKER]);
    const error = await errorOf(() => identifyImage(tools, request));
    expect(error).toMatchObject({code: 'IMAGE_UNUSABLE', exitCode: 3});
    expect(error.message).toContain(`${WORKER} has no Runtime Interface Emulator`);
    expect(error.suggestions.join()).toMatch(
      /docker pull .*provided:al2023.*lambdock images build/,
    );
  });

  it('that names its own emulator is not looked into', async () => {
    const {tools} = bench([WORKER]);
    const own = {kind: 'image', reference: WORKER, config: {entryPoint: ['/x/aws-lambda-rie']}};
    const spec = {...request.spec, code: own as typeof request.spec.code};
    const identity = await identifyImage(tools, {...request, spec});
    expect(identity).toMatchObject({emulator: {path: '/x/aws-lambda-rie', part: null}, steps: []});
  });
});
