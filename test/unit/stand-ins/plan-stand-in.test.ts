import {describe, expect, it} from '@jest/globals';
import {LABELS} from '../../../src/core/labels.js';
import {
  planStandIn,
  recipeDigest,
  type StandInRequest,
} from '../../../src/stand-ins/plan-stand-in.js';
import {errorOf} from '../../support/error-of.js';
import {sampleTable} from '../../support/recipe-folder.js';

const recipes = {
  table: sampleTable(),
  digestOf: (paths: readonly string[]) => `<${paths.join(' ')}>`,
};
const NODE: StandInRequest = {runtime: 'nodejs22.x', architecture: 'x86_64'};
const plan = (labels?: Record<string, string>) =>
  planStandIn(NODE, recipes, labels === undefined ? null : {id: 'sha256:1', labels});
const labelOf = ({recipe, parts, filesDigest}: ReturnType<typeof plan>) => ({
  [LABELS.standInRecipe]: recipeDigest({
    recipe,
    keys: parts.map(({key}) => key),
    filesDigest,
  }),
});

describe('planStandIn', () => {
  it('names a part by its arguments and all that makes it', () => {
    expect(plan().parts).toEqual([
      {
        name: 'hello',
        key: 'hello-1.0-x86_64-<parts/hello.sh parts/words>',
        script: 'parts/hello.sh',
        args: ['1.0', 'x86_64'],
        to: 'hello',
      },
      {
        name: 'world',
        key: 'world--<parts/world.sh>',
        script: 'parts/world.sh',
        args: [],
        to: 'world',
      },
    ]);
  });

  it('keeps a key short enough for the name of a folder, and the keys of other arguments apart', () => {
    const keyWith = (version: string) => {
      const table = sampleTable();
      const [hello] = table.images['nodejs22.x'].parts;
      hello!.args = [...Array<string>(40).fill('org.acme:library:1.0'), version];
      return planStandIn(NODE, {...recipes, table}, null).parts[0]!.key;
    };
    expect(keyWith('1.0').length).toBeLessThan(200);
    expect(keyWith('1.0')).toBe(keyWith('1.0'));
    expect(keyWith('1.1')).not.toBe(keyWith('1.0'));
  });

  it('builds what is not there', () => {
    expect(plan()).toMatchObject({
      action: 'build',
      cause: 'not there yet',
      platform: 'linux/amd64',
      supersedes: null,
    });
  });

  it('gives each architecture a name and parts of its own', () => {
    const table = sampleTable();
    table.images['nodejs22.x'].architectures.push('arm64');
    const arm = planStandIn({...NODE, architecture: 'arm64'}, {...recipes, table}, null);
    expect(arm).toMatchObject({
      name: 'nodejs22.x-arm64',
      image: 'lambdock-test/stand-in:1-arm64',
      platform: 'linux/arm64',
    });
    expect(arm.parts[0]?.args).toEqual(['1.0', 'arm64']);
    expect(plan()).toMatchObject({name: 'nodejs22.x', image: 'lambdock-test/stand-in:1'});
  });

  it('skips an image of the same recipe', () => {
    expect(plan(labelOf(plan()))).toMatchObject({action: 'skip', cause: 'recipe unchanged'});
  });

  it('builds anew when the recipe has changed', () => {
    const changed = {...recipes, digestOf: () => 'other'};
    const present = {id: 'sha256:1', labels: labelOf(plan())};
    expect(planStandIn(NODE, changed, present)).toMatchObject({
      action: 'build',
      cause: 'recipe changed',
      supersedes: 'sha256:1',
    });
  });

  it.each<[string, StandInRequest]>([
    ['there is no recipe for a stand-in of java21', {runtime: 'java21', architecture: 'x86_64'}],
    ['for x86_64 only, not for arm64', {runtime: 'nodejs22.x', architecture: 'arm64'}],
  ])('says that %s', async (words, request) => {
    const error = await errorOf(() => planStandIn(request, recipes, null));
    expect(error).toMatchObject({code: 'STAND_IN_UNAVAILABLE', exitCode: 3});
    expect(error.message).toContain(words);
    expect(error.suggestions.join()).toContain(`lambdock images pull ${request.runtime}`);
  });
});
