import type {RemovalReport} from '../core/inventory.js';
import {LambdockCommand} from '../cli/base-command.js';
import {engineFlags} from '../cli/flags-engine.js';
import {allFlag} from '../cli/flags-removal.js';
import {removalLines} from '../cli/format-inventory.js';

export default class Down extends LambdockCommand {
  static override summary =
    'Stop and remove the containers that no running lambdock uses, those kept warm included.';
  static override examples = [
    '<%= config.bin %> <%= command.id %>',
    '<%= config.bin %> <%= command.id %> --all',
  ];
  static override flags = {
    all: allFlag('Also those that a running lambdock uses. Example: --all'),
    ...engineFlags,
  };

  async run(): Promise<RemovalReport> {
    const {flags} = await this.parse(Down);
    const lambdock = await this.lambdock(flags);
    const report = await this.unlessStopped(lambdock.down({all: flags.all}));
    this.print(removalLines(report, false));
    return report;
  }
}
