// (b) The same function through `sam local invoke`, where SAM is installed.
import {spawnSync} from 'node:child_process';
import {join} from 'node:path';
import {docker, removeImages} from '../engine.mjs';
import {interleave} from '../interleave.mjs';
import {NODE, write} from '../sample-project.mjs';
import {comparison} from '../statistics.mjs';
import {timed} from '../timed-process.mjs';

const TEMPLATE = `AWSTemplateFormatVersion: '2010-09-09'
Transform: AWS::Serverless-2016-10-31
Resources:
  Hello:
    Type: AWS::Serverless::Function
    Properties: {Runtime: nodejs22.x, Handler: index.handler, CodeUri: ../node, Timeout: 5, MemorySize: 128}
`;

export const title = 'the same function through sam local invoke';

export async function run({sample, engine, runs, say}) {
  const version = samVersion(sample.env);
  if (version === null) {
    return {lines: [], notes: [], absent: 'sam is not installed: pipx install aws-sam-cli'};
  }
  const {plan} = await sample.build(NODE);
  // SAM adds its emulator to the image it is told to use, under that image's repository: one of our
  // own, so that no stand-in ever carries AWS's name.
  const repository = `lambdock-bench-${process.pid}/nodejs`;
  const [base, rapid] = [`${repository}:22`, `${repository}:rapid-${samArchitecture()}`];
  docker('tag', plan.steps[0].target, base);
  try {
    const folder = join(sample.folder, 'sam');
    write(join(folder, 'template.yaml'), TEMPLATE);
    write(join(folder, 'event.json'), '{"name":"Ada"}');
    const args = ['local', 'invoke', 'Hello', '--event', 'event.json', '--skip-pull-image'];
    const more = ['--invoke-image', base, '--layer-cache-basedir', join(folder, 'layers')];
    const env = {
      ...sample.env,
      // It leaves locks among the temporary files.
      TMPDIR: folder,
      SAM_CLI_TELEMETRY: '0',
      __SAM_CLI_APP_DIR: join(folder, 'settings'),
      AWS_DEFAULT_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: 'x',
      AWS_SECRET_ACCESS_KEY: 'x',
    };
    const goneOf = async (image, done) => {
      if (!done.stdout.includes('Hello Ada'))
        throw new Error(`no answer: ${done.stdout}${done.stderr}`);
      await engine.life(image, done.startedAt);
      return done.ms;
    };
    const variants = {
      lambdock: async () => goneOf(plan.image, await sample.invoke(NODE)),
      sam: async () => goneOf(rapid, await timed('sam', [...args, ...more], {env, cwd: folder})),
    };
    const found = await interleave(variants, {runs, label: 'b', say});
    const line = comparison({
      row: 'b',
      what: 'cold invoke, Node',
      unit: 'ms',
      ours: found.lambdock,
      against: `sam local invoke ${version}`,
      theirs: found.sam,
    });
    return {lines: [line], notes: []};
  } finally {
    removeImages([rapid, base]);
  }
}

const samArchitecture = () => (process.arch === 'arm64' ? 'arm64' : 'x86_64');

function samVersion(env) {
  const {status, stdout} = spawnSync('sam', ['--version'], {
    env: {...env, SAM_CLI_TELEMETRY: '0'},
    encoding: 'utf8',
  });
  return status === 0 ? (/(\d+(?:\.\d+)+)/.exec(stdout)?.[1] ?? '') : null;
}
