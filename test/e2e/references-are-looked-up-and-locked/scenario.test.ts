import {readFile, rm, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {connectionLog} from '../../support/connection-log.js';
import {openProject, type E2eProject} from '../../support/e2e-project.js';
import {startFakeAws, type FakeAws} from '../../support/fake-aws.js';
import {deployShop, moveTable, SHOP_SECRETS} from '../../support/shop-stack.js';

const SLOW = 120_000;

/** Nobody answers there, and there are no credentials to ask with. */
const NO_AWS = {
  AWS_ENDPOINT_URL: 'http://127.0.0.1:9',
  AWS_ACCESS_KEY_ID: '',
  AWS_SECRET_ACCESS_KEY: '',
};

const LOST = `
functions:
  lost:
    runtime: nodejs22.x
    handler: index.handler
    code: ./orders
    environment:
      NOWHERE: !ImportValue no-such-export
      NOTHING: !Sub "{{resolve:ssm:/no/such:3}}"
      WRONG: !GetAtt Queue.NoSuchAttribute
      SECRET: "{{resolve:secretsmanager:no/such}}"
`;

const EXPECTED = {
  STAGE: 'dev',
  TABLE: 'orders-prod',
  QUEUE_ARN: 'arn:aws:sqs:us-east-1:123456789012:orders',
  SIZE: '12',
  URL: 'https://shop.test/us-east-1/orders',
  SETTING: 'on',
  TOKEN: SHOP_SECRETS.token,
  PASSWORD: `db:${SHOP_SECRETS.password}`,
};

interface Variable {
  readonly name: string;
  readonly value: string | null;
  readonly kind: string;
  readonly origin: string;
  readonly sources: readonly string[];
  readonly secret: boolean;
}

let aws: FakeAws;
let project: E2eProject;
beforeAll(async () => {
  aws = await startFakeAws();
  project = await openProject({fixture: 'projects/referring', env: aws.variables});
  await deployShop(aws);
}, SLOW);
afterAll(async () => {
  await project[Symbol.asyncDispose]();
  await aws[Symbol.asyncDispose]();
});

const lockFile = (): string => join(project.folder, 'lambdock.lock.json');

async function show(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<readonly Variable[]> {
  const run = await project.run(['env', 'show', 'orders', '--json', ...args], {env});
  if (run.exitCode !== 0) throw new Error(`${run.stdout.toString()}${run.stderr}`);
  const {variables} = JSON.parse(run.stdout.toString()) as {
    readonly variables: readonly Variable[];
  };
  return variables;
}

const valuesOf = (variables: readonly Variable[]): Readonly<Record<string, string | null>> =>
  Object.fromEntries(
    variables
      .filter(({name}) => !name.includes('LOG_STREAM'))
      .map(({name, value}) => [name, value]),
  );

const errorIn = (stdout: Buffer) =>
  (JSON.parse(stdout.toString()) as {readonly error: Readonly<Record<string, unknown>>}).error;

describe('references of a lambdock.yml', () => {
  it(
    'are looked up in the deployed stack, the exports and the stores of AWS',
    async () => {
      const variables = await show(['--reveal']);
      expect(valuesOf(variables)).toMatchObject(EXPECTED);
      expect(valuesOf(variables)['QUEUE']).toMatch(/^https?:.*\/orders$/);
      const by = new Map(variables.map((variable) => [variable.name, variable]));
      expect(by.get('TABLE')).toMatchObject({
        kind: 'project',
        origin: expect.stringMatching(/^lambdock\.yml:10:7$/),
        sources: ['export shared-table'],
        secret: false,
      });
      expect(by.get('TOKEN')).toMatchObject({secret: true, sources: ['parameter /shop/token']});
      expect(by.get('AWS_LAMBDA_FUNCTION_NAME')).toMatchObject({kind: 'lambda'});
      expect(by.get('PATH')).toMatchObject({kind: 'system path'});
    },
    SLOW,
  );

  it(
    'that are secrets are masked unless they are to be revealed',
    async () => {
      const run = await project.run(['env', 'show', 'orders']);
      expect(run.exitCode).toBe(0);
      expect(run.stdout.toString()).toMatch(/^TOKEN +project .*\*{8}$/m);
      const told = `${run.stdout.toString()}${run.stderr}`;
      for (const secret of Object.values(SHOP_SECRETS)) expect(told).not.toContain(secret);
    },
    SLOW,
  );

  it(
    'that are not known are told one by one, with what is missing, and exit 2',
    async () => {
      await writeFile(join(project.folder, 'lost.yml'), LOST);
      const run = await project.run([
        ...['env', 'show', '--project', 'lost.yml', '--json', '--stack', 'shop-dev'],
      ]);
      expect(run.exitCode).toBe(2);
      const error = errorIn(run.stdout);
      expect(error['code']).toBe('REFERENCE_UNRESOLVED');
      expect(error['message']).toMatchInlineSnapshot(`
       "function lost has environment variables whose value is not known
         lost.yml:8:16: NOWHERE is !ImportValue no-such-export: no stack of this account and region exports no-such-export
         lost.yml:9:16: NOTHING is !Sub "{{resolve:ssm:/no/such:3}}": there is no parameter /no/such:3 in this account and region
         lost.yml:10:14: WRONG is !GetAtt Queue.NoSuchAttribute: NoSuchAttribute of a deployed AWS::SQS::Queue cannot be asked for
         lost.yml:11:7: SECRET is {{resolve:secretsmanager:no/such}}: there is no secret no/such in this account and region"
      `);
      expect(error['suggestions']).toHaveLength(3);
      const nowhere = await project.run(['env', 'show', '--project', 'lost.yml', '--json'], {
        env: {...NO_AWS, AWS_PROFILE: ''},
      });
      expect(nowhere.exitCode).toBe(2);
      expect(errorIn(nowhere.stdout)['message']).toContain('there are no AWS credentials');
    },
    SLOW,
  );
});

describe('env lock', () => {
  it(
    'keeps what AWS answered, but no secret, and nothing that nobody asked for',
    async () => {
      const run = await project.run(['env', 'lock', '--json']);
      expect(run.stderr).toBe('');
      expect(run.exitCode).toBe(0);
      const text = await readFile(lockFile(), 'utf8');
      const {answers} = JSON.parse(text) as {readonly answers: Readonly<Record<string, unknown>>};
      expect(answers).toMatchObject({
        'export shared-table': 'orders-prod',
        'parameter Size of stack shop-dev': '12',
        'parameter /shop/setting': {value: 'on', type: 'String'},
        'parameter /shop/token': {secret: true},
        'secret shop/db': {secret: true},
      });
      const unwanted = [
        ...Object.values(SHOP_SECRETS),
        'planted-no-echo',
        'an-output-nobody-reads',
      ];
      for (const text_ of unwanted) expect(text).not.toContain(text_);
      const again = await project.run(['env', 'lock', '--check']);
      expect(again.exitCode).toBe(0);
    },
    SLOW,
  );

  it(
    'gives the same environment where no AWS is reached, with secrets given',
    async () => {
      const before = valuesOf(await show(['--reveal']));
      const log = await connectionLog(project.folder);
      const given = {TOKEN: SHOP_SECRETS.token, PASSWORD: `db:${SHOP_SECRETS.password}`};
      const after = await show(['--reveal', '--env', 'TOKEN', '--env', 'PASSWORD'], {
        ...NO_AWS,
        ...given,
        ...log.env,
      });
      expect(valuesOf(after)).toEqual(before);
      expect((await log.read()).filter((line) => !line.startsWith('unix '))).toEqual([]);
      const offline = await project.run(['env', 'show', 'orders', '--json', '--offline']);
      expect(offline.exitCode).toBe(2);
      const message = String(errorIn(offline.stdout)['message']);
      expect(message).toContain('TOKEN is');
      expect(message).toContain('--offline forbids to ask AWS');
      expect(message).not.toContain('TABLE');
    },
    SLOW,
  );

  it(
    'says with --check what is otherwise, and uses what is locked until it is written again',
    async () => {
      await moveTable(aws, 'orders-moved');
      const check = await project.run(['env', 'lock', '--check', '--json']);
      expect(check.exitCode).toBe(2);
      expect(errorIn(check.stdout)).toMatchObject({
        code: 'LOCK_STALE',
        details: {changed: ['export shared-table'], added: [], removed: []},
      });
      expect(valuesOf(await show([]))).toMatchObject({TABLE: 'orders-prod'});
      expect((await project.run(['env', 'lock'])).exitCode).toBe(0);
      expect(valuesOf(await show([]))).toMatchObject({TABLE: 'orders-moved'});
    },
    SLOW,
  );

  it(
    'is of no use to a reference that was changed, which is said and looked up',
    async () => {
      const file = join(project.folder, 'lambdock.yml');
      const text = await readFile(file, 'utf8');
      await writeFile(file, text.replace('/shop/setting', '/shop/setting:1'));
      const run = await project.run(['env', 'show', 'orders', '--json']);
      await writeFile(file, text);
      expect(run.stderr).toContain(
        'lambdock.lock.json does not hold the parameter /shop/setting:1',
      );
      expect(run.exitCode).toBe(0);
      const other = await project.run(['env', 'show', 'orders', '--json', '--region', 'eu-west-1']);
      expect(other.stderr).toContain('lambdock.lock.json is not used: it is for region');
      await rm(lockFile());
    },
    SLOW,
  );
});
