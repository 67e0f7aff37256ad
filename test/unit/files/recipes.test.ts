import {existsSync, readdirSync, readFileSync, statSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, it} from '@jest/globals';
import {standInOf} from '../../../src/core/base-image.js';
import {findRuntime} from '../../../src/core/runtime.js';
import {installedRecipes, readRecipes} from '../../../src/files/recipes.js';
import {inTempFolder} from '../../support/in-temp-folder.js';
import {recipeFiles} from '../../support/recipe-folder.js';

describe('installedRecipes', () => {
  it('finds the folder on the way up', async () => {
    await inTempFolder(recipeFiles({'dist/chunks/x.js': ''}), (folder) => {
      for (const file of ['dist/chunks/x.js', 'dist/main.cjs', 'src/files/recipes.ts']) {
        expect(installedRecipes(join(folder, file))?.folder).toBe(join(folder, 'images'));
      }
    });
  });

  it('is null where there are none', () => {
    expect(installedRecipes('/nowhere/at/all.js')).toBeNull();
  });
});

describe('digestOf', () => {
  const inputs = ['parts/hello.sh', 'parts/words'];

  it('changes with a path and with a content, also in a folder', async () => {
    const digestWith = (files: Record<string, string>) =>
      inTempFolder(recipeFiles(files), (folder) =>
        readRecipes(join(folder, 'images')).digestOf(inputs),
      );
    const digest = await digestWith({});
    expect(digest).toMatch(/^[0-9a-f]{12}$/);
    expect(await digestWith({})).toBe(digest);
    expect(await digestWith({'images/parts/words/b': 'c'})).not.toBe(digest);
    expect(await digestWith({'images/parts/words/c': ''})).not.toBe(digest);
    expect(await digestWith({'images/parts/other': ''})).toBe(digest);
  });
});

describe('the recipes of lambdock', () => {
  const recipes = installedRecipes()!;
  const {images, parts} = recipes.table;

  it('are for known runtimes, under the names that are looked for', () => {
    for (const [id, {image}] of Object.entries(images)) {
      const runtime = findRuntime(id);
      expect(runtime && standInOf(runtime, 'x86_64')).toBe(image);
    }
  });

  it('name files that are there', () => {
    const files = [
      ...Object.values(images).flatMap(({dockerfile, context}) => [dockerfile, ...context]),
      ...Object.values(parts).flatMap(({script, inputs}) => [script, ...inputs]),
    ];
    expect(files.filter((file) => !existsSync(join(recipes.folder, file)))).toEqual([]);
  });

  it('make runtimes of one family by one Dockerfile, in a folder of the family', () => {
    for (const [id, {dockerfile}] of Object.entries(images)) {
      expect(dockerfile).toBe(`${findRuntime(id)?.family}/Dockerfile`);
    }
  });

  it('copy into the image nothing that is not in the build context', () => {
    for (const {dockerfile, context, parts: used} of Object.values(images)) {
      const text = readFileSync(join(recipes.folder, dockerfile), 'utf8');
      const copied = [...text.matchAll(/^(?:ADD|COPY) (.+) \S+$/gm)].flatMap(([, from = '']) =>
        from.split(' '),
      );
      const given = [...context, ...used.map(({to}) => `${to}/`)];
      const missing = copied.filter((path) => !given.some((start) => path.startsWith(start)));
      expect({dockerfile, missing}).toEqual({dockerfile, missing: []});
    }
  });

  it('run nothing while an image is built that is to be built for another architecture', () => {
    const foreign = Object.values(images).filter(({architectures}) => architectures.length > 1);
    expect(foreign).not.toEqual([]);
    for (const {dockerfile} of foreign) {
      expect(readFileSync(join(recipes.folder, dockerfile), 'utf8')).not.toMatch(/^RUN /m);
    }
  });

  it('start only programs that are scripts of sh', () => {
    const scripts = Object.values(images).flatMap(({context}) =>
      context.filter((file) => /(bootstrap|\.sh)$/.test(file)),
    );
    for (const file of new Set(scripts)) {
      expect(readFileSync(join(recipes.folder, file), 'utf8')).toMatch(/^#!\/bin\/sh\n/);
    }
  });

  it('say how each of their parts is made', () => {
    const used = Object.values(images).flatMap((image) => image.parts.map(({part}) => part));
    expect(used.filter((part) => parts[part] === undefined)).toEqual([]);
  });

  it('have every script of the parts read for the digest of what it reads', () => {
    const scripts = readdirSync(join(recipes.folder, 'parts')).filter((name) =>
      statSync(join(recipes.folder, 'parts', name)).isFile(),
    );
    const known = Object.values(parts).flatMap(({script, inputs}) => [script, ...inputs]);
    expect(scripts.filter((name) => !known.includes(`parts/${name}`))).toEqual([]);
  });
});
