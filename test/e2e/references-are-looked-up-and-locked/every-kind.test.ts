import {execFile} from 'node:child_process';
import {readdir, readFile, rm, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {promisify} from 'node:util';
import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {connectionLog} from '../../support/connection-log.js';
import {openProject, type E2eProject} from '../../support/e2e-project.js';
import {startFakeAws, type FakeAws} from '../../support/fake-aws.js';
import {deployShop, SHOP_SECRETS} from '../../support/shop-stack.js';

const SLOW = 120_000;

const TEMPLATE = `
Transform: AWS::Serverless-2016-10-31
Parameters:
  Pin: {Type: String, NoEcho: true, Default: planted-no-echo}
Resources:
  Queue: {Type: AWS::SQS::Queue}
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs22.x
      Handler: index.handler
      CodeUri: ./orders
      Environment:
        Variables:
          TABLE: !ImportValue shared-table
          QUEUE: !Ref Queue
          QUEUE_ARN: !GetAtt Queue.Arn
          SETTING: "{{resolve:ssm:/shop/setting}}"
          TOKEN: "{{resolve:ssm-secure:/shop/token}}"
          PASSWORD: "{{resolve:secretsmanager:shop/db:SecretString:password}}"
          HIDDEN_PIN: !Ref Pin
`;

const SERVERLESS = `
service: shop
provider: {name: aws, runtime: nodejs22.x}
functions:
  orders:
    handler: orders/index.handler
    environment:
      TABLE: {Fn::ImportValue: shared-table}
      QUEUE: {Ref: Queue}
      QUEUE_ARN: {Fn::GetAtt: [Queue, Arn]}
      SETTING: \${ssm:/shop/setting}
      TOKEN: "{{resolve:ssm-secure:/shop/token}}"
      PASSWORD: "{{resolve:secretsmanager:shop/db:SecretString:password}}"
resources:
  Resources:
    Queue: {Type: AWS::SQS::Queue}
`;

const EXPECTED = {
  TABLE: 'orders-prod',
  QUEUE_ARN: 'arn:aws:sqs:us-east-1:123456789012:orders',
  SETTING: 'on',
  TOKEN: SHOP_SECRETS.token,
  PASSWORD: SHOP_SECRETS.password,
};

const KINDS = [
  ['template.yaml', 'Orders', TEMPLATE],
  ['serverless.yml', 'orders', SERVERLESS],
] as const;

let aws: FakeAws;
let project: E2eProject;
beforeAll(async () => {
  aws = await startFakeAws();
  project = await openProject({
    fixture: 'projects/referring',
    file: 'template.yaml',
    env: aws.variables,
  });
  await deployShop(aws);
  for (const [file, , text] of KINDS) await writeFile(join(project.folder, file), text);
}, SLOW);
afterAll(async () => {
  await project[Symbol.asyncDispose]();
  await aws[Symbol.asyncDispose]();
});

interface Shown {
  readonly variables: readonly {readonly name: string; readonly value: string}[];
}

async function show(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Readonly<Record<string, string>>> {
  const run = await project.run(['env', 'show', '--json', '--reveal', ...args], {env});
  if (run.exitCode !== 0) throw new Error(`${run.stdout.toString()}${run.stderr}`);
  const {variables} = JSON.parse(run.stdout.toString()) as Shown;
  return Object.fromEntries(
    variables
      .filter(({name}) => !name.includes('LOG_STREAM'))
      .map(({name, value}) => [name, value]),
  );
}

describe.each(KINDS)('references of a %s', (...[file, name]) => {
  it(
    'are looked up, locked, and the same without AWS',
    async () => {
      const of = ['--project', file, '--stack', 'shop-dev'];
      const before = await show([name, ...of]);
      expect(before).toMatchObject(EXPECTED);
      // Of a queue, Ref is what the deployed stack alone knows: its URL.
      expect(before['QUEUE']).toMatch(/^https?:.*\/orders$/);
      expect((await project.run(['env', 'lock', ...of])).exitCode).toBe(0);
      const log = await connectionLog(project.folder);
      const after = await show([name, '--project', file, '--env', 'PASSWORD', '--env', 'TOKEN'], {
        ...log.env,
        PASSWORD: SHOP_SECRETS.password,
        TOKEN: SHOP_SECRETS.token,
        AWS_ACCESS_KEY_ID: '',
        AWS_SECRET_ACCESS_KEY: '',
        AWS_ENDPOINT_URL: 'http://127.0.0.1:9',
      });
      expect(after).toEqual(before);
      expect((await log.read()).filter((line) => !line.startsWith('unix '))).toEqual([]);
      const lock = await readFile(join(project.folder, 'lambdock.lock.json'), 'utf8');
      expect(lock).not.toMatch(/planted/);
      await rm(join(project.folder, 'lambdock.lock.json'));
    },
    SLOW,
  );
});

/** The argument lists of all processes. */
async function argumentLists(): Promise<string> {
  const ids = (await readdir('/proc')).filter((entry) => /^\d+$/.test(entry));
  const lists = ids.map((id) => readFile(`/proc/${id}/cmdline`, 'utf8').catch(() => ''));
  return (await Promise.all(lists)).join('\n');
}

const docker = async (...args: readonly string[]): Promise<string> =>
  (await promisify(execFile)('docker', args)).stdout;

/** Everything that the engine tells of the first container of the project but its environment. */
async function containerFacts(): Promise<string> {
  const [container] = await project.containers();
  if (container === undefined) return '';
  const format = '{{json .Config.Labels}} {{.Name}} {{.Path}} {{json .Args}} {{json .HostConfig}}';
  return docker('inspect', '--format', format, container.id).catch(() => '');
}

const ENV_ID = 'ASIAPLANTEDOFENV';

/** How a function gets credentials, and what of them is a secret. */
const CREDENTIALS = [
  [
    '--aws-profile',
    ['--aws-profile', 'planted'],
    {AWS_SHARED_CREDENTIALS_FILE: 'credentials'},
    ['planted-of-profile'],
  ],
  [
    '--aws-env',
    ['--aws-env'],
    {
      AWS_ACCESS_KEY_ID: ENV_ID,
      AWS_SECRET_ACCESS_KEY: 'planted-of-environment',
      AWS_SESSION_TOKEN: 'planted-session',
    },
    ['planted-of-environment', 'planted-session', ENV_ID],
  ],
] as const;

describe('a secret of every source', () => {
  beforeAll(async () => {
    await writeFile(join(project.folder, 'secret.env'), 'OF_FILE=planted-of-file\n');
    await writeFile(
      join(project.folder, 'credentials'),
      '[planted]\naws_access_key_id = AKIAPLANTED\naws_secret_access_key = planted-of-profile\n',
    );
    await writeFile(
      join(project.folder, 'orders/index.js'),
      'exports.handler = async () => (await new Promise((done) => setTimeout(done, 2000)), Object.keys(process.env));',
    );
  });

  it.each(CREDENTIALS)(
    'is found in no argument list, image, label, log or report of a function with %s',
    async (...[, flags, variables, secrets]) => {
      const file = ['--project', 'template.yaml', '--stack', 'shop-dev', '--json'];
      const of = [...file, ...flags];
      const values = ['--env-file', 'secret.env', '--env', 'OF_SHELL'];
      const env = {OF_SHELL: 'planted-of-shell', ...variables};
      const started = project.start(['invoke', 'Orders', ...of, ...values], {env});
      let seen = '';
      let labels = '';
      const isOver = started.ended(SLOW).then(() => true);
      const look = async (): Promise<void> => {
        seen += await argumentLists();
        labels ||= await containerFacts();
      };
      while (!(await Promise.race([isOver, look()])));
      const run = await started.ended();
      expect(run.exitCode).toBe(0);
      expect(labels).toContain('"dev.lambdock.function":"Orders"');
      const envelope = JSON.parse(run.stdout.toString()) as {
        readonly payload: readonly string[];
        readonly image: {readonly derived: string};
      };
      expect(envelope.payload).toEqual(
        expect.arrayContaining(['OF_FILE', 'OF_SHELL', 'PASSWORD', 'TOKEN', 'HIDDEN_PIN']),
      );
      const {derived} = envelope.image;
      const reports = [
        await project.run(['functions', 'list', ...file, ...values], {env}),
        // What the caller gives as plain text is shown there: it is what the command is for.
        await project.run(['env', 'show', 'Orders', ...of], {env}),
        await project.run(['env', 'lock', ...of], {env}),
      ];
      expect(reports.map(({exitCode}) => exitCode)).toEqual([0, 0, 0]);
      const lock = join(project.folder, 'lambdock.lock.json');
      const all = [
        ...[seen, labels, await readFile(lock, 'utf8')],
        ...[run, ...reports].flatMap(({stdout, stderr}) => [stdout.toString(), stderr]),
        ...[await docker('history', '--no-trunc', derived)],
        ...[await docker('image', 'inspect', derived)],
      ].join('\n');
      await rm(lock);
      const planted = ['planted-of-file', 'planted-of-shell', 'planted-no-echo', ...secrets];
      for (const secret of [...planted, ...Object.values(SHOP_SECRETS)])
        expect(all).not.toContain(secret);
    },
    SLOW,
  );
});
