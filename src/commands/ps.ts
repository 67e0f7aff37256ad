import type {RunningContainer} from '../core/inventory.js';
import {LambdockCommand} from '../cli/base-command.js';
import {engineFlags} from '../cli/flags-engine.js';
import {containerLines} from '../cli/format-inventory.js';

export default class Ps extends LambdockCommand {
  static override summary = "List lambdock's containers.";
  static override examples = [
    '<%= config.bin %> <%= command.id %>',
    '<%= config.bin %> <%= command.id %> --json',
  ];
  static override flags = {...engineFlags};

  async run(): Promise<{readonly containers: readonly RunningContainer[]}> {
    const {flags} = await this.parse(Ps);
    const lambdock = await this.lambdock(flags);
    const containers = await this.unlessStopped(lambdock.ps());
    this.print(containerLines(containers, Date.now()));
    return {containers};
  }
}
