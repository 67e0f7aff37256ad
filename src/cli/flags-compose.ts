import {Flags} from '@oclif/core';
import {COMPOSE_DEFAULTS} from '../core/compose/compose-options.js';
import {variableOf} from './flags.js';

/** What the compose file says besides the functions. */
export const composeFlags = {
  output: Flags.string({
    char: 'o',
    env: variableOf('output'),
    helpGroup: 'FILE',
    helpValue: 'FILE',
    summary: 'Write the compose file there, not to stdout. Example: -o lambdas.compose.yml',
  }),
  'secrets-file': Flags.string({
    env: variableOf('secrets-file'),
    helpGroup: 'FILE',
    helpValue: 'FILE',
    summary:
      'Write the values that the compose file asks for, for `docker compose --env-file`. Example: --secrets-file .lambdas.env',
  }),
  gateway: Flags.string({
    default: COMPOSE_DEFAULTS.gateway,
    env: variableOf('gateway'),
    helpGroup: 'FILE',
    helpValue: 'NAME',
    summary: "Name of the gateway's service. Example: --gateway lambda",
  }),
  publish: Flags.string({
    default: COMPOSE_DEFAULTS.publish,
    env: variableOf('publish'),
    helpGroup: 'FILE',
    helpValue: '[ADDRESS:]PORT',
    summary:
      'Where this machine reaches the gateway; none: only the network does. Example: --publish none',
  }),
  'aws-endpoint': Flags.string({
    env: variableOf('aws-endpoint'),
    helpGroup: 'AWS',
    helpValue: 'URL',
    summary:
      'AWS_ENDPOINT_URL of functions that set none: a fake AWS among the services. Example: --aws-endpoint http://localstack:4566',
  }),
  concurrency: Flags.integer({
    min: 1,
    default: COMPOSE_DEFAULTS.concurrency,
    env: variableOf('concurrency'),
    helpGroup: 'BUILD',
    helpValue: 'N',
    summary: 'Images made at the same time. Example: --concurrency 2',
  }),
};
