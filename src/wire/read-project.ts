import {checkLambdock} from '../config/check-lambdock.js';
import {readDocument} from '../config/read-document.js';
import type {Project} from '../core/project.js';
import type {FunctionOverrides} from '../core/options.js';
import {readLambdock} from '../readers/lambdock/read-lambdock.js';
import {shownFrom} from './shown-from.js';

/** Reads a project file; messages name it relative to `folder` where it is below. */
export function readProject(file: string, folder: string, overrides: FunctionOverrides): Project {
  const document = readDocument(file, shownFrom(folder, file));
  return readLambdock({
    document,
    issues: checkLambdock(document),
    overridden: {
      runtime: overrides.runtime !== undefined || overrides.image !== undefined,
      handler: overrides.handler !== undefined,
    },
  });
}
