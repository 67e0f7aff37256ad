import type {Check} from '../core/check.js';
import {LambdockCommand} from '../cli/base-command.js';
import {projectFlags} from '../cli/flags.js';
import {engineFlags, imageFlags} from '../cli/flags-engine.js';
import {checkLines} from '../cli/format-inventory.js';

/** As every other answer that the environment is not fit. */
const EXIT_UNFIT = 3;

export default class Doctor extends LambdockCommand {
  static override summary = 'Check this machine; every problem comes with its remedy.';
  static override description = 'The exit code is 3 when a check failed, else 0.';
  static override examples = [
    '<%= config.bin %> <%= command.id %>',
    '<%= config.bin %> <%= command.id %> --docker-context colima',
  ];
  static override flags = {
    project: projectFlags.project,
    registry: imageFlags.registry,
    ...engineFlags,
  };

  async run(): Promise<{readonly ok: boolean; readonly checks: readonly Check[]}> {
    const {flags} = await this.parse(Doctor);
    const lambdock = await this.lambdock(flags);
    const checks = await this.unlessStopped(lambdock.diagnose());
    this.print(checkLines(checks, this.terminal.resultPaint));
    const ok = checks.every(({status}) => status !== 'failed');
    if (!ok) process.exitCode = EXIT_UNFIT;
    return {ok, checks};
  }
}
