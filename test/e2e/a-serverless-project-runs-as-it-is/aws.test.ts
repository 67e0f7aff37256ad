import {CloudFormationClient, CreateStackCommand} from '@aws-sdk/client-cloudformation';
import {CreateBucketCommand, PutObjectCommand, S3Client} from '@aws-sdk/client-s3';
import {CreateSecretCommand, SecretsManagerClient} from '@aws-sdk/client-secrets-manager';
import {PutParameterCommand, SSMClient} from '@aws-sdk/client-ssm';
import {afterAll, beforeAll, describe, expect, it, jest} from '@jest/globals';
import {openProject, type E2eProject} from '../../support/e2e-project.js';
import {startFakeAws, type FakeAws} from '../../support/fake-aws.js';

jest.setTimeout(90_000);

let aws: FakeAws;
let project: E2eProject;

beforeAll(async () => {
  aws = await startFakeAws();
  const ssm = new SSMClient(aws.client);
  const put = (Name: string, Value: string): Promise<unknown> =>
    ssm.send(new PutParameterCommand({Name, Value, Type: 'String'}));
  await put('/shop/url', 'https://shop.test');
  await put('/shop/memory', '512');
  await new SecretsManagerClient(aws.client).send(
    new CreateSecretCommand({Name: 'db', SecretString: 'a secret of the database'}),
  );
  const s3 = new S3Client(aws.client);
  await s3.send(new CreateBucketCommand({Bucket: 'shop-config'}));
  await s3.send(
    new PutObjectCommand({Bucket: 'shop-config', Key: 'url.txt', Body: 'an object of the bucket'}),
  );
  await new CloudFormationClient(aws.client).send(
    new CreateStackCommand({
      StackName: 'base',
      TemplateBody: JSON.stringify({
        Resources: {Any: {Type: 'AWS::SQS::Queue', Properties: {QueueName: 'any'}}},
        Outputs: {Url: {Value: 'an output of the stack'}},
      }),
    }),
  );
  project = await openProject({
    fixture: 'projects/serverless',
    file: 'serverless.yml',
    env: aws.variables,
  });
});
afterAll(async () => {
  await project[Symbol.asyncDispose]();
  await aws[Symbol.asyncDispose]();
});

describe('variables of a serverless project that need AWS', () => {
  it('are asked of it when the function that is invoked needs them', async () => {
    const names = ['SSM', 'SECRET', 'STACK', 'OBJECT', 'ACCOUNT'];
    const run = await project.run(['invoke', 'stored', '-d', JSON.stringify(names)]);
    expect(`${run.exitCode} ${run.stderr}`).toMatch(/^0 /);
    expect(JSON.parse(run.stdout.toString())).toMatchObject({
      variables: {
        SSM: 'https://shop.test',
        SECRET: 'a secret of the database',
        STACK: 'an output of the stack',
        OBJECT: 'an object of the bucket',
        ACCOUNT: aws.account,
      },
    });
    expect(run.stderr).not.toContain('a secret of the database');
  });

  it('give settings too, and references to the project’s own resources need it not', async () => {
    const run = await project.run(['functions', 'list', '--json']);
    const {functions} = JSON.parse(run.stdout.toString()) as {functions: readonly {name: string}[]};
    expect(functions.find(({name}) => name === 'deployed')).toMatchObject({memoryMb: 512});
    const shown = await project.run(['env', 'show', 'sources', '--json', '--offline']);
    expect(shown.stdout.toString()).toContain('shop-dev-layered');
  });

  it('are asked of it by every command that looks at all functions, and one of them disturbs no other', async () => {
    const layers = await project.run(['layers', 'list', '--json']);
    expect(layers.exitCode).toBe(0);
    expect(JSON.parse(layers.stdout.toString())).toMatchObject({layers: [{function: 'layered'}]});
    expect(layers.stderr).toContain('function unresolved is left out: serverless.yml:60:58');
    expect(layers.stderr).not.toContain('deployed');
    const plan = await project.run(['build', 'deployed', '--dry-run', '--json']);
    expect(JSON.parse(plan.stdout.toString())).toMatchObject({plans: [{functionName: 'deployed'}]});
    const doctor = await project.run(['doctor', '--json']);
    expect(doctor.stdout.toString()).toContain('1 function of 10 cannot be read');
    const without = await project.run(['layers', 'list'], {
      env: {AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: ''},
    });
    expect(`${without.exitCode} ${without.stdout.toString()}`).toMatch(/^0 [^]*^layered /m);
    expect(without.stderr).toMatch(/function deployed is left out: .*no AWS credentials/);
  });
});
