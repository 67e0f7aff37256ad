import type {RemovalReport} from '../core/inventory.js';
import {LambdockCommand} from '../cli/base-command.js';
import {canAsk, confirm} from '../cli/confirm.js';
import {engineFlags} from '../cli/flags-engine.js';
import {pruneFlags} from '../cli/flags-removal.js';
import {removalLines} from '../cli/format-inventory.js';

export default class Prune extends LambdockCommand {
  static override summary = 'Remove the containers, images and networks that lambdock made.';
  static override description =
    'Derived images are made again when they are needed. What a running lambdock uses stays. On a terminal it asks first.';
  static override examples = [
    '<%= config.bin %> <%= command.id %>',
    '<%= config.bin %> <%= command.id %> --dry-run',
    '<%= config.bin %> <%= command.id %> --all -y',
  ];
  static override flags = {...pruneFlags, ...engineFlags};

  async run(): Promise<RemovalReport & {readonly dryRun: boolean}> {
    const {flags} = await this.parse(Prune);
    const lambdock = await this.lambdock(flags);
    const standIns = flags['stand-ins'] || flags.all;
    const foresee = flags['dry-run'] || (!flags.yes && !this.jsonEnabled() && canAsk());
    if (foresee) {
      const report = await this.unlessStopped(lambdock.prune({standIns, dryRun: true}));
      const {containers, images, networks} = report;
      const nothing = [containers, images, networks].every(({length}) => length === 0);
      this.print(removalLines(report, true));
      if (flags['dry-run'] || nothing || !(await confirm('Remove them?', this.stopping.signal))) {
        return {dryRun: true, ...report};
      }
    }
    const report = await this.unlessStopped(lambdock.prune({standIns}));
    this.print(removalLines(report, false));
    return {dryRun: false, ...report};
  }
}
