import {writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {openProject, type E2eProject} from '../../support/e2e-project.js';

const SLOW = 180_000;
/** Invokes of the same code, this many at a time; the first wave finds no image. */
const WAVES = [8, 1, 4, 1, 8, 4, 1, 8, 2, 4, 1, 8];

let project: E2eProject;
beforeAll(async () => {
  project = await openProject();
});
afterAll(async () => project[Symbol.asyncDispose]());

const invoke = async (event: string): Promise<unknown> => {
  const run = await project.run(['invoke', 'steady', '-d', event]);
  return [run.exitCode, run.stdout.toString()];
};

/** Ids of an image and of all below it. */
async function ancestry(image: string): Promise<readonly string[]> {
  const {Id, Parent} = await project.docker.getImage(image).inspect();
  return Parent === '' ? [Id] : [Id, ...(await ancestry(Parent))];
}

describe('an invoke', () => {
  it(
    'of unchanged code answers and leaves one image and nothing else, fifty times over',
    async () => {
      expect(WAVES.reduce((sum, wave) => sum + wave)).toBe(50);
      let event = 0;
      for (const wave of WAVES) {
        const events = Array.from({length: wave}, () => `{"event":${(event += 1)}}`);
        const answers = await Promise.all(events.map(invoke));
        expect(answers).toEqual(events.map((sent) => [0, sent]));
      }
      await project.untilNoContainer();
      expect((await project.images()).map(({tags}) => tags)).toEqual([
        [expect.stringMatching(/^lambdock\/steady:[\da-f]{16}$/)],
      ]);
      expect(await project.leftInTemp()).toEqual([]);
    },
    SLOW,
  );

  it(
    'of edited code leaves the new image in place of the old one, and no nameless one',
    async () => {
      const dependency = join(project.folder, 'steady', 'node_modules.js');
      await writeFile(dependency, '');
      await invoke('1');
      const [before] = await project.images();
      const old = await ancestry(before?.id ?? '');
      for (const edit of [1, 2, 3]) {
        await writeFile(dependency, `// ${edit}`);
        expect(await invoke('{}')).toEqual([0, '{}']);
      }
      await project.untilNoContainer();
      const after = await project.images();
      expect(after.map(({tags}) => tags.length)).toEqual([1]);
      expect(after[0]?.id).not.toBe(before?.id);
      expect(await project.engine.inspectImage(before?.id ?? '')).toBeNull();
      const kept = await ancestry(after[0]?.id ?? '');
      const shared = old.filter((id) => kept.includes(id));
      for (const id of old) {
        const isThere = (await project.engine.inspectImage(id)) !== null;
        expect([id, isThere]).toEqual([id, shared.includes(id)]);
      }
      expect(await project.leftInTemp()).toEqual([]);
    },
    SLOW,
  );

  it(
    'of another function leaves the first one’s image alone',
    async () => {
      const both = await Promise.all(
        ['steady', 'python'].map((name) => project.run(['invoke', name, '-d', '[]'])),
      );
      expect(both.map(({exitCode}) => exitCode)).toEqual([0, 0]);
      const names = (await project.images()).flatMap(({tags}) => tags);
      expect(names.map((name) => name.split(':')[0]).sort()).toEqual([
        'lambdock/python',
        'lambdock/steady',
      ]);
    },
    SLOW,
  );
});
