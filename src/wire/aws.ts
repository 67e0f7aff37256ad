import {join, resolve} from 'node:path';
import {hostVariables} from '../config/host-variables.js';
import {withQuietSdk} from '../config/quiet-sdk.js';
import type {AwsLock, LockTarget} from '../core/aws-lock.js';
import type {AwsLookup} from '../core/aws-lookup.js';
import type {LambdockOptions} from '../core/options.js';
import type {OnWarning} from '../core/progress.js';
import {LOCK_FILE} from '../core/lock-file-name.js';
import {LambdockError} from '../errors/lambdock-error.js';
import {shownFrom} from './shown-from.js';

/** What of a project decides where AWS is asked, and which lock file answers first. */
export interface AwsPlace {
  /** Folder of the project file; null where there is none. */
  readonly root: string | null;
  readonly region?: string | undefined;
  /** The deployed stack that the project names. */
  readonly stack?: string | undefined;
}

/** AWS for a project: one that asks each question once, and loads nothing before the first. */
export type AwsAt = (place: AwsPlace) => AwsLookup;

/** How AWS is asked in one session. */
export interface Aws {
  /** Answers from the lock file first. */
  readonly at: AwsAt;
  /** Leaves the lock file alone. */
  readonly past: AwsAt;
  /** The lock file that serves this run, or null. */
  lock(place: AwsPlace): Promise<AwsLock | null>;
  /** Absolute path of the lock file; null where neither project nor flag names one. */
  lockFile(place: AwsPlace): string | null;
}

/** Opens the way to AWS; nothing is read, loaded or asked before somebody asks. */
export function openAws(options: LambdockOptions, warn: OnWarning, signal?: AbortSignal): Aws {
  const direct = byPlace(({region}) => lazily(() => lookup(options, {region, signal})));
  const locks = new Map<string, Promise<AwsLock | null>>();
  const lockFile = ({root}: AwsPlace): string | null =>
    options.lockFile !== undefined
      ? resolve(options.cwd ?? '.', options.lockFile)
      : root && join(root, LOCK_FILE);
  const lock = (place: AwsPlace): Promise<AwsLock | null> => {
    const file = lockFile(place);
    if (file === null) return Promise.resolve(null);
    const key = JSON.stringify([file, place.region, place.stack]);
    const open = async (): Promise<AwsLock | null> =>
      lockInUse(file, {options, target: await targetOf(options, place), warn});
    const known = locks.get(key) ?? open();
    locks.set(key, known);
    return known;
  };
  return {
    past: direct,
    at: byPlace((place) =>
      lazily(async () => {
        const aws = direct(place);
        const found = await lock(place);
        if (found === null) return aws;
        const {lockedLookup} = await import('../environment/locked-lookup.js');
        return lockedLookup(aws, {
          lock: found,
          shownAs: shown(lockFile(place) ?? '', options),
          warn,
        });
      }),
    ),
    lock,
    lockFile,
  };
}

/** The file as messages name it. */
export const shown = (file: string, {cwd = '.'}: LambdockOptions): string =>
  shownFrom(resolve(cwd), file);

const byPlace = (make: AwsAt): AwsAt => {
  const made = new Map<string, AwsLookup>();
  return (place) => {
    const key = JSON.stringify([place.root, place.region, place.stack]);
    const known = made.get(key) ?? make(place);
    made.set(key, known);
    return known;
  };
};

async function lookup(
  options: LambdockOptions,
  {region, signal}: {readonly region: string | undefined; readonly signal: AbortSignal | undefined},
): Promise<AwsLookup> {
  if (options.offline === true) {
    throw new LambdockError('AWS_OFFLINE', {
      message: '--offline forbids to ask AWS',
      suggestions: ['lock it while there is a network: `lambdock env lock`'],
    });
  }
  const {awsLookup} = await import('../aws/lookup.js');
  return awsLookup({
    profile: options.awsProfile,
    fromEnvironment: options.awsEnv === true,
    region: options.region ?? region,
    variables: hostVariables(),
    signal,
  });
}

/** What a run is for, as far as flags, project and the credentials asked for tell it. */
async function targetOf(
  options: LambdockOptions,
  place: AwsPlace,
): Promise<LockTarget & {readonly isRegionAsked: boolean}> {
  const {stage, stack} = options;
  const region = await toldRegion(options, place.region);
  return {
    stage: stage ?? null,
    stack: stack ?? place.stack ?? null,
    region,
    isRegionAsked: options.region !== undefined || (region !== null && place.region === undefined),
  };
}

/** Where AWS is asked and the function is: flag, project, what goes with credentials that a flag names. */
export async function toldRegion(
  {region, awsProfile, awsEnv}: LambdockOptions,
  projectRegion: string | undefined,
): Promise<string | null> {
  const told = region ?? projectRegion ?? null;
  if (told !== null || (awsProfile === undefined && awsEnv !== true)) return told;
  const {regionOfIdentity} = await import('../aws/credentials.js');
  const identity = {profile: awsProfile, fromEnvironment: awsEnv === true};
  return (await regionOfIdentity({...identity, variables: hostVariables()})) ?? null;
}

interface LockUse {
  readonly options: LambdockOptions;
  readonly target: Awaited<ReturnType<typeof targetOf>>;
  readonly warn: OnWarning;
}

/** The lock of a file, unless it was made for something else than this run. */
async function lockInUse(file: string, {options, target, warn}: LockUse): Promise<AwsLock | null> {
  const {readLockText} = await import('../files/lock-file.js');
  const text = await readLockText(file);
  const name = shown(file, options);
  if (text === null && options.lockFile !== undefined) {
    throw new LambdockError('LOCK_INVALID', {
      message: `there is no lock file ${name}`,
      suggestions: [`write it: lambdock env lock --lock-file ${name}`],
    });
  }
  if (text === null) return null;
  const {parseLock} = await import('../core/aws-lock.js');
  const lock = parseLock(text, name);
  const {stage, stack, region, isRegionAsked} = target;
  // A region that is a reference itself is known to a run, and was not to the lock.
  const isOtherRegion = region !== lock.region && (isRegionAsked || lock.region !== null);
  const others = [
    ['stage', lock.stage, stage, stage !== lock.stage],
    ['stack', lock.stack, stack, stack !== null && stack !== lock.stack],
    ['region', lock.region, region, region !== null && isOtherRegion],
  ] as const;
  const other = others.find(([, , , differs]) => differs);
  if (other === undefined) return lock;
  const [what, locked, asked] = other;
  warn(
    `${name} is not used: it is for ${what} ${locked ?? '(none)'}, and this run is for ${asked ?? '(none)'}; --lock-file FILE names another`,
  );
  return null;
}

/** Loads AWS's side at the first question. */
function lazily(load: () => Promise<AwsLookup>): AwsLookup {
  let loaded: Promise<AwsLookup> | undefined;
  const ask = async <T>(question: (aws: AwsLookup) => Promise<T>): Promise<T> => {
    const aws = await (loaded ??= load());
    return withQuietSdk(() => question(aws));
  };
  return {
    stackResource: (...of) => ask((aws) => aws.stackResource(...of)),
    stackOutputs: (...of) => ask((aws) => aws.stackOutputs(...of)),
    stackParameters: (...of) => ask((aws) => aws.stackParameters(...of)),
    attribute: (...of) => ask((aws) => aws.attribute(...of)),
    exportedValue: (...of) => ask((aws) => aws.exportedValue(...of)),
    parameter: (...of) => ask((aws) => aws.parameter(...of)),
    secret: (...of) => ask((aws) => aws.secret(...of)),
    object: (...of) => ask((aws) => aws.object(...of)),
    account: () => ask((aws) => aws.account()),
  };
}
