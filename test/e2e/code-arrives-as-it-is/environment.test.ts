import {readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {openProject, type E2eProject} from '../../support/e2e-project.js';

const SLOW = 60_000;
const SECRET = 'e2e-secret-that-nobody-else-has';
const KEY = 'AKIAE2ETESTKEY';
const TOKEN = 'e2e-token-that-nobody-else-has';

type Variables = Readonly<Record<string, string>>;

let project: E2eProject;

beforeAll(async () => {
  project = await openProject({fixture: 'projects/answers'});
  await writeFile(
    join(project.folder, 'credentials'),
    `[dev]
aws_access_key_id = ${KEY}
aws_secret_access_key = ${SECRET}
aws_session_token = ${TOKEN}
region = eu-central-1

[keys]
aws_access_key_id = ${KEY}
aws_secret_access_key = ${SECRET}
`,
  );
  await project.run(['build']);
}, SLOW);

afterAll(async () => {
  await project[Symbol.asyncDispose]();
});

const CLEAN = {
  AWS_ACCESS_KEY_ID: undefined,
  AWS_SECRET_ACCESS_KEY: undefined,
  AWS_SESSION_TOKEN: undefined,
  AWS_REGION: undefined,
  AWS_DEFAULT_REGION: undefined,
};

async function environmentOf(
  name: string,
  flags: readonly string[] = [],
  env: Readonly<Record<string, string | undefined>> = {},
): Promise<Variables> {
  const ask = ['invoke', name, '-d', '{"do":"environment"}', '-q', ...flags];
  const run = await project.run(ask, {env: {...CLEAN, ...env}});
  expect([run.exitCode, run.stderr]).toEqual([0, '']);
  return JSON.parse(run.stdout.toString()) as Variables;
}

/** The emulator itself makes an empty text of a variable that it is not given. */
const tokenOf = (seen: Variables): string => seen['AWS_SESSION_TOKEN'] ?? '';

const SHARED = {
  AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
  AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '256',
  AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
  AWS_LAMBDA_LOG_STREAM_NAME: expect.stringMatching(/^\d{4}\/\d\d\/\d\d\/\[\$LATEST\][\da-f]{32}$/),
  AWS_LAMBDA_RUNTIME_API: expect.stringMatching(/^[\d.]+:\d+$/),
  AWS_REGION: 'us-east-1',
  AWS_DEFAULT_REGION: 'us-east-1',
  LANG: 'en_US.UTF-8',
  LAMBDA_TASK_ROOT: '/var/task',
  LAMBDA_RUNTIME_DIR: '/var/runtime',
  PATH: '/var/lang/bin:/usr/local/bin:/usr/bin/:/bin:/opt/bin',
  LD_LIBRARY_PATH:
    '/var/lang/lib:/lib64:/usr/lib64:/var/runtime:/var/runtime/lib:/var/task:/var/task/lib:/opt/lib',
  TZ: ':UTC',
  STAGE: 'test',
};

describe('the environment of a function', () => {
  it(
    'is what AWS gives a Node function',
    async () => {
      const seen = await environmentOf('hello');
      expect(seen).toMatchObject({
        ...SHARED,
        _HANDLER: 'index.handler',
        AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs22.x',
        AWS_LAMBDA_FUNCTION_NAME: 'hello',
        AWS_LAMBDA_LOG_GROUP_NAME: '/aws/lambda/hello',
        NODE_PATH:
          '/opt/nodejs/node22/node_modules:/opt/nodejs/node_modules:/var/runtime/node_modules:/var/runtime:/var/task',
      });
      expect(tokenOf(seen)).toBe('');
    },
    SLOW,
  );

  it(
    'is what AWS gives a Python function',
    async () => {
      expect(await environmentOf('python')).toMatchObject({
        ...SHARED,
        _HANDLER: 'app.handler',
        AWS_EXECUTION_ENV: 'AWS_Lambda_python3.13',
        AWS_LAMBDA_FUNCTION_NAME: 'python',
        AWS_LAMBDA_LOG_GROUP_NAME: '/aws/lambda/python',
        PYTHONPATH: '/var/runtime',
      });
    },
    SLOW,
  );

  it(
    'takes --env over --env-file over the project, and null removes',
    async () => {
      await writeFile(
        join(project.folder, 'shop.env'),
        '# text\nSTAGE=file\nexport B="two words"\n',
      );
      await writeFile(
        join(project.folder, 'shop.json'),
        '{"Parameters": {"STAGE": null, "C": 1.10}, "hello": {"C": 2, "D": true}}',
      );
      const files = ['--env-file', 'shop.env', '--env-file', 'shop.json'];
      const seen = await environmentOf('hello', [...files, '--env', 'D=a=b'], {OWN: 'mine'});
      expect(seen).toMatchObject({B: 'two words', C: '2', D: 'a=b'});
      expect(seen).not.toHaveProperty('STAGE');
      expect(seen).not.toHaveProperty('OWN');
    },
    SLOW,
  );
});

describe('credentials', () => {
  const ofFile = () => ({
    AWS_SHARED_CREDENTIALS_FILE: join(project.folder, 'credentials'),
    AWS_CONFIG_FILE: join(project.folder, 'none'),
  });
  const ofShell = {
    AWS_ACCESS_KEY_ID: KEY,
    AWS_SECRET_ACCESS_KEY: SECRET,
    AWS_REGION: 'eu-west-3',
  };

  it(
    'of the shell stay there unless --aws-env asks for them',
    async () => {
      const dummy = await environmentOf('hello', [], ofShell);
      expect(dummy['AWS_ACCESS_KEY_ID']).toEqual(expect.any(String));
      expect(JSON.stringify(dummy)).not.toMatch(new RegExp([KEY, SECRET, 'eu-west-3'].join('|')));
      const seen = await environmentOf('hello', ['--aws-env'], ofShell);
      expect(seen).toMatchObject({...ofShell, AWS_DEFAULT_REGION: 'eu-west-3'});
      expect(tokenOf(seen)).toBe('');
    },
    SLOW,
  );

  it(
    'of a profile reach the function with its region, and its token where there is one',
    async () => {
      expect(await environmentOf('hello', ['--aws-profile', 'dev'], ofFile())).toMatchObject({
        AWS_ACCESS_KEY_ID: KEY,
        AWS_SECRET_ACCESS_KEY: SECRET,
        AWS_SESSION_TOKEN: TOKEN,
        AWS_REGION: 'eu-central-1',
      });
      const flags = ['--aws-profile', 'keys', '--region', 'eu-north-1'];
      const keys = await environmentOf('python', flags, ofFile());
      expect(keys).toMatchObject({AWS_SECRET_ACCESS_KEY: SECRET, AWS_REGION: 'eu-north-1'});
      expect(tokenOf(keys)).toBe('');
    },
    SLOW,
  );

  it(
    'are in no argument list, no image, no label, no log and no file',
    async () => {
      const began = Math.floor(Date.now() / 1000);
      const ask = ['invoke', 'hello', '-d', '{"do":"processes"}', '--aws-profile', 'dev', '-v'];
      const run = await project.run(ask, {env: {...CLEAN, ...ofFile()}});
      expect(run.exitCode).toBe(0);
      expect(JSON.parse(run.stdout.toString())).toContainEqual(expect.stringContaining('node'));
      const told = [run.stdout.toString(), run.stderr];
      for (const {id} of await project.images()) {
        const image = project.docker.getImage(id);
        told.push(JSON.stringify([await image.inspect(), await image.history()]));
      }
      const events = await project.docker.getEvents({
        since: began,
        until: Math.ceil(Date.now() / 1000) + 1,
      });
      for await (const chunk of events) told.push(chunk.toString());
      expect(told.length).toBeGreaterThan(3);
      expect(told.join('\n')).not.toMatch(new RegExp([SECRET, TOKEN].join('|')));
      expect(await textOfTemporaryFiles()).not.toMatch(new RegExp([SECRET, TOKEN].join('|')));
    },
    SLOW,
  );
});

async function textOfTemporaryFiles(): Promise<string> {
  const folder = project.env['TMPDIR'] ?? '';
  const names = await project.leftInTemp();
  const texts = names.map((name) => readFile(join(folder, name), 'latin1').catch(() => ''));
  return (await Promise.all(texts)).join('\n');
}
