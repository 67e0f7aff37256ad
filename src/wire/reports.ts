import type {Reporter, ReplayReport} from '../core/replay-report.js';
import type {ReporterName} from '../core/reporter.js';
import {logName} from '../core/golden-name.js';
import {openLogFolder, writeEventLog} from '../files/event-logs.js';
import {checkWritable} from '../files/write-results.js';
import {appendReport, writeReport} from '../files/write-report.js';
import {fileInWorkspace} from '../files/workspace-path.js';
import type {SummaryLine} from '../replay/reporters/summary-lines.js';

export type {SummaryLine};

/** Where GitHub finds files. */
export interface Workspace {
  readonly cwd: string;
  /** Its checkout; null where there is none. */
  readonly root: string | null;
}

/** A report as text. Each reporter is loaded when it is asked for. */
export async function* reportText(
  name: ReporterName,
  report: ReplayReport,
  workspace: Workspace,
): AsyncGenerator<string> {
  const reporter = await reporterOf(name, workspace);
  yield* reporter(report);
}

async function reporterOf(name: ReporterName, {cwd, root}: Workspace): Promise<Reporter> {
  switch (name) {
    case 'tty':
    case 'plain':
      return (await import('../replay/reporters/plain.js')).plainReporter;
    case 'json':
      return (await import('../replay/reporters/json.js')).jsonReporter;
    case 'ndjson':
      return (await import('../replay/reporters/ndjson.js')).ndjsonReporter;
    case 'junit':
      return (await import('../replay/reporters/junit.js')).junitReporter;
    case 'html':
      return (await import('../replay/reporters/html.js')).htmlReporter;
    case 'github': {
      const {githubReporter} = await import('../replay/reporters/github.js');
      return githubReporter((file) => fileInWorkspace(file, {cwd, root}));
    }
  }
}

/** The summary in words, line by line. */
export async function* summaryOf(report: ReplayReport): AsyncGenerator<SummaryLine> {
  const {summaryLines} = await import('../replay/reporters/summary-lines.js');
  yield* summaryLines(report);
}

/** Rejects when a report could not be written there: asked before the events run. */
export const checkReportFile = (file: string): Promise<void> => checkWritable(file);

/** A report into a file. */
export const writeReportFile = (file: string, text: AsyncIterable<string>): Promise<void> =>
  writeReport(file, text);

/** Makes the folder of `--logs`, or rejects: asked before the events run. */
export const checkLogFolder = (folder: string): Promise<void> => openLogFolder(folder);

/** A file for each event with its own lines; an empty one where it logged nothing, whatever was there before. */
export async function writeEventLogs(folder: string, report: ReplayReport): Promise<void> {
  const {logText} = await import('../replay/reporters/log-text.js');
  for await (const entry of report.entries()) {
    const text = logText(entry);
    const name = logName(entry.eventId ?? String(entry.index));
    await writeEventLog(folder, name, text === '' ? '' : `${text}\n`);
  }
}

/** Adds a table to the page of a workflow's step. */
export async function appendStepSummary(file: string, report: ReplayReport): Promise<void> {
  const {githubSummary} = await import('../replay/reporters/github-summary.js');
  await appendReport(file, githubSummary(report));
}
