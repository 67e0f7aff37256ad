import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {
  AddLayerVersionPermissionCommand,
  DeleteLayerVersionCommand,
  LambdaClient,
  PublishLayerVersionCommand,
  type PublishLayerVersionCommandInput,
} from '@aws-sdk/client-lambda';
import {fromTemporaryCredentials} from '@aws-sdk/credential-providers';
import {beforeEach, describe, expect, it} from '@jest/globals';
import {sha256} from '../../src/core/digest.js';
import {errorOf} from '../support/error-of.js';
import {useFakeAws} from '../support/fake-aws.js';
import {digestAt, scene, useVariables, zipOf} from '../support/layer-scene.js';
import {makeZip} from '../support/make-zip.js';

/** Tries that heal wait longer and longer. */
const PATIENT_MS = 30_000;
const THEIRS = '999988887777';

const aws = useFakeAws();
useVariables(() => aws().variables);

/** What the fake has been asked and has sent in a test alone. */
let before = {asked: 0, sent: 0};
const asked = () => aws().lambda.asked.slice(before.asked);
const sent = () => aws().lambda.sent.slice(before.sent);
beforeEach(() => {
  const {lambda} = aws();
  before = {asked: lambda.asked.length, sent: lambda.sent.length};
});

const ours = () => new LambdaClient(aws().client);

/** A client of another account: what assuming one of its roles gives. */
const theirs = () =>
  new LambdaClient({
    ...aws().client,
    credentials: fromTemporaryCredentials({
      params: {RoleArn: `arn:aws:iam::${THEIRS}:role/publisher`},
      masterCredentials: aws().client.credentials,
      clientConfig: {endpoint: aws().url, region: aws().region},
    }),
  });

async function publish(
  zip: Buffer,
  {
    client = ours(),
    ...over
  }: Partial<PublishLayerVersionCommandInput> & {client?: LambdaClient} = {},
): Promise<string> {
  const command = new PublishLayerVersionCommand({
    LayerName: 'shared',
    Content: {ZipFile: zip},
    ...over,
  });
  return (await client.send(command)).LayerVersionArn ?? '';
}

describe('a layer that was published', () => {
  it('is fetched by its ARN, and a new version of it by a new one', () =>
    scene(async ({pull, kept}) => {
      const [one, two] = [zipOf('one', 300_000), zipOf('two', 200_000)];
      const first = await publish(one);
      expect(first).toBe('arn:aws:lambda:us-east-1:123456789012:layer:shared:1');
      expect(await digestAt(await pull(first))).toBe(sha256(one));
      const second = await publish(two);
      expect(second).toMatch(/:shared:2$/);
      expect(await digestAt(await pull(second))).toBe(sha256(two));
      expect(await pull(first)).toMatchObject({cached: true});
      expect(asked()).toEqual([
        {arn: first, region: 'us-east-1'},
        {arn: second, region: 'us-east-1'},
      ]);
      expect((await kept()).filter((name) => name.startsWith('zips/'))).toHaveLength(2);
    }));

  it('in another region is asked for there, whatever region this shell is in', () =>
    scene(async ({pull}) => {
      const zip = zipOf('far');
      const client = new LambdaClient({...aws().client, region: 'ap-south-1'});
      const arn = await publish(zip, {client});
      expect(await digestAt(await pull(arn))).toBe(sha256(zip));
      expect(asked()).toEqual([{arn, region: 'ap-south-1'}]);
    }));

  it('from a bucket is the same', () =>
    scene(async ({pull}) => {
      const zip = zipOf('from a bucket');
      const authorization = 'AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/s3/aws4_request';
      for (const [path, body] of [
        ['bucket', null],
        ['bucket/layer.zip', zip],
      ] as const) {
        const put = {method: 'PUT', headers: {authorization}, body};
        expect((await fetch(`${aws().url}/${path}`, put)).status).toBe(200);
      }
      const arn = await publish(zip, {Content: {S3Bucket: 'bucket', S3Key: 'layer.zip'}});
      expect(await digestAt(await pull(arn))).toBe(sha256(zip));
    }));

  it('is kept with the runtimes and architectures that it is for', () =>
    scene(async ({pull, cache}) => {
      await pull(
        await publish(zipOf('x'), {
          CompatibleRuntimes: ['python3.13'],
          CompatibleArchitectures: ['arm64'],
        }),
      );
      const record = join(cache, 'arns/aws/123456789012/us-east-1/shared/1.json');
      expect(JSON.parse(await readFile(record, 'utf8'))).toMatchObject({
        runtimes: ['python3.13'],
        architectures: ['arm64'],
      });
    }));

  it('and deleted is no longer to be had, but from the cache', () =>
    scene(async ({pull, folder}) => {
      const arn = await publish(zipOf('one'));
      await pull(arn);
      await ours().send(new DeleteLayerVersionCommand({LayerName: 'shared', VersionNumber: 1}));
      expect(await pull(arn)).toMatchObject({cached: true});
      const error = await errorOf(() => pull(arn, {layersCache: join(folder, 'other')}));
      expect(error).toMatchObject({code: 'LAYER_NOT_FOUND', exitCode: 3});
      expect(error.message).toContain('account 123456789012 has no such version');
    }));

  it('by another account is refused until that account shares it', () =>
    scene(async ({pull}) => {
      const zip = zipOf('theirs');
      const client = theirs();
      const arn = await publish(zip, {client});
      expect(arn).toContain(`:${THEIRS}:layer:shared:1`);
      const error = await errorOf(() => pull(arn));
      expect(error).toMatchObject({code: 'LAYER_ACCESS_DENIED', exitCode: 3});
      expect(error.suggestions.join()).toContain(`account ${THEIRS}`);
      await client.send(
        new AddLayerVersionPermissionCommand({
          LayerName: 'shared',
          VersionNumber: 1,
          StatementId: 'lambdock',
          Action: 'lambda:GetLayerVersion',
          Principal: aws().account,
        }),
      );
      expect(await digestAt(await pull(arn))).toBe(sha256(zip));
    }));
});

describe('the way to a layer', () => {
  it('is gone again when AWS has had too many requests', () =>
    scene(async ({pull}) => {
      const arn = await publish(zipOf('x'));
      const throttled = {status: 429, type: 'TooManyRequestsException'};
      aws().lambda.failApi(throttled, throttled);
      expect(await pull(arn)).toMatchObject({cached: false});
      expect(asked()).toHaveLength(3);
    }));

  it(
    'goes on where the connection was cut, and after an answer of 503',
    () =>
      scene(async ({pull}) => {
        const zip = zipOf('one', 400_000);
        const arn = await publish(zip);
        aws().lambda.failContent(
          {kind: 'cut', after: 100_000},
          {kind: 'status', status: 503},
          {kind: 'cut', after: 50_000},
        );
        expect(await digestAt(await pull(arn))).toBe(sha256(zip));
        const starts = sent().map(({from}) => from);
        expect(starts).toHaveLength(3);
        expect(starts).toEqual([...new Set(starts)].sort((a, b) => a - b));
      }),
    PATIENT_MS,
  );

  it('may be slow, as long as something comes', () =>
    scene(async ({pull}) => {
      const zip = zipOf('slow', 200_000);
      const arn = await publish(zip);
      aws().lambda.failContent({kind: 'slow', pieces: 20});
      expect(await digestAt(await pull(arn))).toBe(sha256(zip));
      expect(sent()).toEqual([{from: 0, bytes: zip.length}]);
    }));

  it('is asked for once more when its link has expired', () =>
    scene(async ({pull}) => {
      const arn = await publish(zipOf('x'));
      aws().lambda.failApi({expiredLink: true});
      expect(await pull(arn)).toMatchObject({cached: false});
      expect(asked()).toHaveLength(2);
    }));

  it('brings nothing into the cache whose SHA-256 is not the published one', () =>
    scene(async ({pull, kept}) => {
      const arn = await publish(zipOf('one'));
      aws().lambda.failContent({kind: 'other-bytes'}, {kind: 'other-bytes'});
      const error = await errorOf(() => pull(arn));
      expect(error).toMatchObject({code: 'LAYER_DOWNLOAD_FAILED', details: {fault: 'checksum'}});
      expect(await kept()).toEqual([]);
      expect(await pull(arn)).toMatchObject({cached: false});
    }));

  it('brings nothing into the cache that escapes when it is unpacked', () =>
    scene(async ({pull, kept}) => {
      const arn = await publish(makeZip([{path: 'nodejs/../../evil.js'}]));
      const error = await errorOf(() => pull(arn));
      expect(error).toMatchObject({code: 'CODE_INVALID'});
      expect(error.message).toContain(`${arn} cannot be used: "nodejs/../../evil.js"`);
      expect(await kept()).toEqual([]);
    }));
});
