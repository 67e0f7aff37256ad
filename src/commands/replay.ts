import {Args} from '@oclif/core';
import {isGreen, type ReplaySummary} from '../core/replay-summary.js';
import {plainReport} from '../wire/reports.js';
import {LambdockCommand} from '../cli/base-command.js';
import {containerFlags, functionFlags, hooksFlags, projectFlags} from '../cli/flags.js';
import {engineFlags, imageFlags} from '../cli/flags-engine.js';
import {layerFlags} from '../cli/flags-layers.js';
import {compareOptions, GOLDEN_FOLDERS, replayCompareFlags} from '../cli/flags-replay-compare.js';
import {readingFlags, readingOptions} from '../cli/flags-reading.js';
import {replayResultFlags, replayRunFlags} from '../cli/flags-replay.js';
import {withOptionalValues} from '../cli/optional-values.js';

export default class Replay extends LambdockCommand {
  static override summary =
    'Run recorded events through a function, and report what became of each.';
  static override description =
    'The exit code is 0 when every event ended well, 1 when one failed, timed out or differs from what was expected.';
  static override examples = [
    '<%= config.bin %> <%= command.id %> hello events.ndjson',
    '<%= config.bin %> <%= command.id %> hello events.ndjson --concurrency 4 --results results.ndjson --json',
    'cat events.ndjson | <%= config.bin %> <%= command.id %> hello -',
  ];
  static override strict = false;
  static override args = {
    function: Args.string({
      required: true,
      ignoreStdin: true,
      description: 'Name of the function.',
    }),
    events: Args.string({
      required: true,
      ignoreStdin: true,
      description: 'Files, folders and globs with recorded events; - is stdin.',
    }),
  };
  static override flags = {
    ...replayRunFlags,
    ...replayCompareFlags,
    ...readingFlags,
    ...replayResultFlags,
    ...projectFlags,
    ...hooksFlags,
    ...functionFlags,
    ...layerFlags,
    ...containerFlags,
    ...imageFlags,
    ...engineFlags,
  };

  async run(): Promise<ReplaySummary> {
    const {args, argv, flags} = await this.parse(
      Replay,
      withOptionalValues(this.argv, GOLDEN_FOLDERS),
    );
    const [, ...inputs] = argv as string[];
    const lambdock = await this.lambdock(flags);
    const {concurrency, results} = flags;
    let done = 0;
    await using replay = await this.unlessStopped(
      lambdock.function(args.function).replay(inputs, {
        ...readingOptions(flags),
        ...(concurrency !== undefined && {concurrency}),
        ...(results !== undefined && {results}),
        ...compareOptions(flags),
        signal: this.stopping.signal,
        onEntry: () => {
          done += 1;
          this.terminal.progress({
            id: 'replay',
            label: `replay ${args.function}`,
            status: 'running',
            current: done,
            unit: 'steps',
          });
        },
      }),
    );
    if (!this.jsonEnabled())
      for await (const text of plainReport(replay)) await this.terminal.result(text);
    for (const note of replay.notes) this.terminal.note(note);
    if (!isGreen(replay.summary)) process.exitCode = 1;
    return replay.summary;
  }
}
