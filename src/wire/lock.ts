import {
  lockReport,
  lockText,
  parseLock,
  type AwsLock,
  type LockedAnswer,
  type LockReport,
} from '../core/aws-lock.js';
import type {Project} from '../core/project.js';
import {recordedLookup} from '../environment/recorded-lookup.js';
import {isLambdockError, LambdockError} from '../errors/lambdock-error.js';
import {readLockText, writeLockText} from '../files/lock-file.js';
import {shown, type AwsAt} from './aws.js';
import {ownVariables} from './environment.js';
import {functionOf, loadProject} from './project.js';
import type {Session} from './session.js';

/**
 * Resolves every function with AWS and keeps the answers, secrets left out. With `check` nothing is
 * written, and a file that would change is LOCK_STALE.
 */
export async function lockEnvironment(
  session: Session,
  {check = false}: {readonly check?: boolean} = {},
): Promise<LockReport> {
  const {options, aws} = session;
  const answers = new Map<string, LockedAnswer>();
  const takeDown = (question: string, answer: LockedAnswer): void =>
    void answers.set(question, answer);
  const recording: AwsAt = (place) => recordedLookup(aws.past(place), takeDown);
  // Read anew: what an earlier reading was told by a lock file would not be asked.
  const project = await loadProject(options, recording);
  await resolveAll(session, project, recording);
  const file = aws.lockFile({root: project.file === null ? null : project.root});
  if (file === null) throw noPlace();
  const lock: AwsLock = {
    version: 1,
    stage: options.stage ?? null,
    stack: options.stack ?? project.stack ?? null,
    region: options.region ?? project.region ?? null,
    answers: Object.fromEntries(answers),
  };
  const name = shown(file, options);
  const written = await readLockText(file);
  const report = lockReport(name, written === null ? null : parseLock(written, name), lock);
  const text = lockText(lock);
  if (check && text !== written) throw stale(report, written === null);
  if (!check && text !== written) await writeLockText(file, text);
  return report;
}

/** One after the other, so that what several need is asked once; every problem is told. */
async function resolveAll(session: Session, project: Project, aws: AwsAt): Promise<void> {
  const problems: LambdockError[] = [];
  for (const {name} of project.functions) {
    try {
      const spec = await functionOf(project, name, session.options);
      await ownVariables(session, {project, spec}, aws);
    } catch (error) {
      if (!isLambdockError(error)) throw error;
      problems.push(error);
    }
  }
  const [first, ...others] = problems;
  if (first === undefined) return;
  if (others.length === 0) throw first;
  throw new LambdockError(first.code, {
    message: problems.map(({message}) => message).join('\n'),
    suggestions: [...new Set(problems.flatMap(({suggestions}) => suggestions))],
    details: {problems: problems.map(({code, message, details}) => ({code, message, details}))},
    cause: first,
  });
}

const stale = ({file, added, changed, removed}: LockReport, isNew: boolean): LambdockError =>
  new LambdockError('LOCK_STALE', {
    message: [
      isNew ? `there is no lock file ${file} yet` : `${file} is not what AWS says now`,
      ...added.map((question) => `  not in it: ${question}`),
      ...changed.map((question) => `  changed: ${question}`),
      ...removed.map((question) => `  no longer needed: ${question}`),
    ].join('\n'),
    details: {file, added, changed, removed},
  });

const noPlace = (): LambdockError =>
  new LambdockError('USAGE', {
    message: 'without a project file there is nothing to lock',
    suggestions: ['name one with --project FILE'],
  });
