import {describe, expect, it} from '@jest/globals';
import {LABELS} from '../../../src/core/labels.js';
import {identifyImage} from '../../../src/image/identify-image.js';
import {planImage} from '../../../src/image/plan-image.js';
import {
  baseImage,
  imageBench,
  imageRequest,
  REAL,
  STAND_IN,
  stepImage,
  type BenchOptions,
} from '../../support/image-bench.js';
import {sampleSpec} from '../../support/samples.js';

const spec = sampleSpec({layers: [{kind: 'directory', path: '/l', ignore: []}]});
const request = imageRequest({spec});
const owned = {[LABELS.project]: 'p1', [LABELS.function]: 'hello'};

async function planned(bench: BenchOptions, over: Parameters<typeof imageRequest>[0] = {}) {
  const {tools, pulls} = imageBench(bench);
  const plan = await planImage(tools, imageRequest({spec, ...over}));
  expect(pulls).toEqual([]);
  return {
    upToDate: plan.upToDate,
    image: plan.image,
    steps: plan.steps.map(({kind, action, cause}) => `${kind}: ${action}, ${cause}`),
  };
}

async function identity() {
  return identifyImage(imageBench({images: [baseImage(REAL)]}).tools, request);
}

describe('a plan', () => {
  it('keeps everything when the image is there', async () => {
    const {reference, steps} = await identity();
    const derived = stepImage(steps.at(-1)?.digest ?? '', {tags: [reference], labels: owned});
    expect(await planned({images: [baseImage(REAL), derived]})).toEqual({
      upToDate: true,
      image: reference,
      steps: [
        'base: keep, image is in the engine',
        'layer: keep, digest unchanged',
        'code: keep, digest unchanged',
      ],
    });
  });

  it('adds what comes after the last step that is there', async () => {
    const {steps} = await identity();
    const old = stepImage('old', {tags: ['lambdock/hello:old'], labels: owned});
    const images = [baseImage(REAL), stepImage(steps[0]?.digest ?? ''), old];
    expect(await planned({images})).toMatchObject({
      upToDate: false,
      steps: [
        'base: keep, image is in the engine',
        'layer: keep, digest unchanged',
        'code: add, changed since lambdock/hello:old',
      ],
    });
  });

  it('does not take an image for a step because somebody built on it', async () => {
    const {steps} = await identity();
    const digest = steps[0]?.digest ?? '';
    const images = [baseImage(REAL), stepImage(digest, {tags: ['acme/built-on-it:1']})];
    expect((await planned({images})).steps[1]).toBe('layer: add, not built yet');
  });

  it('only names what another function has made', async () => {
    const {steps} = await identity();
    const twin = stepImage(steps.at(-1)?.digest ?? '', {tags: ['lambdock/other:1']});
    expect((await planned({images: [baseImage(REAL), twin]})).steps.at(-1)).toBe(
      'code: add, digest known from another function',
    );
  });

  it('says which layers would be fetched, and fetches none', async () => {
    const missing = 'arn:aws:lambda:eu-west-1:111122223333:layer:shared:1';
    const layers = [...spec.layers, {kind: 'arn', arn: missing} as const];
    const over = {spec: sampleSpec({layers})};
    expect(await planned({images: [baseImage(REAL)], missing: [missing]}, over)).toEqual({
      upToDate: false,
      image: 'lambdock/hello',
      steps: [
        'base: keep, image is in the engine',
        'layer: add, not built yet',
        'layer: fetch, not in the cache',
        'code: add, not built yet',
      ],
    });
    const reversed = {spec: sampleSpec({layers: layers.toReversed()})};
    expect((await planned({missing: [missing]}, reversed)).steps).toEqual([
      'base: pull, image absent',
      'layer: fetch, not in the cache',
      'layer: add, not built yet',
      'code: add, not built yet',
    ]);
  });

  it('pulls before it builds on a stand-in', async () => {
    const {steps} = await planned({images: [baseImage(STAND_IN)]});
    expect(steps[0]).toBe(
      `base: pull, ${REAL} is absent; the stand-in is used if the registry does not deliver`,
    );
    const never = await planned({images: [baseImage(STAND_IN)]}, {pull: 'never'});
    expect(never.steps[0]).toBe('base: keep, stand-in is in the engine');
  });

  it('knows no tag without a base image', async () => {
    expect(await planned({})).toEqual({
      upToDate: false,
      image: 'lambdock/hello',
      steps: ['base: pull, image absent', 'layer: add, not built yet', 'code: add, not built yet'],
    });
  });
});
