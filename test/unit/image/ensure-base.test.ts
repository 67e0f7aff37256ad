import {describe, expect, it} from '@jest/globals';
import {LambdockError} from '../../../src/errors/lambdock-error.js';
import {ensureBase, type Purpose} from '../../../src/image/ensure-base.js';
import {errorOf} from '../../support/error-of.js';
import {
  baseImage,
  imageBench,
  imageRequest,
  REAL,
  STAND_IN,
  type BenchOptions,
} from '../../support/image-bench.js';
import {sampleSpec} from '../../support/samples.js';

const real = baseImage(REAL, {repoDigests: [`${REAL.slice(0, -3)}@sha256:abc`]});
const standIn = baseImage(STAND_IN);
const OFFLINE = 'no such host';

async function used(
  purpose: Purpose,
  bench: BenchOptions,
  over: Parameters<typeof imageRequest>[0] = {},
) {
  const {tools, pulls, remembered} = imageBench(bench);
  const found = await ensureBase(tools, imageRequest(over), {purpose});
  return {
    name: found?.base.name,
    base: found?.base,
    warnings: found?.warnings ?? [],
    pulls,
    remembered: [...remembered.values()],
  };
}

describe('the base image that is here', () => {
  it('is used, and the registry left alone', async () => {
    for (const purpose of ['plan', 'identify', 'build'] as const) {
      const {base, pulls, warnings} = await used(purpose, {images: [real, standIn]});
      expect(base).toEqual({name: REAL, id: real.id, digest: 'sha256:abc', standIn: false});
      expect([pulls, warnings]).toEqual([[], []]);
    }
  });

  it('is pulled anew with --pull always, once', async () => {
    const always = {pull: 'always'} as const;
    expect((await used('identify', {images: [real]}, always)).pulls).toEqual([REAL]);
    expect((await used('build', {images: [real]}, always)).pulls).toEqual([]);
    expect((await used('plan', {images: [real]}, always)).pulls).toEqual([]);
  });

  it('is not enough when --pull always was refused', async () => {
    const error = await errorOf(() =>
      used('identify', {images: [real], registry: OFFLINE}, {pull: 'always'}),
    );
    expect(error.code).toBe('IMAGE_PULL_FAILED');
  });

  it('of another architecture is unusable', async () => {
    const images = [baseImage(REAL, {architecture: 'arm64'})];
    const error = await errorOf(() => used('identify', {images}));
    expect(error).toMatchObject({code: 'IMAGE_UNUSABLE', exitCode: 3});
    expect(error.message).toBe(`${REAL} is for arm64, the function is for x86_64`);
    expect(error.suggestions).toContain(`docker pull --platform linux/amd64 ${REAL}`);
  });
});

describe('a stand-in', () => {
  it('is enough to name an image, without the registry', async () => {
    const {base, pulls, warnings} = await used('identify', {images: [standIn]});
    expect(base).toMatchObject({name: STAND_IN, standIn: true, digest: null});
    expect(pulls).toEqual([]);
    expect(warnings).toEqual([
      `the stand-in ${STAND_IN} is used in place of ${REAL}: it is not on this machine`,
    ]);
  });

  it('is built on only after the registry has refused, which is remembered', async () => {
    const {name, pulls, warnings, remembered} = await used('build', {
      images: [standIn],
      registry: OFFLINE,
    });
    expect([name, pulls, remembered]).toEqual([STAND_IN, [REAL], [OFFLINE]]);
    expect(warnings[0]).toContain(OFFLINE);
  });

  it('is built on at once while a refusal is remembered', async () => {
    const bench = {images: [standIn], remembered: OFFLINE};
    expect(await used('build', bench)).toMatchObject({name: STAND_IN, pulls: []});
  });

  it('gives way to the image that the registry delivers', async () => {
    const {name, warnings} = await used('build', {images: [standIn]});
    expect([name, warnings]).toEqual([REAL, []]);
  });

  it('is built on without asking with --pull never', async () => {
    const never = {pull: 'never'} as const;
    expect(await used('build', {images: [standIn]}, never)).toMatchObject({
      name: STAND_IN,
      pulls: [],
    });
  });

  it('takes the place of an image that --pull always could not get', async () => {
    const bench = {images: [standIn], registry: OFFLINE};
    expect((await used('identify', bench, {pull: 'always'})).name).toBe(STAND_IN);
  });

  it('is not looked at with --stand-in never, nor for an image of the user', async () => {
    const bench = {images: [standIn], registry: OFFLINE};
    const never = {standIn: 'never'} as const;
    expect((await errorOf(() => used('build', bench, never))).code).toBe('IMAGE_PULL_FAILED');
    const own = {spec: sampleSpec({baseImage: 'acme/base:1'})};
    const error = await errorOf(() => used('build', bench, own));
    expect(error.suggestions).toEqual(['docker pull --platform linux/amd64 acme/base:1']);
  });
});

describe('no base image at all', () => {
  it('is pulled, also to name an image', async () => {
    for (const purpose of ['identify', 'build'] as const) {
      expect(await used(purpose, {})).toMatchObject({name: REAL, pulls: [REAL]});
    }
  });

  it('is pulled in spite of an earlier refusal, as nothing else is left', async () => {
    const {pulls, remembered} = await used('build', {remembered: OFFLINE});
    expect([pulls, remembered]).toEqual([[REAL], []]);
  });

  it('is null for a plan', async () => {
    expect(await used('plan', {})).toMatchObject({name: undefined, pulls: []});
  });

  it('is an error with the exact commands when the registry refuses', async () => {
    const error = await errorOf(() => used('identify', {registry: OFFLINE}));
    expect(error).toMatchObject({code: 'IMAGE_PULL_FAILED', exitCode: 3, message: OFFLINE});
    expect(error.suggestions).toEqual([
      `docker pull --platform linux/amd64 ${REAL}`,
      'without network: lambdock images build nodejs22.x',
      'behind a mirror: --registry PREFIX',
    ]);
  });

  it('is an error of its own with --pull never', async () => {
    const error = await errorOf(() => used('identify', {}, {pull: 'never'}));
    expect(error).toMatchObject({code: 'IMAGE_NOT_FOUND', exitCode: 3});
    expect(error.suggestions[0]).toContain('docker pull');
  });
});

describe('a pull', () => {
  it('ends with the reason of the signal, and is not remembered', async () => {
    const reason = new Error('Ctrl-C');
    const stop = new AbortController();
    const {tools, remembered} = imageBench({
      engine: {
        pullImage: (_image, {signal}) =>
          new Promise((_resolve, reject) => {
            signal?.addEventListener('abort', () => reject(new Error('aborted')));
            stop.abort(reason);
          }),
      },
    });
    const options = {purpose: 'build', signal: stop.signal} as const;
    await expect(ensureBase(tools, imageRequest(), options)).rejects.toBe(reason);
    expect(remembered.size).toBe(0);
  });

  it('passes on what has nothing to do with the registry', async () => {
    const {tools, remembered} = imageBench({
      engine: {
        pullImage: async () => {
          throw new LambdockError('DOCKER_UNREACHABLE', {message: 'gone'});
        },
      },
    });
    const error = await errorOf(() => ensureBase(tools, imageRequest(), {purpose: 'build'}));
    expect(error.code).toBe('DOCKER_UNREACHABLE');
    expect(remembered.size).toBe(0);
  });
});
