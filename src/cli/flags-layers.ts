import {Flags} from '@oclif/core';
import {variableOf} from './flags.js';

/** Where layers that are named by ARN come from. */
export const layerFlags = {
  'layers-cache': Flags.string({
    env: variableOf('layers-cache'),
    helpGroup: 'LAYERS',
    helpValue: 'DIR',
    summary:
      "Folder of the layer cache; else the project's, ./layers-cache, your own. Example: --layers-cache /ci/layers",
  }),
  'layers-cache-size': Flags.integer({
    min: 0,
    env: variableOf('layers-cache-size'),
    helpGroup: 'LAYERS',
    helpValue: 'MB',
    summary:
      'What the layer cache may hold; the least used go first (default: 4096). Example: --layers-cache-size 1000',
  }),
  'layer-map': Flags.string({
    multiple: true,
    multipleNonGreedy: true,
    env: variableOf('layer-map'),
    helpGroup: 'LAYERS',
    helpValue: 'ARN=PATH',
    summary:
      'Use a local folder or .zip for a layer. Example: --layer-map arn:aws:lambda:eu-west-1:111122223333:layer:shared:7=./shared',
  }),
  offline: Flags.boolean({
    default: false,
    env: variableOf('offline'),
    helpGroup: 'LAYERS',
    summary: 'Ask neither AWS nor a registry; say what is missing. Example: --offline',
  }),
};
