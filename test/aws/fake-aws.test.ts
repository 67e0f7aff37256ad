import {execFile} from 'node:child_process';
import {copyFile, mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {promisify} from 'node:util';
import {
  DeleteLayerVersionCommand,
  GetLayerVersionByArnCommand,
  LambdaClient,
  PublishLayerVersionCommand,
} from '@aws-sdk/client-lambda';
import {describe, expect, it} from '@jest/globals';
import {sha256} from '../../src/core/digest.js';
import {startFakeAws} from '../support/fake-aws.js';
import {zipOf} from '../support/layer-scene.js';

const SLOW = 300_000;
const COMPOSE = fileURLToPath(new URL('../../docker-compose.test.yml', import.meta.url));
const IMAGES = fileURLToPath(new URL('../../scripts/fake-aws.mjs', import.meta.url));

const run = async (command: string, ...args: readonly string[]): Promise<string> =>
  (await promisify(execFile)(command, args, {env: {...process.env, LAMBDOCK_TEST_AWS_PORT: '0'}}))
    .stdout;

/** Publishes a layer, fetches it by its ARN, and resolves with both SHA-256. */
async function roundTrip(client: LambdaClient): Promise<readonly string[]> {
  const zip = zipOf('one', 1000);
  const published = await client.send(
    new PublishLayerVersionCommand({LayerName: 'shared', Content: {ZipFile: zip}}),
  );
  const {LayerVersionArn: Arn, Version: VersionNumber} = published;
  const {Content: content} = await client.send(new GetLayerVersionByArnCommand({Arn}));
  const answer = await fetch(content?.Location ?? '');
  await client.send(new DeleteLayerVersionCommand({LayerName: 'shared', VersionNumber}));
  const gone = client.send(new GetLayerVersionByArnCommand({Arn}));
  await expect(gone).rejects.toMatchObject({name: 'ResourceNotFoundException'});
  return [sha256(zip), sha256(Buffer.from(await answer.arrayBuffer()))];
}

describe('the fake AWS of the tests', () => {
  it('delivers layers, and passes on what moto knows', async () => {
    await using aws = await startFakeAws();
    const [sent, got] = await roundTrip(new LambdaClient(aws.client));
    expect(got).toBe(sent);
    const caller = await fetch(aws.url, {
      method: 'POST',
      headers: {
        authorization: `AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/sts/aws4_request`,
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: 'Action=GetCallerIdentity&Version=2011-06-15',
    });
    expect(await caller.text()).toContain(`<Account>${aws.account}</Account>`);
  });

  it(
    'is the same as services of docker-compose.test.yml',
    async () => {
      await run(process.execPath, IMAGES, 'images');
      const project = `lambdock-test-${process.pid}`;
      const folder = await mkdtemp(join(tmpdir(), 'lambdock-test-'));
      const file = join(folder, 'docker-compose.yml');
      await copyFile(COMPOSE, file);
      await writeFile(join(folder, 'lambdas.compose.yml'), 'services: {}\n');
      const compose = ['compose', '--file', file, '--project-name', project];
      try {
        await run('docker', ...compose, 'up', '--wait', 'lambda');
        const address = (await run('docker', ...compose, 'port', 'lambda', '4566')).trim();
        const credentials = {accessKeyId: 'test', secretAccessKey: 'test'};
        const endpoint = `http://${address}`;
        const [sent, got] = await roundTrip(
          new LambdaClient({endpoint, region: 'us-east-1', credentials}),
        );
        expect(got).toBe(sent);
      } finally {
        await run('docker', ...compose, 'down', '--timeout', '2');
        await rm(folder, {recursive: true});
      }
    },
    SLOW,
  );
});
