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
import {LambdockError} from '../errors/lambdock-error.js';
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

/** Makes all reports of a run, each from its results; rejects behind the last when one could not be written. */
export async function writeReports(
  plan: ReportPlan,
  made: ReplayReport,
  {terminal, cwd, variables}: ReportSite,
): Promise<void> {
  const report = steadily(made);
  const workspace: Workspace = {cwd, root: variables['GITHUB_WORKSPACE'] ?? null};
  const failed: LambdockError[] = [];
  /** One that cannot be written takes no other with it. */
  const attempt = (work: Promise<void>): Promise<void> =>
    work.catch((error: unknown) => void failed.push(knownError(error)));
  const print = async (name: 'json' | 'ndjson' | 'junit' | 'html' | 'github'): Promise<void> => {
    for await (const text of reportText(name, report, workspace)) await terminal.result(text);
  };
  for (const {name, file} of plan.files) {
    await attempt(
      writeReportFile(file, reportText(name, report, workspace)).then(() => {
        if (terminal.speech.verbose) terminal.note(`${name} report: ${file}`);
      }),
    );
  }
  if (plan.logs !== undefined) await attempt(writeEventLogs(plan.logs, report));
  const isUnasked = plan.words === 'stderr' && terminal.speech.quiet;
  if (plan.words !== null && !isUnasked) await attempt(tellSummary(plan.words, report, terminal));
  if (plan.stdout !== null) await attempt(print(plan.stdout));
  if (plan.github) await attempt(print('github'));
  await addToPage(plan, report, {terminal, cwd, variables});
  if (failed.length > 0) throw together(failed);
}

/** A page that cannot be written makes no run a failed one. */
async function addToPage(
  plan: ReportPlan,
  report: ReplayReport,
  {terminal, variables}: ReportSite,
): Promise<void> {
  const page = variables['GITHUB_STEP_SUMMARY'];
  const isTold = plan.github || plan.files.some(({name}) => name === 'github');
  if (!isTold || page === undefined || page === '') return;
  await appendStepSummary(page, report).catch((error: unknown) =>
    terminal.warn(knownError(error).message),
  );
}

/** All that failed, as one error; what failed twice for the same reason is said once. */
function together(failed: readonly LambdockError[]): LambdockError {
  const told = new Map(failed.map((error) => [error.message, error]));
  const [first] = failed;
  if (told.size < 2 && first !== undefined) return first;
  return new LambdockError(first?.code ?? 'BUG', {
    message: [...told.keys()].join('; '),
    suggestions: [...new Set([...told.values()].flatMap(({suggestions}) => suggestions))],
    details: {...first?.details, failures: [...told.values()].map(({details}) => details)},
    cause: first,
  });
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
