import {Flags} from '@oclif/core';
import {variableOf} from './flags.js';

/** Where base images come from. */
export const imageFlags = {
  pull: Flags.option({options: ['missing', 'always', 'never'] as const})({
    env: variableOf('pull'),
    helpGroup: 'IMAGE',
    summary: 'When to pull base images (default: missing). Example: --pull never',
  }),
  registry: Flags.string({
    env: variableOf('registry'),
    helpGroup: 'IMAGE',
    helpValue: 'PREFIX',
    summary: 'In place of public.ecr.aws/lambda. Example: --registry mirror.acme.com/lambda',
  }),
  'stand-in': Flags.option({options: ['auto', 'never'] as const})({
    env: variableOf('stand-in'),
    helpGroup: 'IMAGE',
    summary:
      'Offline stand-ins where a base image is not to be had (default: auto). Example: --stand-in never',
  }),
};

/** Which Docker engine. */
export const engineFlags = {
  'docker-host': Flags.string({
    env: variableOf('docker-host'),
    helpGroup: 'ENGINE',
    helpValue: 'URL',
    summary: 'Docker engine to use. Example: --docker-host tcp://10.0.0.9:2376',
  }),
  'docker-context': Flags.string({
    env: variableOf('docker-context'),
    helpGroup: 'ENGINE',
    helpValue: 'NAME',
    summary: 'Docker context to use. Example: --docker-context colima',
  }),
};

/** How lambdock itself speaks: every command has these. */
export const outputFlags = {
  json: Flags.boolean({
    default: false,
    env: variableOf('json'),
    helpGroup: 'OUTPUT',
    summary: 'One JSON document on stdout, also for errors. Example: --json',
  }),
  progress: Flags.option({options: ['auto', 'tty', 'plain', 'json', 'none'] as const})({
    env: variableOf('progress'),
    helpGroup: 'OUTPUT',
    summary: 'How long work is shown on stderr (default: auto). Example: --progress plain',
  }),
  verbose: Flags.boolean({
    default: false,
    char: 'v',
    env: variableOf('verbose'),
    helpGroup: 'OUTPUT',
    summary: 'Show every step and the cause of errors. Example: -v',
  }),
  quiet: Flags.boolean({
    default: false,
    char: 'q',
    env: variableOf('quiet'),
    helpGroup: 'OUTPUT',
    summary: 'No logs, no warnings, no progress. Example: -q',
  }),
  'no-color': Flags.boolean({
    default: false,
    env: variableOf('no-color'),
    helpGroup: 'OUTPUT',
    summary: 'No colour, as NO_COLOR does. Example: --no-color',
  }),
};
