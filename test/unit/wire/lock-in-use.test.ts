import {describe, expect, it} from '@jest/globals';
import {lockText} from '../../../src/core/aws-lock.js';
import type {LambdockOptions} from '../../../src/core/options.js';
import {openAws, type AwsPlace} from '../../../src/wire/aws.js';
import {inTempFolder} from '../../support/in-temp-folder.js';

interface Lock {
  readonly region: string | null;
  readonly stack: string | null;
}

/** Whether the lock of a project is used, and what is said of it. */
const useOf = (
  lock: Lock,
  place: Omit<AwsPlace, 'root'>,
  options: LambdockOptions = {},
): Promise<readonly [boolean, readonly string[]]> =>
  inTempFolder(
    {'lambdock.lock.json': lockText({version: 1, stage: null, answers: {}, ...lock})},
    async (root) => {
      const said: string[] = [];
      const aws = openAws({...options, cwd: root}, (message) => said.push(message));
      return [(await aws.lock({root, ...place})) !== null, said];
    },
  );

const LOCK: Lock = {region: 'eu-west-1', stack: 'shop-dev'};

describe('a lock file', () => {
  it('is used for the region and the stack of the project, or where neither is told', async () => {
    expect(await useOf(LOCK, {region: 'eu-west-1', stack: 'shop-dev'})).toEqual([true, []]);
    expect(await useOf(LOCK, {})).toEqual([true, []]);
    expect(await useOf(LOCK, {region: 'us-east-1'}, {region: 'eu-west-1'})).toEqual([true, []]);
  });

  it('is not used for another region or stack of the project, and that is said', async () => {
    expect(await useOf(LOCK, {region: 'us-east-1'})).toEqual([
      false,
      [expect.stringContaining('it is for region eu-west-1, and this run is for us-east-1')],
    ]);
    expect(await useOf(LOCK, {stack: 'shop-prod'})).toEqual([
      false,
      [expect.stringContaining('it is for stack shop-dev, and this run is for shop-prod')],
    ]);
  });

  it('is not used for another region that goes with the caller’s credentials', async () => {
    const before = process.env['AWS_REGION'];
    process.env['AWS_REGION'] = 'ap-south-1';
    try {
      expect(await useOf(LOCK, {})).toEqual([true, []]);
      const [isUsed, said] = await useOf(LOCK, {}, {awsEnv: true});
      expect(isUsed).toBe(false);
      expect(said).toEqual([expect.stringContaining('this run is for ap-south-1')]);
    } finally {
      if (before === undefined) delete process.env['AWS_REGION'];
      else process.env['AWS_REGION'] = before;
    }
  });

  it('is told apart by region within one run', () =>
    inTempFolder(
      {'lambdock.lock.json': lockText({version: 1, stage: null, answers: {}, ...LOCK})},
      async (root) => {
        const aws = openAws({cwd: root}, () => undefined);
        expect(await aws.lock({root, region: 'eu-west-1'})).not.toBeNull();
        expect(await aws.lock({root, region: 'us-east-1'})).toBeNull();
      },
    ));
});
