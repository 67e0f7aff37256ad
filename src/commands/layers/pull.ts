import {Args} from '@oclif/core';
import type {PulledLayer} from '../../core/layer.js';
import {LambdockCommand} from '../../cli/base-command.js';
import {functionFlags, projectFlags} from '../../cli/flags.js';
import {layerFlags} from '../../cli/flags-layers.js';
import {pulledLines} from '../../cli/format-layers.js';

export default class LayersPull extends LambdockCommand {
  static override summary = 'Fetch the layers of functions that are named by ARN into the cache.';
  static override description =
    'What is in the cache already is not asked for again. An interrupted download is gone on with.';
  static override examples = [
    '<%= config.bin %> <%= command.id %>',
    '<%= config.bin %> <%= command.id %> hello worker --aws-profile dev',
    '<%= config.bin %> <%= command.id %> --layers-cache ./layers-cache',
  ];
  static override args = {
    function: Args.string({
      multiple: true,
      ignoreStdin: true,
      description: 'Names of functions; all of the project when none is given.',
    }),
  };
  static override flags = {
    ...projectFlags,
    ...functionFlags,
    ...layerFlags,
  };

  async run(): Promise<{readonly layers: readonly PulledLayer[]}> {
    const {args, flags} = await this.parse(LayersPull);
    const lambdock = await this.lambdock(flags);
    const layers = await this.unlessStopped(lambdock.pullLayers(args.function ?? []));
    this.print(pulledLines(layers));
    return {layers};
  }
}
