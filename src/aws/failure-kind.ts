/** What of the SDK's errors is looked at; never their text. */
export interface SdkError extends Error {
  readonly code?: string;
  readonly $metadata?: {readonly httpStatusCode?: number};
}

/** Why AWS did not answer, as its names and statuses tell it. */
export type FailureKind =
  | 'no-credentials'
  | 'unknown-caller'
  | 'expired'
  | 'throttled'
  | 'denied'
  | 'missing'
  | 'broken'
  | 'refused'
  | 'unreachable';

/** Names of what AWS answers when it does not believe who asks. */
const UNKNOWN_CALLER = [
  'UnrecognizedClientException',
  'InvalidClientTokenId',
  'InvalidAccessKeyId',
  'InvalidSignatureException',
  'InvalidToken',
  'SignatureDoesNotMatch',
  'IncompleteSignature',
  'MissingAuthenticationTokenException',
];
const EXPIRED = ['ExpiredToken', 'ExpiredTokenException', 'RequestExpired'];
/** Names of the SDK's own errors when it finds no credentials. */
const NO_CREDENTIALS = ['CredentialsProviderError', 'TokenProviderError', 'ProviderError'];
const THROTTLED = [
  'TooManyRequestsException',
  'ThrottlingException',
  'ThrottledException',
  'Throttling',
  'RequestLimitExceeded',
  'SlowDown',
];
/** Some services deny with status 400. */
const DENIED = ['AccessDenied', 'AccessDeniedException', 'UnauthorizedOperation'];

/** Sorts an error of the SDK. */
export function failureKind({
  name,
  $metadata: {httpStatusCode: status} = {},
}: SdkError): FailureKind {
  if (NO_CREDENTIALS.includes(name)) return 'no-credentials';
  if (UNKNOWN_CALLER.includes(name)) return 'unknown-caller';
  if (EXPIRED.includes(name)) return 'expired';
  if (THROTTLED.includes(name) || status === 429) return 'throttled';
  if (DENIED.includes(name) || status === 403) return 'denied';
  if (status === undefined) return 'unreachable';
  if (status === 404) return 'missing';
  return status >= 500 ? 'broken' : 'refused';
}
