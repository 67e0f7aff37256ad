import {Args} from '@oclif/core';
import type {BaseImageRow} from '../../core/base-image.js';
import {dayOf} from '../../core/runtime-support.js';
import {LambdockCommand} from '../../cli/base-command.js';
import {functionFlags, projectFlags} from '../../cli/flags.js';
import {engineFlags} from '../../cli/flags-engine.js';
import {imageLines} from '../../cli/format-inventory.js';

export default class ImagesBuild extends LambdockCommand {
  static override summary =
    'Build offline stand-ins of base images, for machines that cannot pull the real ones.';
  static override examples = [
    '<%= config.bin %> <%= command.id %> nodejs22.x python3.13',
    '<%= config.bin %> <%= command.id %> nodejs22.x --architecture arm64',
    '<%= config.bin %> <%= command.id %>',
  ];
  static override args = {
    runtime: Args.string({
      multiple: true,
      ignoreStdin: true,
      description: 'Runtimes; those of the project when none is given.',
    }),
  };
  static override flags = {
    architecture: functionFlags.architecture,
    ...projectFlags,
    ...engineFlags,
  };

  async run(): Promise<{readonly images: readonly BaseImageRow[]}> {
    const {args, flags} = await this.parse(ImagesBuild);
    const lambdock = await this.lambdock(flags);
    const images = await this.unlessStopped(lambdock.buildStandIns(args.runtime ?? []));
    this.print(imageLines(images, dayOf(Date.now())));
    return {images};
  }
}
