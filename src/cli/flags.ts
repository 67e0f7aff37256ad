import {Flags} from '@oclif/core';
import {ARCHITECTURES} from '../core/architecture.js';
import {DRIVERS} from '../core/driver.js';
import {MEMORY_MB, TIMEOUT_SECONDS} from '../core/limits.js';

/** The variable that stands for a flag which is not given. */
export const variableOf = (flag: string): string =>
  `LAMBDOCK_${flag.toUpperCase().replaceAll('-', '_')}`;

/** Which project, and what its file is read with: the same wherever one is read. */
export const projectFlags = {
  project: Flags.file({
    char: 'p',
    env: variableOf('project'),
    helpGroup: 'PROJECT',
    helpValue: 'FILE',
    summary:
      'Project file; else the first lambdock.yml, serverless.yml, template.yaml or cdk.out here or above. Example: -p ../lambdock.yml',
  }),
  stage: Flags.string({
    env: variableOf('stage'),
    helpGroup: 'PROJECT',
    helpValue: 'NAME',
    summary: 'Stage of a serverless.yml; else its provider.stage, else dev. Example: --stage prod',
  }),
  stack: Flags.string({
    env: variableOf('stack'),
    helpGroup: 'REFERENCES',
    helpValue: 'NAME',
    summary:
      'Deployed stack that !Ref, !GetAtt and !Sub are looked up in. Example: --stack shop-dev',
  }),
  'lock-file': Flags.file({
    env: variableOf('lock-file'),
    helpGroup: 'REFERENCES',
    helpValue: 'FILE',
    summary:
      'Answers of AWS, kept by `env lock`; else lambdock.lock.json beside the project file. Example: --lock-file prod.lock.json',
  }),
  env: Flags.string({
    multiple: true,
    multipleNonGreedy: true,
    env: variableOf('env'),
    helpGroup: 'PROJECT',
    helpValue: 'K=V',
    summary:
      'Environment variable; K alone takes your own value. Example: --env STAGE=dev --env TOKEN',
  }),
  'env-file': Flags.string({
    multiple: true,
    multipleNonGreedy: true,
    env: variableOf('env-file'),
    helpGroup: 'PROJECT',
    helpValue: 'FILE',
    summary: 'Environment variables as .env text or JSON. Example: --env-file .env.local',
  }),
  param: Flags.string({
    multiple: true,
    multipleNonGreedy: true,
    env: variableOf('param'),
    helpGroup: 'PROJECT',
    helpValue: 'K=V',
    summary: 'Parameter of a template or a serverless.yml. Example: --param Stage=prod',
  }),
  region: Flags.string({
    env: variableOf('region'),
    helpGroup: 'AWS',
    helpValue: 'NAME',
    summary: "AWS region; else the profile's, else us-east-1. Example: --region eu-west-1",
  }),
  'aws-profile': Flags.string({
    env: variableOf('aws-profile'),
    helpGroup: 'AWS',
    helpValue: 'NAME',
    summary:
      'Credentials of this profile, for lookups and the function. Example: --aws-profile dev',
  }),
  'aws-env': Flags.boolean({
    default: false,
    env: variableOf('aws-env'),
    helpGroup: 'AWS',
    summary:
      'The AWS_* credentials of this shell, for lookups and the function. Example: --aws-env',
  }),
};

/** The user's own code around the work. */
export const hooksFlags = {
  hooks: Flags.string({
    env: variableOf('hooks'),
    helpGroup: 'PROJECT',
    helpValue: 'FILE',
    summary: "Module with hooks, in place of the project's. Example: --hooks ./lambdock.hooks.mjs",
  }),
};

/** What overrides the project's function, or describes one without any file. */
export const functionFlags = {
  runtime: Flags.string({
    env: variableOf('runtime'),
    helpGroup: 'FUNCTION',
    helpValue: 'ID',
    summary: "Lambda's runtime identifier. Example: --runtime python3.13",
  }),
  handler: Flags.string({
    env: variableOf('handler'),
    helpGroup: 'FUNCTION',
    helpValue: 'NAME',
    summary: 'Handler as Lambda names it. Example: --handler app.handler',
  }),
  code: Flags.string({
    env: variableOf('code'),
    helpGroup: 'FUNCTION',
    helpValue: 'PATH',
    summary: 'Folder, .zip or .jar with the code. Example: --code ./dist',
  }),
  image: Flags.string({
    env: variableOf('image'),
    helpGroup: 'FUNCTION',
    helpValue: 'NAME',
    summary: 'Base image for the code, or alone a function image. Example: --image acme/worker:1.4',
  }),
  layer: Flags.string({
    multiple: true,
    multipleNonGreedy: true,
    env: variableOf('layer'),
    helpGroup: 'FUNCTION',
    helpValue: 'LAYER',
    summary: "Folder, .zip or ARN; replaces the project's layers. Example: --layer ./layers/common",
  }),
  timeout: Flags.integer({
    ...TIMEOUT_SECONDS,
    env: variableOf('timeout'),
    helpGroup: 'FUNCTION',
    helpValue: 'SECONDS',
    summary: 'Seconds the function may take. Example: --timeout 30',
  }),
  memory: Flags.integer({
    ...MEMORY_MB,
    env: variableOf('memory'),
    helpGroup: 'FUNCTION',
    helpValue: 'MB',
    summary: 'Memory of the function in MB. Example: --memory 512',
  }),
  architecture: Flags.option({options: ARCHITECTURES})({
    env: variableOf('architecture'),
    helpGroup: 'FUNCTION',
    summary: 'Instruction set. Example: --architecture arm64',
  }),
};

/** What the container gets besides the function. */
export const containerFlags = {
  driver: Flags.option({options: DRIVERS})({
    env: variableOf('driver'),
    helpGroup: 'CONTAINER',
    summary:
      "What drives the runtime: AWS's emulator, or lambdock itself. Example: --driver runtime-api",
  }),
  network: Flags.string({
    env: variableOf('network'),
    helpGroup: 'CONTAINER',
    helpValue: 'NAME',
    summary: 'Docker network to join. Example: --network shop_default',
  }),
  'add-host': Flags.string({
    multiple: true,
    multipleNonGreedy: true,
    env: variableOf('add-host'),
    helpGroup: 'CONTAINER',
    helpValue: 'HOST:IP',
    summary: 'A name and its address. Example: --add-host db:10.0.0.5',
  }),
  dns: Flags.string({
    multiple: true,
    multipleNonGreedy: true,
    env: variableOf('dns'),
    helpGroup: 'CONTAINER',
    helpValue: 'IP',
    summary: 'Name server. Example: --dns 10.0.0.2',
  }),
  mount: Flags.string({
    multiple: true,
    multipleNonGreedy: true,
    env: variableOf('mount'),
    helpGroup: 'CONTAINER',
    helpValue: 'SRC:DST[:ro]',
    summary: 'Folder or volume in the container. Example: --mount ./data:/mnt/efs:ro',
  }),
  'no-memory-limit': Flags.boolean({
    default: false,
    env: variableOf('no-memory-limit'),
    helpGroup: 'CONTAINER',
    summary: 'Do not limit the memory of the container. Example: --no-memory-limit',
  }),
  extensions: Flags.boolean({
    allowNo: true,
    env: variableOf('extensions'),
    helpGroup: 'CONTAINER',
    summary:
      'Run the extensions in /opt/extensions, as Lambda does (default: yes). Example: --no-extensions',
  }),
};
