import {randomBytes} from 'node:crypto';
import {readdir, readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {afterEach, beforeEach} from '@jest/globals';
import {sha256} from '../../src/core/digest.js';
import type {PulledLayer} from '../../src/core/layer.js';
import type {LambdockOptions} from '../../src/core/options.js';
import {createLambdock} from '../../src/lambdock.js';
import {fakeLambdaApi, type FakeLambdaApi} from './fake-lambda-api.js';
import {inTempFolder} from './in-temp-folder.js';
import {makeZip} from './make-zip.js';

/** Gives every test of a file these variables in place of this process's own, and puts those back. */
export function useVariables(variables: () => Readonly<Record<string, string>>): void {
  const before = new Map<string, string | undefined>();

  beforeEach(() => {
    for (const [name, value] of Object.entries(variables())) {
      before.set(name, process.env[name]);
      process.env[name] = value;
    }
  });

  afterEach(() => {
    for (const [name, value] of before) {
      if (value === undefined) Reflect.deleteProperty(process.env, name);
      else process.env[name] = value;
    }
  });
}

/** Gives every test of a file an API of its own, which the SDK of this process asks. */
export function useFakeApi(): () => FakeLambdaApi {
  let api: FakeLambdaApi | undefined;
  const current = (): FakeLambdaApi => {
    if (api === undefined) throw new Error('no test runs');
    return api;
  };
  beforeEach(async () => {
    api = await fakeLambdaApi();
  });
  useVariables(() => current().env);
  afterEach(() => api?.stop());
  return current;
}

/** A layer whose .zip has about this many bytes. */
export const zipOf = (text: string, bytes = 0): Buffer =>
  makeZip([
    {path: 'nodejs/shared.js', content: text},
    {path: 'noise', content: randomBytes(bytes), isStored: true},
  ]);

/** A cache, and what is done with it. */
export interface Scene {
  readonly folder: string;
  readonly cache: string;
  /** Pulls one layer as a fresh lambdock would. */
  readonly pull: (arn: string, options?: LambdockOptions) => Promise<PulledLayer | undefined>;
  /** Every file of the cache but the locks. */
  readonly kept: () => Promise<readonly string[]>;
}

/** Work with a temporary folder and an empty cache. */
export const scene = (work: (scene: Scene) => Promise<void>): Promise<void> =>
  inTempFolder({}, async (folder) => {
    const cache = join(folder, 'cache');
    await work({
      folder,
      cache,
      async pull(arn, options = {}) {
        await using lambdock = await createLambdock({
          cwd: folder,
          layersCache: cache,
          overrides: {runtime: 'nodejs22.x', handler: 'index.handler', code: '.', layers: [arn]},
          ...options,
        });
        return (await lambdock.pullLayers())[0];
      },
      async kept() {
        const entries = await readdir(cache, {recursive: true, withFileTypes: true});
        const files = entries.filter((entry) => entry.isFile());
        return files
          .map((entry) => join(entry.parentPath, entry.name).slice(cache.length + 1))
          .filter((name) => !name.startsWith('locks/'));
      },
    });
  });

/** SHA-256 of a pulled .zip. */
export const digestAt = async (pulled: PulledLayer | undefined): Promise<string> =>
  sha256(await readFile(pulled?.path ?? ''));
