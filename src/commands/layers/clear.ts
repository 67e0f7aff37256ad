import type {ClearedLayers} from '../../core/layer.js';
import {bytesText} from '../../core/bytes-text.js';
import {countText} from '../../core/count-text.js';
import {LambdockCommand} from '../../cli/base-command.js';
import {projectFlags} from '../../cli/flags.js';
import {layerFlags} from '../../cli/flags-layers.js';

export default class LayersClear extends LambdockCommand {
  static override summary =
    'Remove every layer from the cache; they are fetched again when needed.';
  static override examples = [
    '<%= config.bin %> <%= command.id %>',
    '<%= config.bin %> <%= command.id %> --layers-cache /ci/layers',
  ];
  static override flags = {
    project: projectFlags.project,
    'layers-cache': layerFlags['layers-cache'],
  };

  async run(): Promise<ClearedLayers> {
    const {flags} = await this.parse(LayersClear);
    const lambdock = await this.lambdock(flags);
    const cleared = await this.unlessStopped(lambdock.clearLayers());
    const {layers, bytes, folder} = cleared;
    this.print([`removed ${countText(layers, 'layer')}, ${bytesText(bytes)}, from ${folder}`]);
    return cleared;
  }
}
