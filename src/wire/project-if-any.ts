import type {ErrorCode} from '../errors/catalog.js';
import type {Project} from '../core/project.js';
import {isLambdockError} from '../errors/lambdock-error.js';
import {loadProject} from './project.js';
import type {Session} from './session.js';

/** The project, or null where there is none: nothing to mend, unless one was named. */
export async function projectIfAny(
  {options, aws}: Pick<Session, 'options' | 'aws'>,
  missing: readonly ErrorCode[] = ['PROJECT_NOT_FOUND'],
): Promise<Project | null> {
  try {
    return await loadProject(options, aws.at);
  } catch (error) {
    const isMissing = isLambdockError(error) && missing.includes(error.code);
    if (isMissing && options.project === undefined) return null;
    throw error;
  }
}
