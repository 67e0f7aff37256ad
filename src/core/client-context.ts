import {LambdockError} from '../errors/lambdock-error.js';
import {jsonFault} from './json-text.js';
import type {CognitoIdentity} from './invocation.js';
import {MEMORY_MB, TIMEOUT_SECONDS} from './limits.js';
import type {ContextOverrides, InvokeOptions} from './options.js';

/** JSON of the user's and where it was given: `--context`, or a file. */
export interface NamedText {
  readonly text: string;
  readonly what: string;
}

/** What `--client-context` and `--context` say. */
export interface ContextTexts {
  readonly clientContext?: NamedText | undefined;
  readonly context?: NamedText | undefined;
}

type Context = Pick<InvokeOptions, 'clientContext' | 'context'>;
type Fields = Readonly<Record<string, unknown>>;

/**
 * The client context and the fields of the Lambda context. `--context` sets the fields it knows; any
 * other key of it arrives in `clientContext.custom`.
 */
export async function contextsOf({clientContext, context}: ContextTexts): Promise<Context> {
  const sent = clientContext === undefined ? undefined : await objectOf(clientContext);
  if (context === undefined) return sent === undefined ? {} : {clientContext: sent};
  const {clientContext: own, ...fields} = await objectOf(context);
  if (sent !== undefined && own !== undefined) {
    throw new LambdockError('USAGE', {
      message: `--client-context and ${context.what} both give a client context`,
      suggestions: ['give one of them'],
    });
  }
  const base = own === undefined ? sent : asObject(own, `${context.what}: clientContext`);
  const [known, custom] = split(fields);
  const merged = withCustom(base, custom);
  return {
    ...(merged === undefined ? {} : {clientContext: merged}),
    context: overridesOf(known, context.what),
  };
}

async function objectOf({text, what}: NamedText): Promise<Fields> {
  const fault = await jsonFault(text);
  if (fault === null) return asObject(JSON.parse(text), what);
  const {line, column, reason} = fault;
  throw new LambdockError('EVENT_INVALID', {
    message: `${what}:${line}:${column}: not JSON: ${reason}`,
    suggestions: [`give a JSON object: '{"custom": {"key": "value"}}'`],
    details: {source: what, line, column, reason},
  });
}

function asObject(value: unknown, what: string): Fields {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Fields;
  throw new LambdockError('EVENT_INVALID', {
    message: `${what}: found ${JSON.stringify(value)}, expected a JSON object`,
    suggestions: [`give a JSON object: '{"custom": {"key": "value"}}'`],
  });
}

function withCustom(base: Fields | undefined, custom: Fields): Fields | undefined {
  if (Object.keys(custom).length === 0) return base;
  const own = base?.['custom'];
  return {...base, custom: {...(typeof own === 'object' ? own : {}), ...custom}};
}

const isText = (value: unknown): boolean => typeof value === 'string' && value !== '';

const isIdentity = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  Object.keys(value).length === 2 &&
  isText((value as CognitoIdentity).cognitoIdentityId) &&
  isText((value as CognitoIdentity).cognitoIdentityPoolId);

const isWholeIn = (value: unknown, {min, max}: {readonly min: number; readonly max: number}) =>
  /^\d+$/.test(String(value)) && Number(value) >= min && Number(value) <= max;

/** Every field that `--context` sets, what it takes, and the option it becomes. */
const FIELDS = {
  functionName: {as: 'functionName', is: isText, expected: 'a text'},
  functionVersion: {as: 'functionVersion', is: isText, expected: 'a text'},
  logGroupName: {as: 'logGroupName', is: isText, expected: 'a text'},
  logStreamName: {as: 'logStreamName', is: isText, expected: 'a text'},
  invokedFunctionArn: {
    as: 'invokedFunctionArn',
    is: (value: unknown) => /^arn:[\w-]+:lambda:[\w-]+:\d{12}:function:\S+$/.test(String(value)),
    expected: 'an ARN: arn:aws:lambda:REGION:ACCOUNT:function:NAME',
  },
  accountId: {
    as: 'accountId',
    is: (value: unknown) => /^\d{12}$/.test(String(value)),
    expected: 'twelve digits',
  },
  traceId: {
    as: 'traceId',
    is: (value: unknown) => typeof value === 'string' && /^[\x21-\x7e]{1,256}$/.test(value),
    expected: 'a header of X-Ray: Root=1-...;Parent=...;Sampled=0',
  },
  identity: {
    as: 'identity',
    is: isIdentity,
    expected: '{"cognitoIdentityId": ..., "cognitoIdentityPoolId": ...}',
  },
  memoryLimitInMB: {
    as: 'memoryLimitInMB',
    is: (value: unknown) => isWholeIn(value, MEMORY_MB),
    expected: `a whole number of MB from ${MEMORY_MB.min} to ${MEMORY_MB.max}`,
  },
  timeout: {
    as: 'timeoutSeconds',
    is: (value: unknown) => isWholeIn(value, TIMEOUT_SECONDS),
    expected: `a whole number of seconds from ${TIMEOUT_SECONDS.min} to ${TIMEOUT_SECONDS.max}`,
  },
} as const satisfies Record<
  string,
  {as: keyof ContextOverrides; is: (value: unknown) => boolean; expected: string}
>;

function split(fields: Fields): readonly [known: Fields, custom: Fields] {
  const entries = Object.entries(fields);
  return [
    Object.fromEntries(entries.filter(([name]) => Object.hasOwn(FIELDS, name))),
    Object.fromEntries(entries.filter(([name]) => !Object.hasOwn(FIELDS, name))),
  ];
}

function overridesOf(known: Fields, what: string): ContextOverrides {
  const entries = Object.entries(known).map(([name, value]) => {
    const {as, is, expected} = FIELDS[name as keyof typeof FIELDS];
    if (!is(value)) {
      throw new LambdockError('EVENT_INVALID', {
        message: `${what}: ${name}: found ${JSON.stringify(value)}, expected ${expected}`,
        suggestions: [`correct ${name}`],
      });
    }
    return [
      as,
      as === 'accountId'
        ? String(value)
        : as === 'memoryLimitInMB' || as === 'timeoutSeconds'
          ? Number(value)
          : value,
    ];
  });
  return Object.fromEntries(entries) as ContextOverrides;
}
