import {describe, expect, it} from '@jest/globals';
import {awsAccess} from '../../../src/aws/access.js';

const KEYS = {AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b', AWS_REGION: 'eu-west-1'};

/** The region that a question is asked in. */
const regionOf = (identity: {fromEnvironment: boolean; region?: string}): Promise<string> =>
  awsAccess({...identity, variables: KEYS}).ask({
    question: {what: 'nothing', action: 'none'} as never,
    client: ({region}) => Promise.resolve({region, destroy: () => undefined}),
    send: ({region}) => Promise.resolve(region),
  });

describe('AWS', () => {
  it('is asked in the function’s region: that of the shell only with its credentials', async () => {
    expect(await regionOf({fromEnvironment: false})).toBe('us-east-1');
    expect(await regionOf({fromEnvironment: true})).toBe('eu-west-1');
    expect(await regionOf({fromEnvironment: true, region: 'eu-north-1'})).toBe('eu-north-1');
  });
});
