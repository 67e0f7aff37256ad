import {Args} from '@oclif/core';
import type {LayerRow} from '../../core/layer.js';
import {LambdockCommand} from '../../cli/base-command.js';
import {functionFlags, projectFlags} from '../../cli/flags.js';
import {layerFlags} from '../../cli/flags-layers.js';
import {layerLines} from '../../cli/format-layers.js';

export default class LayersList extends LambdockCommand {
  static override summary =
    'List the layers of functions: size, what each replaces, whether it is in the cache.';
  static override description =
    'In the order of merging: a layer replaces files of those before it. Nothing is fetched; needs no Docker.';
  static override examples = [
    '<%= config.bin %> <%= command.id %> hello',
    `<%= config.bin %> <%= command.id %> --json | jq '.layers[] | select(.cached == false)'`,
  ];
  static override args = {
    function: Args.string({
      ignoreStdin: true,
      description: 'Name of a function; all of the project when none is given.',
    }),
  };
  static override flags = {...projectFlags, ...functionFlags, ...layerFlags};

  async run(): Promise<{readonly layers: readonly LayerRow[]}> {
    const {args, flags} = await this.parse(LayersList);
    const lambdock = await this.lambdock(flags);
    const names = args.function === undefined ? [] : [args.function];
    const layers = await this.unlessStopped(lambdock.layers(names));
    this.print(layerLines(layers));
    return {layers};
  }
}
