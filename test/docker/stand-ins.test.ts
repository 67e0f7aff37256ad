import {randomUUID} from 'node:crypto';
import {join} from 'node:path';
import {afterEach, describe, expect, it} from '@jest/globals';
import {LABELS} from '../../src/core/labels.js';
import type {ProgressEvent} from '../../src/core/progress.js';
import {connectEngine} from '../../src/docker/connect.js';
import type {Engine, ImageFacts} from '../../src/docker/engine.js';
import {errorOf} from '../support/error-of.js';
import {inTempFolder, type TempFiles} from '../support/in-temp-folder.js';
import {recipeFiles, sampleTable} from '../support/recipe-folder.js';
import {buildIn} from '../support/stand-in-workshop.js';

/** Of its own: other tests use the real stand-ins at the same time. */
const IMAGE = `lambdock-test/stand-in-${randomUUID().slice(0, 8)}:1`;
const files = (over: TempFiles = {}): TempFiles => recipeFiles(over, sampleTable(IMAGE));
const connect = (): Promise<Engine> => connectEngine({variables: process.env});

afterEach(async () => {
  const engine = await connect();
  await engine.removeImage(IMAGE);
  // Of two builders at once, one's image has lost its name to the other's.
  const unnamed = await engine.listImages({[LABELS.standInParts]: 'hello 1.0; world'});
  for (const {id, tags} of unnamed) if (tags.length === 0) await engine.removeImage(id);
});

/** Builds, and says what became of the image and what was told of each step. */
async function build(folder: string): Promise<{image: ImageFacts; ends: Record<string, string>}> {
  const engine = await connect();
  const news: ProgressEvent[] = [];
  await buildIn({folder: join(folder, 'images'), cache: join(folder, 'cache'), engine, news});
  const ends = Object.fromEntries(
    news.map(({id, status}) => [id.replace('stand-in:nodejs22.x', '.'), status]),
  );
  const image = await engine.inspectImage(IMAGE);
  if (image === null) throw new Error('there is no image');
  return {image, ends};
}

describe('building a stand-in', () => {
  it('makes an image of the recipe, with its labels', async () => {
    await inTempFolder(files(), async (folder) => {
      const {image, ends} = await build(folder);
      expect(ends).toEqual({
        '.': 'done',
        './part:hello': 'done',
        './part:world': 'done',
        './image': 'done',
      });
      expect(image.architecture).toBe('amd64');
      expect(image.labels).toEqual({
        [LABELS.standIn]: 'true',
        [LABELS.standInParts]: 'hello 1.0; world',
        [LABELS.standInRecipe]: expect.stringMatching(/^sha256:/),
      });
    });
  });

  it('is skipped while the recipe is unchanged', async () => {
    await inTempFolder(files(), async (folder) => {
      const {image} = await build(folder);
      const again = await build(folder);
      expect(again.ends).toEqual({'.': 'skipped'});
      expect(again.image.id).toBe(image.id);
    });
  });

  it('needs no script when the image is gone and the parts are there', async () => {
    await inTempFolder(files(), async (folder) => {
      const {image} = await build(folder);
      await (await connect()).removeImage(IMAGE);
      const again = await build(folder);
      expect(again.ends).toMatchObject({
        './part:hello': 'skipped',
        './part:world': 'skipped',
        './image': 'done',
      });
      expect(again.image.labels).toEqual(image.labels);
    });
  });

  it('gives two builders at once the same image', async () => {
    await inTempFolder(files(), async (folder) => {
      const [one, other] = await Promise.all([build(folder), build(folder)]);
      expect(one.image.labels).toEqual(other.image.labels);
      expect((await build(folder)).ends).toEqual({'.': 'skipped'});
    });
  });

  it('fails with the words of the builder', async () => {
    const broken = files({'images/node/Dockerfile': 'FROM scratch\nCOPY nothing /\n'});
    await inTempFolder(broken, async (folder) => {
      const error = await errorOf(() => build(folder));
      expect(error.code).toBe('IMAGE_BUILD_FAILED');
      expect(error.message).toContain('COPY nothing /');
    });
  });
});
