import type {ErrorCode} from '../errors/catalog.js';
import {LambdockError} from '../errors/lambdock-error.js';
import {failureKind, type SdkError} from './failure-kind.js';

/** What AWS was asked, in words for whoever reads that it did not answer. */
export interface Question {
  /** What was wanted: `the export shared-table`. */
  readonly what: string;
  /** The right it takes: `cloudformation:ListExports`. */
  readonly right: string;
  /** Asks the same by hand. */
  readonly command: string;
  readonly region: string;
  readonly profile: string | undefined;
}

/** Why AWS did not tell a value, with the command that mends it. */
export function lookupError(question: Question, thrown: unknown): unknown {
  if (thrown instanceof LambdockError) return thrown;
  const {what, right} = question;
  const error = thrown as SdkError;
  const kind = failureKind(error);
  const fail = failure(question, error, kind);
  switch (kind) {
    case 'no-credentials':
      return fail('AWS_CREDENTIALS', `there are no AWS credentials to ask for ${what}`, [
        'log in (`aws sso login` or `aws configure`), or name a profile: --aws-profile NAME',
      ]);
    case 'expired':
      return fail('AWS_CREDENTIALS', `the AWS credentials have expired; ${what} is not known`, [
        `log in again: aws sso login --profile ${question.profile ?? 'NAME'}`,
      ]);
    case 'unknown-caller':
      return fail('AWS_CREDENTIALS', `AWS does not take these credentials; ${what} is not known`, [
        `they are wrong, or of another partition: aws sts get-caller-identity${asProfile(question)}`,
      ]);
    case 'denied':
      return fail('AWS_ACCESS_DENIED', `AWS does not let you read ${what}`, [
        `who you are: aws sts get-caller-identity${asProfile(question)}; that identity needs ${right}`,
        byHand(question),
      ]);
    case 'throttled':
      return fail('AWS_UNAVAILABLE', `AWS has had too many requests; ${what} is not known`, [
        'wait a moment and try again',
      ]);
    case 'broken':
      return fail('AWS_UNAVAILABLE', `AWS failed (${statusOf(error)}); ${what} is not known`, [
        'wait a moment and try again',
      ]);
    case 'missing':
    case 'refused':
      return fail('AWS_FAILED', `AWS refuses to tell ${what}: ${error.message}`, [
        byHand(question),
      ]);
    case 'unreachable':
      return unreachable(question, error, fail);
  }
}

type Fail = (code: ErrorCode, message: string, suggestions: readonly string[]) => LambdockError;

const failure =
  ({what, region}: Question, cause: Error, kind: string): Fail =>
  (code, message, suggestions) =>
    new LambdockError(code, {message, suggestions, details: {what, region, kind}, cause});

function unreachable({what, region}: Question, error: SdkError, fail: Fail): LambdockError {
  const {code = error.name} = error;
  const isName = code === 'ENOTFOUND';
  const why = isName
    ? `there is no network, or no region ${region}`
    : `it does not answer (${code})`;
  return fail('AWS_UNAVAILABLE', `AWS cannot be asked for ${what}: ${why}`, [
    isName ? 'check network and region: --region NAME' : 'check network and proxy',
  ]);
}

const statusOf = ({$metadata}: SdkError): string =>
  `status ${$metadata?.httpStatusCode ?? 'unknown'}`;

const byHand = (question: Question): string =>
  `by hand: ${question.command} --region ${question.region}${asProfile(question)}`;

const asProfile = ({profile}: Pick<Question, 'profile'>): string =>
  profile === undefined ? '' : ` --profile ${profile}`;
