import {Args} from '@oclif/core';
import {placesOf} from '../core/reporter.js';
import {isGreen, type ReplaySummary} from '../core/replay-summary.js';
import {LambdockCommand} from '../cli/base-command.js';
import {displayOf, reporterFlags, reportPlanOf} from '../cli/flags-reporter.js';
import {mergeFlags} from '../cli/flags-replay.js';
import {checkReports, writeReports} from '../cli/replay-reports.js';
import type {Terminal} from '../cli/terminal.js';

export default class Merge extends LambdockCommand {
  static override summary = 'Make one report of the results of all the shards of a replay.';
  static override description =
    'The report and the exit code are those of a run that was never split. Each RESULTS is a file of `replay --results`, with its journal beside it; the results of a whole run are reported once more.';
  static override examples = [
    '<%= config.bin %> <%= command.id %> results-1.ndjson results-2.ndjson results-3.ndjson',
    '<%= config.bin %> <%= command.id %> results-*.ndjson --reporter junit=report.xml --reporter html=report.html',
  ];
  static override strict = false;
  static override args = {
    results: Args.string({
      required: true,
      ignoreStdin: true,
      description: 'Results of the shards, all of them, in any order.',
    }),
  };
  static override flags = {...mergeFlags, ...reporterFlags};

  async run(): Promise<ReplaySummary> {
    const {argv, flags} = await this.parse(Merge);
    const plan = reportPlanOf(flags, this.jsonEnabled());
    await checkReports(plan);
    const {terminal} = this;
    const lambdock = await this.lambdock({});
    await using merged = await this.unlessStopped(
      lambdock.mergeReplays(argv as string[], {
        reports: placesOf(plan),
        ...(flags.results !== undefined && {results: flags.results}),
      }),
    );
    for (const note of merged.notes) terminal.note(note);
    await writeReports(plan, merged, {terminal, cwd: process.cwd(), variables: process.env});
    if (!isGreen(merged.summary)) process.exitCode = 1;
    return merged.summary;
  }

  protected override openTerminal(flags: Record<string, unknown>): Terminal {
    return super.openTerminal({...flags, progress: displayOf(flags)});
  }
}
