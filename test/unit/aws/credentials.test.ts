import {join} from 'node:path';
import {describe, expect, it} from '@jest/globals';
import {awsIdentity, type AwsIdentity} from '../../../src/aws/credentials.js';
import {errorOf} from '../../support/error-of.js';
import {inTempFolder} from '../../support/in-temp-folder.js';

const CONFIG = `
[profile dev]
region = eu-west-1
[profile bare]
aws_access_key_id = AKIABARE
aws_secret_access_key = bare
[profile process]
credential_process = echo '{"Version": 1, "AccessKeyId": "AKIAPROC", "SecretAccessKey": "p", "SessionToken": "t"}'
[profile broken]
credential_process = exit 1
[profile sso]
sso_session = corp
sso_account_id = 111122223333
sso_role_name = dev
[sso-session corp]
sso_start_url = https://example.invalid/start
sso_region = eu-west-1
`;
const CREDENTIALS = `
[dev]
aws_access_key_id = AKIADEV
aws_secret_access_key = devsecret
`;

const identity = (profile: string, region?: string): Promise<AwsIdentity> =>
  inTempFolder({config: CONFIG, credentials: CREDENTIALS}, (folder) =>
    awsIdentity({
      profile,
      region,
      fromEnvironment: false,
      variables: {
        AWS_CONFIG_FILE: join(folder, 'config'),
        AWS_SHARED_CREDENTIALS_FILE: join(folder, 'credentials'),
      },
    }),
  );

describe('awsIdentity of a profile', () => {
  it('has its keys and its region', async () => {
    expect(await identity('dev')).toEqual({
      credentials: {accessKeyId: 'AKIADEV', secretAccessKey: 'devsecret', sessionToken: null},
      region: 'eu-west-1',
    });
  });

  it('has the region that was asked for, else us-east-1', async () => {
    expect(await identity('dev', 'ap-south-1')).toMatchObject({region: 'ap-south-1'});
    expect(await identity('bare')).toMatchObject({region: 'us-east-1'});
  });

  it('takes what a process says', async () => {
    expect(await identity('process')).toMatchObject({
      credentials: {accessKeyId: 'AKIAPROC', secretAccessKey: 'p', sessionToken: 't'},
    });
  });

  it.each([
    ['devv', 'there is no AWS profile devv', 'did you mean dev?'],
    ['broken', 'the profile broken gives no credentials: ', 'aws sts get-caller-identity'],
    ['sso', 'the profile sso gives no credentials: ', 'aws sso login --profile sso'],
  ])('is refused for %s, with what to do', async (profile, message, suggestion) => {
    const error = await errorOf(() => identity(profile));
    expect(error).toMatchObject({code: 'AWS_CREDENTIALS', exitCode: 3});
    expect(error.message).toContain(message);
    expect(error.suggestions[0]).toContain(suggestion);
  });
});

describe('awsIdentity of the environment', () => {
  const ask = (variables: Readonly<Record<string, string>>, region?: string) =>
    awsIdentity({fromEnvironment: true, region, variables});

  it('has the keys, and the token only when there is one', async () => {
    const keys = {AWS_ACCESS_KEY_ID: 'k', AWS_SECRET_ACCESS_KEY: 's'};
    expect(await ask({...keys, AWS_SESSION_TOKEN: '', AWS_REGION: 'eu-north-1'})).toEqual({
      credentials: {accessKeyId: 'k', secretAccessKey: 's', sessionToken: null},
      region: 'eu-north-1',
    });
    expect(await ask({...keys, AWS_SESSION_TOKEN: 't'}, 'eu-west-3')).toEqual({
      credentials: {accessKeyId: 'k', secretAccessKey: 's', sessionToken: 't'},
      region: 'eu-west-3',
    });
  });

  it('is refused when the keys are not set', async () => {
    const error = await errorOf(() => ask({AWS_ACCESS_KEY_ID: 'k'}));
    expect(error).toMatchObject({
      code: 'AWS_CREDENTIALS',
      message: expect.stringContaining('AWS_SECRET_ACCESS_KEY is not set'),
    });
  });

  it('is refused beside a profile', async () => {
    const request = {profile: 'dev', fromEnvironment: true, variables: {}};
    expect(await errorOf(() => awsIdentity(request))).toMatchObject({code: 'USAGE'});
  });
});
