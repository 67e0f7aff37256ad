import {LambdockError} from '../errors/lambdock-error.js';
import type {SecretRequest, StackResource, StoredParameter} from './aws-lookup.js';

/** What AWS answered: null where it has no such thing; of a secret only that it is one. */
export type LockedAnswer =
  string | null | {readonly secret: true} | Omit<StackResource, 'logicalId'> | StoredParameter;

/** What a run is for: answers of one stage are none of another's. */
export interface LockTarget {
  readonly stage: string | null;
  readonly stack: string | null;
  readonly region: string | null;
}

/** The answers of AWS that a project needs, in a file that may be committed. */
export interface AwsLock extends LockTarget {
  readonly version: 1;
  /** By question, such as `export shared-table`. */
  readonly answers: Readonly<Record<string, LockedAnswer>>;
}

/** What `env lock` found, and how the file differed from it. */
export interface LockReport {
  /** The file as messages name it. */
  readonly file: string;
  readonly answers: number;
  /** How many of them are secrets, which are asked for or given at every run. */
  readonly secrets: number;
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly removed: readonly string[];
}

const inRegion = (region: string | undefined): string =>
  region === undefined ? '' : ` in ${region}`;

/** Every question to AWS in words: the keys of a lock file. */
export const QUESTIONS = {
  stack: (stack: string, region?: string) => `stack ${stack}${inRegion(region)}`,
  resource: (stack: string, id: string) => `resource ${id} of stack ${stack}`,
  output: (stack: string, key: string, region?: string) =>
    `output ${key} of stack ${stack}${inRegion(region)}`,
  stackParameter: (stack: string, key: string) => `parameter ${key} of stack ${stack}`,
  attribute: ({logicalId, stackId}: StackResource, attribute: string) =>
    `attribute ${attribute} of resource ${logicalId} of stack ${stackId.split('/')[1] ?? stackId}`,
  exportedValue: (name: string) => `export ${name}`,
  parameter: (name: string, region?: string) => `parameter ${name}${inRegion(region)}`,
  secret: ({id, versionId, versionStage}: SecretRequest) =>
    ['secret', id, ...[versionId, versionStage].filter((part) => part !== undefined)].join(' '),
  object: (bucket: string, key: string) => `object ${key} of bucket ${bucket}`,
  account: () => 'account',
};

/** A lock file's text, its questions in order. */
export function lockText({answers, ...target}: AwsLock): string {
  const sorted = Object.entries(answers).toSorted(([one], [other]) => (one < other ? -1 : 1));
  return `${JSON.stringify({...target, answers: Object.fromEntries(sorted)}, null, 2)}\n`;
}

/** What a new lock says, and what of the old one is otherwise. */
export function lockReport(file: string, old: AwsLock | null, lock: AwsLock): LockReport {
  const before = old?.answers ?? {};
  const {answers} = lock;
  const isIn = (in_: AwsLock['answers']) => (question: string) => Object.hasOwn(in_, question);
  const isOther = (question: string): boolean =>
    JSON.stringify(before[question]) !== JSON.stringify(answers[question]);
  return {
    file,
    answers: Object.keys(answers).length,
    secrets: Object.values(answers).filter(isSecret).length,
    added: Object.keys(answers).filter((question) => !isIn(before)(question)),
    changed: Object.keys(answers).filter((one) => isIn(before)(one) && isOther(one)),
    removed: Object.keys(before).filter((question) => !isIn(answers)(question)),
  };
}

/** Whether an answer is kept out of the file. */
export const isSecret = (answer: LockedAnswer): boolean =>
  typeof answer === 'object' && answer !== null && 'secret' in answer;

/** The lock that a text says; anything else is LOCK_INVALID. */
export function parseLock(text: string, shownAs: string): AwsLock {
  const lock = jsonOf(text);
  if (isLock(lock)) return lock;
  throw new LambdockError('LOCK_INVALID', {
    message: `${shownAs} is no lock file of this version of lambdock`,
    details: {file: shownAs},
  });
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isTextOrNull = (value: unknown): boolean => typeof value === 'string' || value === null;

const isLock = (value: unknown): value is AwsLock =>
  isRecord(value) &&
  value['version'] === 1 &&
  ['stage', 'stack', 'region'].every((key) => isTextOrNull(value[key])) &&
  isRecord(value['answers']) &&
  Object.values(value['answers']).every(isAnswer);

function isAnswer(value: unknown): boolean {
  if (isTextOrNull(value)) return true;
  if (!isRecord(value)) return false;
  if (value['secret'] === true) return true;
  return ['value', 'physicalId'].some((key) => typeof value[key] === 'string');
}
