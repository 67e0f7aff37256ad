import {LambdockCommand} from '../../cli/base-command.js';
import {functionFlags, projectFlags} from '../../cli/flags.js';
import {functionLines, functionRows, type FunctionRow} from '../../cli/format-inventory.js';

export default class FunctionsList extends LambdockCommand {
  static override summary = 'List the functions of the project; needs no Docker.';
  static override examples = [
    '<%= config.bin %> <%= command.id %>',
    `<%= config.bin %> <%= command.id %> --json | jq -r '.functions[].name'`,
  ];
  static override flags = {...projectFlags, ...functionFlags};

  async run(): Promise<{readonly functions: readonly FunctionRow[]}> {
    const {flags} = await this.parse(FunctionsList);
    const lambdock = await this.lambdock(flags);
    const functions = await this.unlessStopped(lambdock.listFunctions());
    this.print(functionLines(functions));
    return {functions: functionRows(functions)};
  }
}
