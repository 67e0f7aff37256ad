import type {OnProgress} from '../core/progress.js';
import type {ReplayReport} from '../core/replay-report.js';
import type {ReportPlan} from '../core/reporter.js';
import {
  appendStepSummary,
  checkLogFolder,
  checkReportFile,
  reportText,
  summaryOf,
  writeEventLogs,
  writeReportFile,
  type SummaryLine,
  type Workspace,
} from '../wire/reports.js';
import {knownError} from './known-error.js';
import type {Paint} from './paint.js';
import {replayProgress, type ReplayProgress} from './replay-progress.js';
import {steadyMemory} from './steady-memory.js';
import type {Terminal} from './terminal.js';

/** Where reports are written. */
export interface ReportSite {
  readonly terminal: Terminal;
  readonly cwd: string;
  readonly variables: Readonly<Record<string, string | undefined>>;
}

/** Rejects before anything runs when a report could not be written. */
export async function checkReports({files, logs}: ReportPlan): Promise<void> {
  for (const {file} of files) await checkReportFile(file);
  if (logs !== undefined) await checkLogFolder(logs);
}

/** Tells how a run goes on, as the plan wants it. */
export function followReplay(
  label: string,
  {live}: ReportPlan,
  terminal: Terminal,
): ReplayProgress {
  if (live === 'none') return UNSEEN;
  const tell: OnProgress = (event) => terminal.progress(event);
  return replayProgress(label, {live, tell, now: () => performance.now()});
}

const UNSEEN: ReplayProgress = {
  entry: () => undefined,
  planned: () => undefined,
  end: () => undefined,
};

/** Makes all reports of a run, each from its results. */
export async function writeReports(
  plan: ReportPlan,
  made: ReplayReport,
  {terminal, cwd, variables}: ReportSite,
): Promise<void> {
  const report = steadily(made);
  const workspace: Workspace = {cwd, root: variables['GITHUB_WORKSPACE'] ?? null};
  const print = async (name: 'json' | 'ndjson' | 'junit' | 'html' | 'github'): Promise<void> => {
    for await (const text of reportText(name, report, workspace)) await terminal.result(text);
  };
  for (const {name, file} of plan.files) {
    await writeReportFile(file, reportText(name, report, workspace));
    if (terminal.speech.verbose) terminal.note(`${name} report: ${file}`);
  }
  if (plan.logs !== undefined) await writeEventLogs(plan.logs, report);
  const isUnasked = plan.words === 'stderr' && terminal.speech.quiet;
  if (plan.words !== null && !isUnasked) await tellSummary(plan.words, report, terminal);
  if (plan.stdout !== null) await print(plan.stdout);
  if (plan.github) await print('github');
  const page = variables['GITHUB_STEP_SUMMARY'];
  const isTold = plan.github || plan.files.some(({name}) => name === 'github');
  if (!isTold || page === undefined || page === '') return;
  // A page that cannot be written makes no run a failed one.
  await appendStepSummary(page, report).catch((error: unknown) =>
    terminal.warn(knownError(error as Error).message),
  );
}

/** The same report, whose memory does not grow with what is read for it. */
function steadily(report: ReplayReport): ReplayReport {
  const passed = steadyMemory();
  return {
    ...report,
    async *lines() {
      for await (const line of report.lines()) {
        passed(line.length);
        yield line;
      }
    },
    recorded() {
      const recorded = report.recorded();
      return {
        async of(entry) {
          const text = await recorded.of(entry);
          if ('json' in text) passed(text.json.length);
          return text;
        },
        [Symbol.asyncDispose]: () => recorded[Symbol.asyncDispose](),
      };
    },
  };
}

async function tellSummary(
  to: 'stdout' | 'stderr',
  report: ReplayReport,
  terminal: Terminal,
): Promise<void> {
  for await (const line of summaryOf(report)) {
    if (to === 'stderr') terminal.note(painted(line, terminal.paint));
    else await terminal.result(`${painted(line, terminal.resultPaint)}\n`);
  }
}

function painted({text, tone}: SummaryLine, paint: Paint): string {
  // What functions and events say moves no cursor and begins no line.
  const safe = text.replace(/(?!\t)[\p{Cc}\p{Zl}\p{Zp}]/gu, '\uFFFD');
  switch (tone) {
    case 'good':
      return paint.green(safe);
    case 'bad':
      return paint.red(safe);
    case 'dim':
      return paint.dim(safe);
    case 'plain':
      return safe;
  }
}
