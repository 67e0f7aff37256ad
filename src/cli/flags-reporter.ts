import {Flags} from '@oclif/core';
import {planReports, reporterWish, REPORTERS, type ReportPlan} from '../core/reporter.js';
import {chooseDisplay, type DisplayName} from './progress/display.js';
import {variableOf} from './flags.js';

/** Who tells what became of the events. */
export const reporterFlags = {
  reporter: Flags.string({
    multiple: true,
    multipleNonGreedy: true,
    env: variableOf('reporter'),
    helpGroup: 'RESULT',
    helpValue: 'NAME[=FILE]',
    summary: `${REPORTERS.join(', ')}; else tty on a terminal and plain elsewhere. Example: --reporter tty --reporter junit=report.xml --reporter html=report.html`,
  }),
  logs: Flags.string({
    env: variableOf('logs'),
    helpGroup: 'RESULT',
    helpValue: 'DIR',
    summary: 'A file for each event with its own log lines, DIR/ID.log. Example: --logs logs/',
  }),
};

/** Flags that say how a run is told. */
export interface ReporterFlags {
  readonly logs?: string | undefined;
  readonly reporter?: readonly string[] | undefined;
}

/** What the flags mean in this process. */
export const reportPlanOf = (
  {reporter = [], logs}: ReporterFlags,
  isJson: boolean,
): ReportPlan => ({
  ...planReports(reporter.map(reporterWish), {
    isJson,
    isTerminal:
      chooseDisplay({
        progress: 'auto',
        quiet: false,
        isTerminal: process.stderr.isTTY,
        variables: process.env,
      }) === 'tty',
    variables: process.env,
  }),
  ...(logs !== undefined && {logs}),
});

/** `--reporter plain` draws nothing on a terminal either, unless --progress says otherwise. */
export const displayOf = ({
  reporter = [],
  progress = 'auto',
  quiet = false,
}: ReporterFlags & {
  readonly progress?: DisplayName;
  readonly quiet?: boolean;
}): DisplayName =>
  progress === 'auto' && !quiet && reporter.includes('plain') ? 'plain' : progress;
