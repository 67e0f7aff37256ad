import {DEFAULTS} from '../core/defaults.js';
import type {Driver} from '../core/driver.js';
import type {ContextOverrides, LambdockOptions} from '../core/options.js';
import type {Project} from '../core/project.js';
import {LambdockError} from '../errors/lambdock-error.js';

/** What only lambdock's own host can tell a function: the emulator fixes these. */
const HOSTED_FIELDS = ['invokedFunctionArn', 'accountId', 'traceId', 'identity'] as const;

/**
 * Which driver runs a function: as asked for, else as the project says. A debugger needs the emulator,
 * and so does a container that outlives this process.
 */
export function driverOf(
  options: LambdockOptions,
  {project, context = {}, inspected, keepsWarm = false}: DriverRequest,
): Driver {
  if (keepsWarm && options.driver === 'runtime-api') throw notKept();
  const driver = keepsWarm ? 'rie' : (options.driver ?? project.driver ?? DEFAULTS.driver);
  if (inspected) {
    if (options.driver !== 'runtime-api') return 'rie';
    throw new LambdockError('USAGE', {
      message: '--inspect works with the driver rie only',
      suggestions: ['leave --driver away, or say --driver rie'],
    });
  }
  const field = HOSTED_FIELDS.find((name) => context[name] !== undefined);
  if (driver === 'runtime-api' || field === undefined) return driver;
  throw new LambdockError('USAGE', {
    message: `the context's ${field} cannot be set with the driver rie: the emulator has its own`,
    suggestions: ['--driver runtime-api'],
    details: {field},
  });
}

const notKept = (): LambdockError =>
  new LambdockError('USAGE', {
    message:
      '--keep-warm works with the driver rie only: a runtime that asks lambdock for work gets none from a process that has ended',
    suggestions: ['leave --driver away, or say --driver rie'],
  });

/** For which function a driver is wanted. */
export interface DriverRequest {
  readonly project: Pick<Project, 'driver'>;
  readonly context?: ContextOverrides | undefined;
  readonly inspected: boolean;
  /** Whether its container is left for the next process. */
  readonly keepsWarm?: boolean | undefined;
}
