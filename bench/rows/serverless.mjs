// (s) A serverless.yml of 300 functions, of which one is invoked, against the same function by flags.
import {cpSync, mkdtempSync, realpathSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {root} from '../../scripts/prepare.mjs';
import {imagesWith, labelOf, removeImages} from '../engine.mjs';
import {interleave} from '../interleave.mjs';
import {MEMORY_MB, write} from '../sample-project.mjs';
import {comparison, median} from '../statistics.mjs';

const FUNCTIONS = 300;
/** What reading the project may take over the invoke by flags. */
const BOUND_MS = 100;
const NAME = 'fn150';
/** The same function without a file. */
const FLAGS = [
  ['--runtime', 'nodejs22.x'],
  ['--handler', 'node/index.handler'],
  ['--code', '.'],
  ['--memory', String(MEMORY_MB)],
  ['--timeout', '5'],
  ['--env', 'TABLE=big-dev-table150'],
  ['--env', 'STAGE=dev'],
].flat();

export const title = `one of ${FUNCTIONS} functions of a serverless.yml against the invoke by flags`;

export async function run({sample, runs, say}) {
  const home = realpathSync(mkdtempSync(join(tmpdir(), 'lambdock-bench-serverless-')));
  const [big, adHoc] = [join(home, 'big'), join(home, 'ad-hoc')];
  for (const folder of [big, adHoc]) {
    cpSync(join(root, 'examples/hello/node'), join(folder, 'node'), {recursive: true});
  }
  write(join(big, 'serverless.yml'), projectText());
  const projects = [];
  const invoke = async (cwd, args) => {
    const event = ['-d', '{"name":"Ada"}', '--pull', 'never'];
    return checked(await sample.lambdock(['invoke', ...args, ...event], {cwd}));
  };
  try {
    for (const [cwd, args] of [
      [big, [NAME]],
      [adHoc, FLAGS],
    ]) {
      const built = await sample.lambdock(['build', ...args, '--json', '--pull', 'never'], {cwd});
      projects.push(labelOf(JSON.parse(built.stdout).plans[0].image, 'dev.lambdock.project'));
    }
    const {project, byFlags} = await interleave(
      {project: () => invoke(big, [NAME]), byFlags: () => invoke(adHoc, FLAGS)},
      {runs, label: 's', say},
    );
    return {
      lines: [
        comparison({
          row: 's',
          what: `invoke one of ${FUNCTIONS} functions of a serverless.yml`,
          unit: 'ms',
          ours: project,
          against: 'invoke by flags',
          theirs: byFlags,
          bound: 1 + BOUND_MS / median(byFlags),
        }),
      ],
      notes: [],
    };
  } finally {
    for (const project of projects) removeImages(imagesWith([`dev.lambdock.project=${project}`]));
    rmSync(home, {recursive: true, force: true});
  }
}

function checked({stdout, ms}) {
  if (!stdout.includes('Hello Ada')) throw new Error(`not the answer: ${stdout.slice(0, 500)}`);
  return ms;
}

/** As large services are: events, patterns, variables and a resource for each function. */
function projectText() {
  const numbers = Array.from({length: FUNCTIONS}, (_, number) => number);
  return `service: big
provider:
  name: aws
  runtime: nodejs22.x
  stage: \${opt:stage, 'dev'}
  memorySize: ${MEMORY_MB}
  environment: {STAGE: "\${self:provider.stage}"}
functions:
${numbers.map(functionText).join('')}resources:
  Resources:
${numbers.map(resourceText).join('')}`;
}

const functionText = (number) => `  fn${number}:
    handler: node/index.handler
    description: Function ${number} of the service
    timeout: 5
    environment:
      TABLE: \${self:service}-\${self:provider.stage}-table${number}
    events:
      - httpApi:
          method: GET
          path: /things/${number}/{id}
      - sqs:
          arn: !GetAtt Queue${number}.Arn
          batchSize: 10
`;

const resourceText = (number) => `    Queue${number}:
      Type: AWS::SQS::Queue
      Properties:
        QueueName: \${self:service}-queue${number}
        VisibilityTimeout: 60
`;
