import {Args} from '@oclif/core';
import {placesOf} from '../core/reporter.js';
import {isGreen, type ReplaySummary} from '../core/replay-summary.js';
import {LambdockCommand} from '../cli/base-command.js';
import {runFlags} from '../cli/flags-run.js';
import {compareOptions, GOLDEN_FOLDERS, replayCompareFlags} from '../cli/flags-replay-compare.js';
import {readingFlags, readingOptions} from '../cli/flags-reading.js';
import {
  REPLAY_OPTIONAL_VALUES,
  replayContextFlags,
  replayIsolationFlags,
  replayResultFlags,
  replayRunFlags,
} from '../cli/flags-replay.js';
import {replayNews} from '../cli/replay-news.js';
import {replayOptions} from '../cli/replay-options.js';
import {withOptionalValues} from '../cli/optional-values.js';
import type {Terminal} from '../cli/terminal.js';
import {displayOf, reporterFlags, reportPlanOf} from '../cli/flags-reporter.js';
import {checkReports, followReplay, writeReports} from '../cli/replay-reports.js';

export default class Replay extends LambdockCommand {
  static override summary =
    'Run recorded events through a function, and report what became of each.';
  static override description =
    'The exit code is 0 when every event ended well, 1 when one failed, timed out or differs from what was expected. The function is kept off every network, and has credentials of nobody, unless a flag says otherwise.';
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
    ...replayIsolationFlags,
    ...replayContextFlags,
    ...replayCompareFlags,
    ...readingFlags,
    ...replayResultFlags,
    ...reporterFlags,
    ...runFlags,
  };

  async run(): Promise<ReplaySummary> {
    const {args, argv, flags} = await this.parse(
      Replay,
      withOptionalValues(this.argv, {...REPLAY_OPTIONAL_VALUES, ...GOLDEN_FOLDERS}),
    );
    const [, ...inputs] = argv as string[];
    const options = await replayOptions(flags);
    const lambdock = await this.lambdock(flags);
    const plan = reportPlanOf(flags, this.jsonEnabled());
    await checkReports(plan);
    const {terminal} = this;
    const progress = followReplay(`replay ${args.function}`, plan, terminal);
    const news = replayNews(args.function, terminal);
    const run = lambdock.function(args.function).replay(inputs, {
      ...readingOptions(flags),
      ...options,
      ...compareOptions(flags),
      reports: placesOf(plan),
      signal: this.stopping.signal,
      onFormat: news.format,
      onSkipped: (record) => news.skipped(record),
      onKept: news.kept,
      onPlanned: (events, share) => progress.planned(events, share),
      onEntry: (entry) => {
        news.entry(entry);
        progress.entry(entry);
      },
    });
    await using replay = await this.unlessStopped(run).catch((error: unknown) => {
      if (this.stopping.signal.aborted && flags.results !== undefined) news.stopped(flags.results);
      throw error;
    });
    progress.end();
    news.end(replay);
    for (const note of replay.notes) terminal.note(note);
    await writeReports(plan, replay, {terminal, cwd: process.cwd(), variables: process.env});
    if (!isGreen(replay.summary)) process.exitCode = 1;
    return replay.summary;
  }

  protected override openTerminal(flags: Record<string, unknown>): Terminal {
    const progress = displayOf(flags);
    return super.openTerminal({...flags, progress});
  }
}
