import {chmod, mkdir, readFile, writeFile} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {afterAll, beforeAll, describe, expect, it, jest} from '@jest/globals';
import type {Run} from '../../support/cli.js';
import {inShell} from '../../support/cli-shell.js';
import {openProject, type E2eProject} from '../../support/e2e-project.js';

const SLOW = 60_000;
jest.setTimeout(SLOW);
const README = new URL('../../../README.md', import.meta.url);

/** Lines that are not run here, and where they are. */
const ELSEWHERE: readonly string[] = [
  'npm run demo', // examples/hello below, with the very same command
  'npm test', // this
  'lambdock serve', // sdk-clients-invoke-through-serve, with the SDK in place of AWS's command line
  'lambdock serve hello worker --driver runtime-api --warm 2 --concurrency 4',
  "aws lambda invoke --endpoint-url http://127.0.0.1:3001 --function-name hello --payload '{}' out.json",
  'lambdock replay hello events.ndjson --results r.ndjson --concurrency 4', // a-replay-loses-and-doubles-nothing
  'lambdock replay hello events.ndjson --shard 1/3 --results part-1.ndjson',
  'lambdock replay hello events.ndjson --record', // a-change-in-an-answer-is-found
  'lambdock replay hello events.ndjson --check',
  'lambdock replay hello events.ndjson --against main',
  'lambdock replay hello events.ndjson --reporter tty --reporter junit=report.xml --reporter html=report.html', // a-replay-is-reported-in-every-form
  'lambdock env lock --stack shop-dev', // references-are-looked-up-and-locked, with AWS
];

/** The network of the README stands for one of the reader's own. */
const NETWORK = 'my-compose_default';

let text: string;
let project: E2eProject;

const blocks = (language: string): readonly string[] =>
  [...text.matchAll(/^```(\w+)\n([\s\S]*?)^```/gm)].flatMap(([, name, body = '']) =>
    name === language ? [body] : [],
  );

/** The commands of the README, without their comments. */
const commands = (): readonly string[] =>
  blocks('sh')
    .flatMap((block) => block.split('\n'))
    .map((line) => line.replace(/\s+#.*$/, '').trim())
    .filter((line) => line !== '');

const HELLO = `exports.handler = async ({name, ...rest}) =>
  name === undefined ? {table: process.env.TABLE, ...rest} : {message: \`Hello \${name}\`};
`;

const FILES: Readonly<Record<string, string>> = {
  'hello/index.js': HELLO,
  'report/app.py': 'def handler(event, context):\n    return event\n',
  'layers/common/who': 'common',
  'event.yml': 'name: Yml\n',
  'event.json': '{"name": "Json"}',
  '.env': 'FROM_FILE=1\n',
  'dump.json':
    '{"requestContext": {"requestId": "r-1", "condition": "Success"}, "requestPayload": {"email": "ada@example.com"}}',
  'redaction.key': 'key\n',
  '../bin/generate-event': '#!/bin/sh\necho \'{"name": "Pipe"}\'\n',
};

beforeAll(async () => {
  text = await readFile(README, 'utf8');
  project = await openProject({fixture: 'projects/answers'});
  const [yaml = ''] = blocks('yaml');
  for (const [path, content] of Object.entries({...FILES, 'lambdock.yml': yaml})) {
    const file = join(project.folder, path);
    await mkdir(dirname(file), {recursive: true});
    await writeFile(file, content);
  }
  await chmod(join(project.folder, '../bin/generate-event'), 0o755);
  await project.run(['build']);
});

afterAll(async () => {
  await project[Symbol.asyncDispose]();
});

/** What each line answers; a line that is not here is not tested, and fails below. */
const ANSWERS: Readonly<Record<string, string | RegExp>> = {
  [`lambdock invoke hello -d '{"a": 1}'`]: '{"a":1}',
  'lambdock invoke hello -e event.yml': '{"message":"Hello Yml"}',
  'generate-event | lambdock invoke hello | jq .': '{\n  "message": "Hello Pipe"\n}\n',
  'lambdock invoke hello --json -q | jq .durationMs': /^[\d.]+\n$/,
  'lambdock invoke hello --env TABLE=test --env-file .env --timeout 30': '{"table":"test"}',
  'lambdock invoke hello --network my-compose_default --add-host db:10.0.0.5': '{}',
  'lambdock invoke hello --dry-run': /^hello: lambdock\/hello:[\da-f]+ is up to date\n/,
  'lambdock invoke hello --keep-warm 10m': '{}',
  'lambdock events inspect dump.json': /^dump\.json: 1 event \(destination\)\n\n[\s\S]*r-1 .*ada@/,
  [`lambdock events redact dump.json -o clean.json --hash '$..email' --key-file redaction.key`]:
    /^dump\.json -> clean\.json: 1 record \(destination\)\n--hash \$\.\.email  found 1 time\n$/,
  'lambdock env show hello': /^GREETING +project +lambdock\.yml:\d+:\d+ +Hello$/m,
  'lambdock layers list hello': /^FUNCTION .*\nhello +1 +- +- +6 B +- .*\/layers\/common\n$/,
  'lambdock layers pull': 'no layer of these functions is named by ARN\n',
};

/** `images list\|pull` as `images list` and `images pull`. */
function alternatives(words: string): readonly string[] {
  const [first = '', ...rest] = words.split('\\|');
  return [first, ...rest.map((word) => first.replace(/\S+$/, word))];
}

describe('the README', () => {
  it('has no command that is not tested', () => {
    expect(commands().filter((line) => !ELSEWHERE.includes(line))).toEqual(Object.keys(ANSWERS));
  });

  it.each(Object.entries(ANSWERS))('shows what works: %s', async (line, answer) => {
    const run = await runLine(line);
    expect(run.exitCode).toBe(0);
    expect(run.stdout.toString()).toMatch(exactly(answer));
  });

  it('shows a console as it looks', async () => {
    const [example = ''] = blocks('console');
    const [line = '', ...answer] = example.trim().split('\n');
    const run = await inShell(project, line.replace(/^\$ /, ''));
    expect(run.stdout.toString()).toBe(answer.join('\n'));
  });

  it('is right that flags alone will do', async () => {
    const line = /^Without any file: `(.*)`\.$/m.exec(text)?.[1] ?? '';
    expect(line).toMatch(/^lambdock invoke /);
    const run = await inShell({...project, folder: join(project.folder, 'report')}, line);
    expect([run.exitCode, run.stdout.toString()]).toEqual([0, '{}']);
  });

  it('names commands that exist', async () => {
    const cells = [...text.matchAll(/^\| `lambdock ([^`]+)`(.*?)\|/gm)];
    const names = cells.flatMap(([, first = '', more = '']) => [
      ...alternatives(first.replace(/ \[.*$/, '')),
      ...[...more.matchAll(/`(\w+)`/g)].map(([, name = '']) => name),
    ]);
    expect(names.length).toBeGreaterThan(7);
    for (const name of names) {
      const {exitCode} = await project.run([...name.split(' '), '--help']);
      expect([name, exitCode]).toEqual([name, 0]);
    }
  });
});

describe('examples/hello', () => {
  const example = fileURLToPath(new URL('../../../examples/hello/lambdock.yml', import.meta.url));

  it.each([
    ['hello-node', /^\{"message":"Hello Ada, from Node [\d.]+","requestId":"[\da-f-]{36}"\}$/],
    [
      'hello-python',
      /^\{"message": "Hello Ada, from Python [\d.]+", "requestId": "[\da-f-]{36}"\}$/,
    ],
  ])('%s greets and logs', async (name, answer) => {
    const run = await project.run(['invoke', name, '-p', example, '-d', '{"name":"Ada"}']);
    expect([run.exitCode, run.stdout.toString()]).toEqual([0, expect.stringMatching(answer)]);
    expect(run.stderr).toMatch(/greeting Ada\n/);
  });
});

/** A pattern that only this text matches. */
const exactly = (answer: string | RegExp): RegExp =>
  typeof answer === 'string'
    ? new RegExp(`^${answer.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`)
    : answer;

/** Runs a line; a network that it names is made for it, under a name that nobody else has. */
async function runLine(line: string): Promise<Run> {
  if (!line.includes(NETWORK)) return inShell(project, line);
  const name = `lambdock-readme-${process.pid}`;
  const network = await project.docker.createNetwork({Name: name});
  try {
    return await inShell(project, line.replace(NETWORK, name));
  } finally {
    await project.untilNoContainer();
    await network.remove();
  }
}
