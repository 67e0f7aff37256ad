import {Flags} from '@oclif/core';
import type {LockReport} from '../../core/aws-lock.js';
import {LambdockCommand} from '../../cli/base-command.js';
import {projectFlags, variableOf} from '../../cli/flags.js';
import {lockLines} from '../../cli/format-environment.js';

export default class EnvLock extends LambdockCommand {
  static override summary = 'Ask AWS for all that the functions refer to, and keep the answers.';
  static override description =
    'Writes lambdock.lock.json beside the project file, to be committed: from then on AWS is asked for secrets alone, which are never written down. Needs no Docker.';
  static override examples = [
    '<%= config.bin %> <%= command.id %> --aws-profile dev',
    '<%= config.bin %> <%= command.id %> --stack shop-dev',
    '<%= config.bin %> <%= command.id %> --check',
  ];
  static override flags = {
    check: Flags.boolean({
      default: false,
      env: variableOf('check'),
      helpGroup: 'RESULT',
      summary: 'Write nothing; exit 2 when the file would change. Example: --check',
    }),
    ...projectFlags,
  };

  async run(): Promise<{readonly lock: LockReport}> {
    const {flags} = await this.parse(EnvLock);
    const lambdock = await this.lambdock(flags);
    const lock = await this.unlessStopped(lambdock.lockEnvironment({check: flags.check}));
    this.print(lockLines(lock));
    return {lock};
  }
}
