import type {ApiResponse} from '../core/api-message.js';
import {isLambdockError} from '../errors/lambdock-error.js';

/** An error as the API answers it. */
export interface Refusal {
  readonly status: number;
  /** Name of the SDKs' error class. */
  readonly type: string;
  readonly message: string;
  /** Why a request is one too many, in Lambda's words. */
  readonly reason?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Lambda spells the member differently from error to error; the SDKs go by their model. */
const CAPITAL: readonly string[] = ['ResourceNotFoundException', 'ServiceException'];

/** The answer to a request that is not carried out. */
export function refused(
  {status, type, message, reason, headers}: Refusal,
  requestId: string,
): ApiResponse {
  return {
    status,
    headers: {
      'Content-Type': 'application/json',
      'x-amzn-RequestId': requestId,
      'x-amzn-ErrorType': type,
      ...headers,
    },
    body: JSON.stringify({
      ...(reason !== undefined && {Reason: reason}),
      Type: status < 500 ? 'User' : 'Service',
      [CAPITAL.includes(type) ? 'Message' : 'message']: message,
    }),
  };
}

/** 404 for a function that is not served. */
export const notFound = (arn: string): Refusal => ({
  status: 404,
  type: 'ResourceNotFoundException',
  message: `Function not found: ${arn}`,
});

/** 400 for a body that is not JSON. */
export const badContent = (why: string): Refusal => ({
  status: 400,
  type: 'InvalidRequestContentException',
  message: `Could not parse request body into json: ${why}`,
});

/** 400 for a header or a parameter that has no such value. */
export const badParameter = (message: string): Refusal => ({
  status: 400,
  type: 'InvalidParameterValueException',
  message,
});

/** 413 for an event over the limit. */
export const tooLarge = (limit: number): Refusal => ({
  status: 413,
  type: 'RequestTooLargeException',
  message: `Request must be smaller than ${limit} bytes for the InvokeFunction operation`,
});

/** 429 when pool and queue are full. */
export const TOO_MANY: Refusal = {
  status: 429,
  type: 'TooManyRequestsException',
  message: 'Rate Exceeded.',
  reason: 'ReservedFunctionConcurrentInvocationLimitExceeded',
};

/** 404 for a path that is no call of this API. */
export const UNKNOWN_CALL: Refusal = {
  status: 404,
  type: 'UnknownOperationException',
  message:
    'there is no such call here: only Invoke, InvokeWithResponseStream, ListFunctions, GetFunction and GetFunctionConfiguration of Lambda are answered',
};

/** 405 for a path that knows other methods. */
export const wrongMethod = (method: string, allow: string): Refusal => ({
  status: 405,
  type: 'MethodNotAllowedException',
  message: `${method} is not allowed here`,
  headers: {Allow: allow},
});

/** 503 for a request that comes while the server ends. */
export const ENDING: Refusal = {
  status: 503,
  type: 'ServiceUnavailableException',
  message: 'lambdock is ending and takes no more requests',
  headers: {Connection: 'close', 'Retry-After': '1'},
};

/** What lambdock or the machine failed at, never with a stack. */
export function refusalOf(error: unknown): Refusal {
  if (!isLambdockError(error)) {
    const message = error instanceof Error ? error.message : String(error);
    return {status: 500, type: 'ServiceException', message};
  }
  const {code, message} = error;
  if (code === 'POOL_FULL') return TOO_MANY;
  // The container went away in the middle of the event: whether it took effect nobody knows.
  if (code === 'SANDBOX_LOST') return {status: 502, type: 'ServiceException', message};
  return {status: 500, type: 'ServiceException', message: `${code}: ${message}`};
}
