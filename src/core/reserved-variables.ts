/**
 * What AWS refuses as a variable of a function's configuration, and the settings of the emulator:
 * https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html
 */
const RESERVED = new Set([
  '_HANDLER',
  '_X_AMZN_TRACE_ID',
  'AWS_ACCESS_KEY',
  'AWS_EXECUTION_ENV',
  'AWS_LAMBDA_FUNCTION_HANDLER',
  'AWS_LAMBDA_FUNCTION_MEMORY_SIZE',
  'AWS_LAMBDA_FUNCTION_NAME',
  'AWS_LAMBDA_FUNCTION_TIMEOUT',
  'AWS_LAMBDA_FUNCTION_VERSION',
  'AWS_LAMBDA_INITIALIZATION_TYPE',
  'AWS_LAMBDA_LOG_GROUP_NAME',
  'AWS_LAMBDA_LOG_STREAM_NAME',
  'AWS_LAMBDA_MAX_CONCURRENCY',
  'AWS_LAMBDA_METADATA_API',
  'AWS_LAMBDA_METADATA_TOKEN',
  'AWS_LAMBDA_RUNTIME_API',
  'LAMBDA_RUNTIME_DIR',
  'LAMBDA_TASK_ROOT',
]);

/** Reserved by AWS too, but of use on one's own machine: allowed by --env and --env-file only. */
const LOCAL_ONLY = new Set([
  'AWS_ACCESS_KEY_ID',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_SESSION_TOKEN',
  'AWS_REGION',
  'AWS_DEFAULT_REGION',
]);

/** How AWS looks at a variable's name. */
export type NameStatus = 'free' | 'local-only' | 'reserved';

/** Whether a variable of this name may be set. */
export function statusOfName(name: string): NameStatus {
  if (RESERVED.has(name)) return 'reserved';
  return LOCAL_ONLY.has(name) ? 'local-only' : 'free';
}
