import {readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {describe, expect, it} from '@jest/globals';
import {sha256} from '../../../src/core/digest.js';
import type {LambdockOptions} from '../../../src/core/options.js';
import {createLambdock} from '../../../src/lambdock.js';
import {errorOf} from '../../support/error-of.js';
import {inTempFolder} from '../../support/in-temp-folder.js';
import {digestAt, scene, useFakeApi, zipOf} from '../../support/layer-scene.js';

const api = useFakeApi();

describe('the layer cache', () => {
  it('fetches a layer again whose .zip was damaged, and believes one that was copied', () =>
    scene(async ({pull}) => {
      const zip = zipOf('one', 1000);
      const arn = api().publish({name: 'shared', zip});
      const {path = ''} = (await pull(arn)) ?? {};
      await writeFile(path, zip);
      expect(await pull(arn)).toMatchObject({cached: true});
      await writeFile(path, Buffer.alloc(zip.length, 'x'));
      expect(await pull(arn)).toMatchObject({cached: false});
      expect(await digestAt({arn, path, cached: true, bytes: 0})).toBe(sha256(zip));
      expect(api().sent).toHaveLength(2);
    }));

  it('is the folder that the flag names, then the project file, then ./layers-cache', () =>
    inTempFolder(
      {
        'lambdock.yml':
          'functions: {a: {runtime: nodejs22.x, handler: i.h, layers: [LAYER]}}'.replace(
            'LAYER',
            'arn:aws:lambda:eu-west-1:111122223333:layer:shared:1',
          ),
        'layers-cache/README.md': '',
      },
      async (folder) => {
        api().publish({name: 'shared', zip: zipOf('x')});
        const pathWith = async (options: LambdockOptions): Promise<string | undefined> => {
          await using lambdock = await createLambdock({cwd: folder, ...options});
          return (await lambdock.pullLayers(['a']))[0]?.path.slice(folder.length + 1);
        };
        expect(await pathWith({})).toMatch(/^layers-cache\/zips\//);
        expect(await pathWith({layersCache: 'flag'})).toMatch(/^flag\/zips\//);
        const file = join(folder, 'lambdock.yml');
        await writeFile(file, `layersCache: ./named\n${await readFile(file, 'utf8')}`);
        expect(await pathWith({})).toMatch(/^named\/zips\//);
        expect(await pathWith({layersCache: 'flag'})).toMatch(/^flag\/zips\//);
      },
    ));

  it('is empty after a clear', () =>
    scene(async ({pull, kept, folder, cache}) => {
      const zip = zipOf('x');
      await pull(api().publish({name: 'shared', zip}));
      await using lambdock = await createLambdock({cwd: folder, layersCache: cache});
      expect(await lambdock.clearLayers()).toEqual({folder: cache, layers: 1, bytes: zip.length});
      expect(await kept()).toEqual([]);
    }));
});

describe('without a network', () => {
  it('every missing layer is named and nobody is asked', () =>
    scene(async ({pull}) => {
      const arn = api().publish({name: 'shared', zip: zipOf('x')});
      const more = api().publish({name: 'more', zip: zipOf('y')});
      const overrides = {
        runtime: 'nodejs22.x',
        handler: 'index.handler',
        code: '.',
        layers: [arn, more],
      };
      const error = await errorOf(() => pull(arn, {overrides, offline: true}));
      expect(error).toMatchObject({code: 'LAYER_OFFLINE', details: {layers: [arn, more]}});
      expect(error.message).toContain(`${arn}, ${more}`);
      expect(api().asked).toEqual([]);
    }));

  it('what the cache has is enough, and so is a local copy', () =>
    scene(async ({pull, folder}) => {
      const arn = api().publish({name: 'shared', zip: zipOf('x')});
      await pull(arn);
      await api().stop();
      expect(await pull(arn, {offline: true})).toMatchObject({cached: true});
      await using lambdock = await createLambdock({
        cwd: folder,
        offline: true,
        overrides: {runtime: 'nodejs22.x', handler: 'index.handler', code: '.', layers: ['arn:x']},
        layerMap: {'arn:x': './copy.zip'},
      });
      await writeFile(join(folder, 'copy.zip'), zipOf('y'));
      expect(await lambdock.layers()).toMatchObject([
        {layer: 'arn:x', path: join(folder, 'copy.zip'), cached: null},
      ]);
    }));
});

describe('an ARN that is none', () => {
  it.each([
    ['arn:aws:lambda:eu-west-1:111122223333:layer:shared', 'its version is missing'],
    ['arn:aws:lambda:eu-west-1:111122223333:function:f:1', 'it has another shape'],
    ['arn:aws:lambda:europe:111122223333:layer:shared:1', '"europe" is no region'],
    ['arn:aws:lambda:eu-west-1:1:layer:shared:1', '"1" is no account'],
    ['arn:aws:lambda:eu-west-1:111122223333:layer:shared:latest', '"latest" is no version'],
  ])('%s is refused: %s', (arn, why) =>
    scene(async ({pull}) => {
      const error = await errorOf(() => pull(arn));
      expect(error).toMatchObject({code: 'LAYER_ARN_INVALID', exitCode: 2});
      expect(error.message).toContain(why);
    }),
  );
});
