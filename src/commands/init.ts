import {Args, Flags} from '@oclif/core';
import {FIRST_FUNCTION, INIT_RUNTIMES} from '../core/init-templates.js';
import {LambdockCommand} from '../cli/base-command.js';
import {variableOf} from '../cli/flags.js';
import {initProject} from '../wire/init-project.js';

export default class Init extends LambdockCommand {
  static override summary = 'Write a lambdock.yml and a first function to start from.';
  static override examples = [
    '<%= config.bin %> <%= command.id %>',
    '<%= config.bin %> <%= command.id %> my-service --runtime python3.13',
  ];
  static override args = {
    folder: Args.string({
      default: '.',
      ignoreStdin: true,
      description: 'Folder to write into; it is made when it is not there.',
    }),
  };
  static override flags = {
    runtime: Flags.option({options: INIT_RUNTIMES})({
      default: 'nodejs22.x',
      env: variableOf('runtime'),
      helpGroup: 'FUNCTION',
      summary: 'Runtime of the first function. Example: --runtime python3.13',
    }),
    force: Flags.boolean({
      default: false,
      env: variableOf('force'),
      helpGroup: 'FUNCTION',
      summary: 'Overwrite files that are already there. Example: --force',
    }),
  };

  async run(): Promise<{readonly folder: string; readonly files: readonly string[]}> {
    const {args, flags} = await this.parse(Init);
    const written = await initProject({
      cwd: process.cwd(),
      folder: args.folder,
      runtime: flags.runtime,
      overwrite: flags.force,
    });
    const enter = args.folder === '.' ? [] : [`  cd ${args.folder}`];
    this.print([
      ...written.files.map((file) => `wrote ${file}`),
      '',
      'Next:',
      ...enter,
      `  lambdock invoke ${FIRST_FUNCTION} -e events/hello.json`,
    ]);
    return written;
  }
}
