import type {FunctionSpec} from '../core/function-spec.js';
import type {Project} from '../core/project.js';
import {JOURNAL_VERSION, type JournalHead} from '../core/replay-journal.js';
import type {ReplayOptions} from '../core/replay-options.js';
import type {ReplayRun} from '../core/replay-report.js';
import {VERSION} from '../core/version.js';
import {inputFacts} from '../files/input-facts.js';
import {placesFrom} from '../files/real-place.js';
import type {SettledFunction} from './open-function.js';
import {runIdentity} from './replay-identity.js';
import type {HeldJudge} from './replay-judge.js';
import type {ReplayPlan} from './replay-plan.js';
import type {ReplaySession} from './replay-session.js';

/** What a run was asked for. */
export interface HeadParts {
  readonly target: {readonly project: Project; readonly spec: FunctionSpec};
  readonly asked: {
    readonly inputs: readonly string[];
    readonly options: ReplayOptions;
    readonly cwd: string;
    readonly outputs: readonly string[];
  };
  readonly plan: ReplayPlan;
  readonly own: ReplaySession;
  /** Of the run that is gone on with. */
  readonly earlier: JournalHead | null;
}

interface Settled {
  readonly opened: SettledFunction;
  readonly judge: HeldJudge | null;
}

/** The first line of a journal. */
export async function headOf(
  {
    target: {project, spec},
    asked: {inputs, options, cwd, outputs},
    plan,
    own: {egress},
    earlier,
  }: HeadParts,
  {opened, judge}: Settled,
): Promise<JournalHead> {
  const facts = Promise.all(inputs.map((input) => inputFacts(input, {cwd, leftOut: outputs})));
  const judgedBy = judge?.judgedBy ?? null;
  const parts = {opened, judgedBy, plan, options, egress, inputs: facts};
  const run: ReplayRun = {
    function: spec.name,
    project: project.file,
    inputs,
    formats: {},
    driver: opened.driver,
    image: opened.image,
    ...plan.told,
    ...(options.against !== undefined && {against: options.against}),
    egress,
    version: VERSION,
    began: earlier?.run.began ?? new Date().toISOString(),
  };
  return {
    kind: 'run',
    schemaVersion: JOURNAL_VERSION,
    identity: await runIdentity(parts),
    run,
    ...(earlier?.earlierMs !== undefined && {earlierMs: earlier.earlierMs}),
    ...(earlier?.earlierReading !== undefined && {earlierReading: earlier.earlierReading}),
    ...(spec.redaction !== undefined && {redaction: spec.redaction}),
    leftOut: placesFrom(cwd, outputs),
  };
}
