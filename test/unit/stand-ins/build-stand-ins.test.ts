import {readdir, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {describe, expect, it} from '@jest/globals';
import {errorOf} from '../../support/error-of.js';
import {inTempFolder, type TempFiles} from '../../support/in-temp-folder.js';
import {recipeFiles, sampleTable, SCRIPTS} from '../../support/recipe-folder.js';
import {standInWorkshop, type StandInWorkshop} from '../../support/stand-in-workshop.js';

const inWorkshop = (
  files: TempFiles,
  work: (shop: StandInWorkshop, folder: string) => Promise<void>,
): Promise<void> => inTempFolder(files, (folder) => work(standInWorkshop(folder), folder));

const lines = ({news}: StandInWorkshop): string[] =>
  news.map(({id, status, detail}) => `${id} ${status}${detail === undefined ? '' : `: ${detail}`}`);

/** Two images with a part in common. */
const pair = () => {
  const table = sampleTable();
  const node = table.images['nodejs22.x'];
  return {...table, images: {...table.images, 'python3.13': {...node, image: 'lambdock-test/b:1'}}};
};

describe('buildStandIns', () => {
  it('sends Dockerfile, context and parts, and labels what it makes', async () => {
    await inWorkshop(recipeFiles(), async (shop) => {
      await shop.build();
      expect(shop.builds).toHaveLength(1);
      expect(shop.builds[0]?.files).toEqual({
        'node/Dockerfile': expect.stringMatching(/^644 FROM scratch/),
        'node/start': '755 #!/bin/sh',
        'hello/lib/args': '644 1.0 x86_64',
        'world/lib/args': '644 ',
      });
      expect(shop.builds[0]?.options).toMatchObject({
        tag: 'lambdock-test/stand-in:1',
        dockerfile: 'node/Dockerfile',
        platform: 'linux/amd64',
        network: 'none',
        buildArgs: {GREETING: 'hello'},
        labels: {
          'dev.lambdock.stand-in': 'true',
          'dev.lambdock.stand-in.parts': 'hello 1.0; world',
          'dev.lambdock.stand-in.recipe': expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
        },
      });
    });
  });

  it('tells every step', async () => {
    await inWorkshop(recipeFiles(), async (shop) => {
      await shop.build();
      expect(lines(shop)).toEqual(
        expect.arrayContaining([
          'stand-in:nodejs22.x started: not there yet',
          'stand-in:nodejs22.x/part:hello started',
          'stand-in:nodejs22.x/part:hello running: part: working',
          'stand-in:nodejs22.x/part:hello done: hello 1.0',
          'stand-in:nodejs22.x/image started: sending the build context',
          'stand-in:nodejs22.x/image running: FROM scratch',
          'stand-in:nodejs22.x/image done',
          'stand-in:nodejs22.x done: lambdock-test/stand-in:1',
        ]),
      );
    });
  });

  it('does nothing for an unchanged recipe', async () => {
    await inWorkshop(recipeFiles(), async (shop) => {
      await shop.build();
      await shop.build();
      expect(shop.builds).toHaveLength(1);
      expect(lines(shop).at(-1)).toBe('stand-in:nodejs22.x skipped: recipe unchanged');
    });
  });

  it('makes only what has changed, and removes the image before', async () => {
    await inWorkshop(recipeFiles(), async (shop, folder) => {
      await shop.build();
      await writeFile(join(folder, 'images/parts/words/b'), 'changed');
      await shop.build();
      expect(lines(shop)).toContain('stand-in:nodejs22.x/part:world skipped: cached');
      expect(lines(shop).filter((line) => line.includes('part:hello done'))).toHaveLength(2);
      expect(shop.images).toMatchObject([{tags: ['lambdock-test/stand-in:1']}]);
    });
  });

  it('makes a part that two images share once', async () => {
    await inWorkshop(recipeFiles({}, pair()), async (shop) => {
      await shop.build();
      expect(shop.builds).toHaveLength(2);
      expect(lines(shop).filter((line) => line.includes('part:hello done'))).toHaveLength(1);
    });
  });

  it('says which part failed and why, and keeps the others', async () => {
    const files = recipeFiles({'images/parts/world.sh': `sleep 0.3; ${SCRIPTS.bad}`});
    await inWorkshop(files, async (shop) => {
      const error = await errorOf(() => shop.build());
      expect(error).toMatchObject({
        code: 'IMAGE_BUILD_FAILED',
        details: {part: 'world', exitCode: 3, lastLines: ['world: no such package']},
      });
      expect(error.message).toMatchInlineSnapshot(`
        "The part world of the stand-in for nodejs22.x could not be made: its script exited with 3
          world: no such package"
      `);
      expect(shop.builds).toHaveLength(0);
      expect(await readdir(shop.cache)).toEqual([expect.stringMatching(/^hello-1\.0-x86_64-/)]);
      expect(lines(shop)).toContain(
        'stand-in:nodejs22.x/part:world failed: world: no such package',
      );
    });
  });

  it('stops what still runs when a part has failed', async () => {
    const files = recipeFiles({
      'images/parts/hello.sh': SCRIPTS.endless,
      'images/parts/world.sh': SCRIPTS.bad,
    });
    await inWorkshop(files, async (shop) => {
      expect(await errorOf(() => shop.build())).toMatchObject({details: {part: 'world'}});
      expect(lines(shop)).toContain('stand-in:nodejs22.x/part:hello skipped: stopped');
      expect(await readdir(shop.cache)).toEqual([]);
    });
  });

  it('ends with the reason of an abort, and leaves nothing unfinished', async () => {
    const files = recipeFiles({'images/parts/hello.sh': SCRIPTS.endless});
    await inWorkshop(files, async (shop) => {
      const stop = new AbortController();
      const work = shop.build({
        signal: stop.signal,
        onProgress: ({detail}) => {
          if (detail === 'part: waiting') stop.abort(new Error('enough'));
        },
      });
      await expect(work).rejects.toThrow('enough');
      expect((await readdir(shop.cache)).filter((name) => name.startsWith('.'))).toEqual([]);
    });
  });

  it('uses a volatile part once, and tries for a better one next time', async () => {
    const files = recipeFiles({'images/parts/world.sh': SCRIPTS.volatile});
    await inWorkshop(files, async (shop) => {
      await shop.build();
      expect(await readdir(shop.cache)).toEqual([expect.stringMatching(/^hello-/)]);
      await shop.build();
      expect(shop.builds).toHaveLength(2);
      const labels = shop.builds.map(({options}) => options.labels);
      expect(labels[0]).toEqual(labels[1]);
    });
  });
});
