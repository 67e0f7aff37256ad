import {describe, expect, it} from '@jest/globals';
import {LambdockError} from '../../../src/errors/lambdock-error.js';
import {identifyImage} from '../../../src/image/identify-image.js';
import {errorOf} from '../../support/error-of.js';
import {
  baseImage,
  imageBench,
  imageRequest,
  REAL,
  sampleTree,
  STAND_IN,
} from '../../support/image-bench.js';
import {sampleSpec} from '../../support/samples.js';

const layer = (path: string) => ({kind: 'directory', path, ignore: []}) as const;
const here = {images: [baseImage(REAL)]};

describe('the image of a function', () => {
  it('is named by base image, layers and code, in that order', async () => {
    const {tools} = imageBench(here);
    const spec = sampleSpec({layers: [layer('/l/1'), layer('/l/2')]});
    const {reference, steps} = await identifyImage(tools, imageRequest({spec}));
    expect(steps.map(({part, target}) => [part.source.path, target])).toEqual([
      ['/l/1', 'opt'],
      ['/l/2', 'opt'],
      ['/project/hello', 'var/task'],
    ]);
    expect(reference).toBe(`lambdock/hello:${steps.at(-1)?.digest.slice(0, 16) ?? ''}`);
  });

  it('has another name on the stand-in, and says that it is one', async () => {
    const onReal = await identifyImage(imageBench(here).tools, imageRequest());
    const bench = imageBench({images: [baseImage(STAND_IN)]});
    const onStandIn = await identifyImage(bench.tools, imageRequest());
    expect(onStandIn.reference).not.toBe(onReal.reference);
    expect(onStandIn.warnings).toHaveLength(1);
    expect(bench.pulls).toEqual([]);
  });

  it('does not depend on the environment', async () => {
    const {tools} = imageBench(here);
    const spec = sampleSpec({environment: {SECRET: {value: 's3cret', origin: 'file'}}});
    const [plain, secret] = [
      await identifyImage(tools, imageRequest()),
      await identifyImage(tools, imageRequest({spec})),
    ];
    expect(secret.reference).toBe(plain.reference);
  });

  it('of a function that is an image is that image', async () => {
    const {tools} = imageBench({images: [baseImage('acme/worker:1.4')]});
    const code = {kind: 'image', reference: 'acme/worker:1.4', config: {}} as const;
    const spec = sampleSpec({code, runtime: null, handler: null});
    const identity = await identifyImage(tools, imageRequest({spec}));
    expect(identity).toMatchObject({reference: 'acme/worker:1.4', steps: []});
  });

  it('is refused with more layers than Lambda allows', async () => {
    const {tools} = imageBench(here);
    const spec = sampleSpec({layers: Array.from({length: 6}, (_, at) => layer(`/l/${at}`))});
    const error = await errorOf(() => identifyImage(tools, imageRequest({spec})));
    expect(error).toMatchObject({code: 'LAYER_LIMIT', exitCode: 2});
  });

  it('looks at a layer that is an ARN where it has been fetched to', async () => {
    const {tools} = imageBench(here);
    const arn = 'arn:aws:lambda:eu-west-1:111122223333:layer:shared:7';
    const spec = sampleSpec({layers: [{kind: 'arn', arn}]});
    const {trees} = await identifyImage(tools, imageRequest({spec}));
    expect(trees[0]?.source).toMatchObject({kind: 'archive', path: '/cache/1.zip', shownAs: arn});
  });

  it('comes with a warning when Lambda would refuse its folders for their size', async () => {
    const {tools} = imageBench({
      ...here,
      tree: async (request) => {
        const tree = await sampleTree(request);
        return {...tree, parts: tree.parts.map((part) => ({...part, bytes: 300 * 2 ** 20}))};
      },
    });
    const {warnings} = await identifyImage(tools, imageRequest());
    expect(warnings).toEqual([
      'Lambda would refuse hello: code and layers have 300 MB, 250 MB are allowed',
    ]);
  });

  it('is not waited for when the code is not there: a pull is given up', async () => {
    let given = false;
    const {tools} = imageBench({
      engine: {
        pullImage: (_image, {signal}) =>
          new Promise((_resolve, reject) => {
            signal?.addEventListener('abort', () => {
              given = true;
              reject(new Error('aborted'));
            });
          }),
      },
      tree: async () => {
        await new Promise((resolve) => setTimeout(resolve, 20));
        throw new LambdockError('CODE_NOT_FOUND', {message: 'nothing there'});
      },
    });
    const error = await errorOf(() => identifyImage(tools, imageRequest()));
    expect(error.code).toBe('CODE_NOT_FOUND');
    expect(given).toBe(true);
  });
});
