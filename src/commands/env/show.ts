import {Args, Flags} from '@oclif/core';
import type {EnvironmentRow} from '../../core/environment-row.js';
import {LambdockCommand} from '../../cli/base-command.js';
import {functionFlags, projectFlags, variableOf} from '../../cli/flags.js';
import {engineFlags, imageFlags} from '../../cli/flags-engine.js';
import {layerFlags} from '../../cli/flags-layers.js';
import {environmentLines, shownRows, type ShownVariable} from '../../cli/format-environment.js';

export default class EnvShow extends LambdockCommand {
  static override summary = 'Show every variable that a function finds, and where each comes from.';
  static override description =
    'Own variables first, then what Lambda sets, then what the image brings. Secrets are masked, and so are variables whose name says that they are one.';
  static override examples = [
    '<%= config.bin %> <%= command.id %> hello',
    '<%= config.bin %> <%= command.id %> hello --stack shop-dev --reveal',
    `<%= config.bin %> <%= command.id %> hello --json | jq '.variables[] | select(.kind == "project")'`,
  ];
  static override args = {
    function: Args.string({
      ignoreStdin: true,
      description: 'Name of the function; may be left out when the project has one.',
    }),
  };
  static override flags = {
    reveal: Flags.boolean({
      default: false,
      env: variableOf('reveal'),
      helpGroup: 'RESULT',
      summary: 'Show the values of secrets too. Example: --reveal',
    }),
    ...projectFlags,
    ...functionFlags,
    offline: layerFlags.offline,
    registry: imageFlags.registry,
    'stand-in': imageFlags['stand-in'],
    ...engineFlags,
  };

  async run(): Promise<{
    readonly function: string;
    readonly variables: readonly ShownVariable[];
  }> {
    const {args, flags} = await this.parse(EnvShow);
    const target = (await this.lambdock(flags)).function(args.function);
    const rows: readonly EnvironmentRow[] = await this.unlessStopped(target.environment());
    const variables = shownRows(rows, flags.reveal);
    this.print(environmentLines(variables));
    return {function: (await target.spec()).name, variables};
  }
}
