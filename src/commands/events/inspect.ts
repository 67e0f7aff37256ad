import {Args, Flags} from '@oclif/core';
import type {Inspection} from '../../core/recording-inspection.js';
import {LambdockCommand} from '../../cli/base-command.js';
import {readingFlags, readingOptions} from '../../cli/flags-reading.js';
import {variableOf} from '../../cli/flags.js';
import {inspectionLines} from '../../cli/format-recordings.js';

export default class EventsInspect extends LambdockCommand {
  static override summary = 'Show what recordings hold: format, counts, ids and the first events.';
  static override description =
    'The recordings are read as `replay` reads them, and nothing is run; needs neither Docker nor a project.';
  static override examples = [
    '<%= config.bin %> <%= command.id %> dump.json',
    '<%= config.bin %> <%= command.id %> recordings/ --json | jq .inputs',
    "aws sqs receive-message … | <%= config.bin %> <%= command.id %> - --select '$.detail'",
  ];
  static override strict = false;
  static override args = {
    files: Args.string({
      required: true,
      ignoreStdin: true,
      description: 'Files, folders and globs with recorded events; - is stdin.',
    }),
  };
  static override flags = {
    ...readingFlags,
    limit: Flags.integer({
      min: 0,
      default: 10,
      env: variableOf('limit'),
      helpGroup: 'READING',
      helpValue: 'N',
      summary: 'So many events are shown. Example: --limit 100',
    }),
  };

  async run(): Promise<Inspection> {
    const {argv, flags} = await this.parse(EventsInspect);
    const {inspectEvents} = await import('../../wire/events.js');
    const inspection = await this.unlessStopped(
      inspectEvents({
        ...readingOptions(flags),
        inputs: argv as string[],
        cwd: process.cwd(),
        limit: flags.limit,
        signal: this.stopping.signal,
      }),
    );
    this.print(inspectionLines(inspection));
    return inspection;
  }
}
