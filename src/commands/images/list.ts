import type {BaseImageRow} from '../../core/base-image.js';
import {dayOf} from '../../core/runtime-support.js';
import {LambdockCommand} from '../../cli/base-command.js';
import {projectFlags} from '../../cli/flags.js';
import {engineFlags, imageFlags} from '../../cli/flags-engine.js';
import {imageLines} from '../../cli/format-inventory.js';

export default class ImagesList extends LambdockCommand {
  static override summary = 'List the base image of every runtime: what is here, real or stand-in.';
  static override examples = [
    '<%= config.bin %> <%= command.id %>',
    '<%= config.bin %> <%= command.id %> --registry mirror.acme.com/lambda',
  ];
  static override flags = {
    project: projectFlags.project,
    registry: imageFlags.registry, ...engineFlags};

  async run(): Promise<{readonly images: readonly BaseImageRow[]}> {
    const {flags} = await this.parse(ImagesList);
    const lambdock = await this.lambdock(flags);
    const images = await this.unlessStopped(lambdock.images());
    this.print(imageLines(images, dayOf(Date.now())));
    return {images};
  }
}
