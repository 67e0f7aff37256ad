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
import {REFERENCE_FAILURES} from '../errors/catalog-references.js';
import {isLambdockError, LambdockError} from '../errors/lambdock-error.js';
import {readLockText, writeLockText} from '../files/lock-file.js';
import {shown, toldRegion, type AwsAt} from './aws.js';
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
    region: await toldRegion(options, project.region),
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
  const fine: string[] = [];
  for (const {name} of project.functions) {
    try {
      const spec = await functionOf(project, name, session.options);
      await ownVariables(session, {project, spec}, aws);
      fine.push(name);
    } catch (error) {
      if (!isLambdockError(error)) throw error;
      if (isOfAws(error)) problems.push(error);
      else session.options.onWarning?.(`${name} is not in the lock: ${error.message}`);
    }
  }
  if (problems.length > 0) throw unlocked(problems, fine);
}

/** What has nothing to do with AWS, such as code that is not there, hinders the lock of no other function. */
const isOfAws = ({code}: LambdockError): boolean =>
  code.startsWith('AWS_') || Object.hasOwn(REFERENCE_FAILURES, code);

function unlocked(problems: readonly LambdockError[], fine: readonly string[]): LambdockError {
  const [first] = problems;
  const messages = new Set(problems.flatMap(({message}) => message.split('\n')));
  if (fine.length > 0) messages.add(`nothing is written; all is known of ${fine.join(', ')}`);
  return new LambdockError(first?.code ?? 'REFERENCE_UNRESOLVED', {
    message: [...messages].join('\n'),
    suggestions: [...new Set(problems.flatMap(({suggestions}) => suggestions))],
    details: {
      ...(problems.length === 1 && first?.details),
      problems: problems.map(({code, message, details}) => ({code, message, details})),
    },
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
