import {spawnSync} from 'node:child_process';
import {readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {describe, expect, it, jest} from '@jest/globals';
import {CLI, type Run} from '../../support/cli.js';
import {connectionLog} from '../../support/connection-log.js';
import {openProject, type E2eProject} from '../../support/e2e-project.js';
import {startCli} from '../../support/start-cli.js';

jest.setTimeout(120_000);

const LAMBDOCK = `
version: 1
functions:
  orders:
    runtime: nodejs22.x
    handler: index.handler
    code: ./orders
    environment: {WHERE: !Sub "\${AWS::Region}"}
`;

const SERVERLESS = `
service: shop
provider: {name: aws, runtime: nodejs22.x}
custom: {table: 'orders-\${sls:stage}'}
functions:
  orders:
    handler: orders/index.handler
    environment: {TABLE: '\${self:custom.table}', WHERE: '\${aws:region}', QUEUE: !Ref Queue}
resources:
  Resources:
    Queue: {Type: AWS::SQS::Queue, Properties: {QueueName: jobs}}
`;

const TEMPLATE = `
Transform: AWS::Serverless-2016-10-31
Parameters: {Stage: {Type: String, Default: dev}}
Resources:
  Table: {Type: AWS::DynamoDB::Table, Properties: {TableName: !Sub "\${Stage}-orders"}}
  orders:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs22.x
      Handler: index.handler
      CodeUri: ./orders
      Environment: {Variables: {TABLE: !Ref Table, WHERE: !Ref AWS::Region}}
`;

const succeeds = (...[file, ...args]: readonly [string, ...string[]]): boolean =>
  spawnSync(file, args, {stdio: 'ignore'}).status === 0;

/** Words before a command that take every network from it, the loopback too. */
const WITHOUT_NETWORK = [
  ['unshare', '-n'],
  ['unshare', '-rn'],
].find(([file = '', ...args]) => succeeds(file, ...args, 'true'));

/** The engine must be reached without a network. */
const isSocket = (process.env['DOCKER_HOST'] ?? 'unix:').startsWith('unix:');
const describeAlone = WITHOUT_NETWORK !== undefined && isSocket ? describe : describe.skip;
const title =
  describeAlone === describe
    ? 'a %s that needs no AWS'
    : 'a %s that needs no AWS (needs `unshare -n` and an engine behind a Unix socket)';
const canTrace = succeeds('strace', '-e', 'trace=connect', '-o', '/dev/null', 'true');

/** Runs without a network, and tells every connection that was begun, but those to Unix sockets. */
async function runAlone(
  project: E2eProject,
  args: readonly string[],
): Promise<{readonly run: Run; readonly connections: readonly string[]}> {
  const log = await connectionLog(project.folder);
  const trace = join(project.folder, 'trace.log');
  const [first = 'unshare', ...words] = WITHOUT_NETWORK ?? [];
  const traced = canTrace ? ['strace', '-f', '-e', 'trace=connect', '-o', trace] : [];
  const started = startCli({
    command: [first, ...words, ...traced, CLI, ...args],
    cwd: project.folder,
    env: {...project.env, ...log.env, AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test'},
  });
  const run = await started.ended(60_000);
  const hooked = (await log.read()).filter((line) => !line.startsWith('unix '));
  const system = canTrace ? (await readFile(trace, 'utf8')).split('\n') : [];
  const others = system.filter((line) => line.includes('connect(') && !line.includes('AF_UNIX'));
  return {run, connections: [...hooked, ...others]};
}

describeAlone.each([
  ['lambdock.yml', LAMBDOCK],
  ['serverless.yml', SERVERLESS],
  ['template.yaml', TEMPLATE],
] as const)(title, (...[file, text]) => {
  it('is listed, shown and built where there is no network, and nothing is connected to', async () => {
    await using project = await openProject({fixture: 'projects/referring', file});
    await writeFile(join(project.folder, file), text);
    for (const command of [
      ['functions', 'list'],
      ['env', 'show', 'orders'],
      ['build', 'orders'],
    ]) {
      const {run, connections} = await runAlone(project, [...command, '-p', file]);
      expect(`${command.join(' ')}: ${run.exitCode} ${run.stderr}`).toMatch(/: 0 /);
      expect(run.stdout.toString()).toContain('orders');
      expect(connections).toEqual([]);
    }
    expect(await project.images('orders')).not.toEqual([]);
  });
});
