import {Args} from '@oclif/core';
import type {BuildPlan} from '../core/build-plan.js';
import {LambdockCommand} from '../cli/base-command.js';
import {functionFlags, hooksFlags, projectFlags} from '../cli/flags.js';
import {buildFlags} from '../cli/flags-build.js';
import {engineFlags, imageFlags} from '../cli/flags-engine.js';
import {layerFlags} from '../cli/flags-layers.js';
import {builtLines, planLines} from '../cli/format-plan.js';
import {knownFunctions} from '../core/function-entry.js';
import type {FunctionSpec} from '../core/function-spec.js';
import {inParallel} from '../core/in-parallel.js';

export default class Build extends LambdockCommand {
  static override summary = 'Make the derived images of functions.';
  static override description =
    'Only what changed is sent and built; --dry-run prints the plan with the cause of every step.';
  static override examples = [
    '<%= config.bin %> <%= command.id %>',
    '<%= config.bin %> <%= command.id %> hello worker --concurrency 2',
    '<%= config.bin %> <%= command.id %> --dry-run',
  ];
  static override args = {
    function: Args.string({
      multiple: true,
      ignoreStdin: true,
      description: 'Names of functions; all of the project when none is given.',
    }),
  };
  static override flags = {
    ...buildFlags,
    ...projectFlags,
    ...hooksFlags,
    ...functionFlags,
    ...layerFlags,
    ...imageFlags,
    ...engineFlags,
  };

  async run(): Promise<{readonly dryRun: boolean; readonly plans: readonly BuildPlan[]}> {
    const {args, flags} = await this.parse(Build);
    const lambdock = await this.lambdock(flags);
    const known = async (): Promise<readonly FunctionSpec[]> =>
      knownFunctions(await lambdock.listFunctions(), (message) => this.terminal.warn(message));
    const names = args.function ?? (await known()).map(({name}) => name);
    const dryRun = flags['dry-run'];
    const make = (name: string): Promise<BuildPlan> => {
      const target = lambdock.function(name);
      return dryRun ? target.plan() : target.build();
    };
    const plans = await this.unlessStopped(
      inParallel([...new Set(names)], make, flags.concurrency),
    );
    this.print(plans.flatMap(dryRun ? planLines : builtLines));
    return {dryRun, plans};
  }
}
