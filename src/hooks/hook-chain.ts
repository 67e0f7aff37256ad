import type {
  BuildChange,
  BuildInput,
  BuiltInput,
  HookName,
  InvokeChange,
  InvokedInput,
  InvokeInput,
  NamedHooks,
  ResultChange,
  ValidateInput,
} from '../core/hooks.js';
import {LambdockError} from '../errors/lambdock-error.js';
import {invalid, kindOf} from './check-hooks.js';
import {checkReturned, runHook, type ReturnKey} from './run-hook.js';

/**
 * The hooks of all sources as one: the first source's come first before the work, and last after it.
 * What one source changed the next one is told.
 */
export interface HookChain {
  /** Whether any source has a hook `validate`. */
  readonly validates: boolean;
  /** Whether any source has a hook `result`. */
  readonly mayReplace: boolean;
  /** Hooks around events that any source has. */
  readonly aroundEvents: readonly HookName[];
  validate(input: ValidateInput): Promise<void>;
  beforeBuild(input: BuildInput): Promise<BuildChange>;
  afterBuild(input: BuiltInput): Promise<void>;
  beforeInvoke(input: InvokeInput): Promise<InvokeChange>;
  afterInvoke(input: InvokedInput): Promise<void>;
  result(input: InvokedInput, apply: ApplyResult): Promise<InvokedInput['result']>;
}

/** A result with what a hook says over it. */
export type ApplyResult = (
  result: InvokedInput['result'],
  change: ResultChange,
) => InvokedInput['result'];

const AROUND_EVENTS = ['beforeInvoke', 'afterInvoke', 'result'] as const;

/** Joins the hooks of these sources. */
export function hookChain(sources: readonly NamedHooks[]): HookChain {
  const backwards = sources.toReversed();
  return {
    validates: sources.some(({hooks}) => hooks.validate !== undefined),
    mayReplace: sources.some(({hooks}) => hooks.result !== undefined),
    aroundEvents: AROUND_EVENTS.filter((name) =>
      sources.some(({hooks}) => hooks[name] !== undefined),
    ),
    async validate(input) {
      for (const source of sources) await validateWith(source, input);
    },
    async beforeBuild(input) {
      let change: BuildChange = {};
      for (const source of sources) {
        change = {...change, ...(await call<BuildChange>(source, 'beforeBuild', input))};
      }
      return change;
    },
    async afterBuild(input) {
      for (const source of backwards) await call(source, 'afterBuild', input);
    },
    async beforeInvoke(input) {
      let change: InvokeChange = {};
      for (const source of sources) {
        const told = 'event' in change ? {...input, event: change.event} : input;
        const {environment, event} = (await call<InvokeChange>(source, 'beforeInvoke', told)) ?? {};
        change = {
          ...change,
          ...(event !== undefined && {event}),
          environment: {...change.environment, ...environment},
        };
      }
      return change;
    },
    async afterInvoke(input) {
      for (const source of backwards) await call(source, 'afterInvoke', input);
    },
    async result(input, apply) {
      let {result} = input;
      for (const source of backwards) {
        const change = await call<ResultChange>(source, 'result', {...input, result});
        if (change !== undefined) result = apply(result, change);
      }
      return result;
    },
  };
}

const TEXT: ReturnKey = {
  expected: 'a text',
  accepts: (value) => typeof value === 'string' && value !== '',
};
const ANYTHING: ReturnKey = {expected: 'any JSON value', accepts: () => true};
const VARIABLES: ReturnKey = {
  expected: 'an object of variables, each a text or null',
  accepts: (value) =>
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.values(value).every((one) => typeof one === 'string' || one === null),
};

/** What each hook may return. */
const RETURNS = {
  beforeBuild: {code: TEXT},
  afterBuild: {},
  beforeInvoke: {event: ANYTHING, environment: VARIABLES},
  afterInvoke: {},
  result: {payload: ANYTHING, fail: TEXT},
} as const satisfies Partial<Record<HookName, Readonly<Record<string, ReturnKey>>>>;

async function call<T>(
  source: NamedHooks,
  name: keyof typeof RETURNS,
  input: object,
): Promise<T | undefined> {
  const returned = await runHook(source, name, input);
  const keys: Readonly<Record<string, ReturnKey>> = RETURNS[name];
  return checkReturned<T>(returned, keys, {from: source.from, name});
}

async function validateWith(source: NamedHooks, input: ValidateInput): Promise<void> {
  const problems = await runHook(source, 'validate', input);
  if (problems === undefined) return;
  const {from} = source;
  if (!Array.isArray(problems) || !problems.every((one) => TEXT.accepts(one))) {
    const why = `validate returned ${kindOf(problems)}, expected nothing or a list of texts`;
    throw invalid(from, 'validate', why);
  }
  if (problems.length === 0) return;
  const lines = problems as readonly string[];
  const [only = ''] = lines;
  throw new LambdockError('PROJECT_INVALID', {
    message:
      lines.length === 1
        ? `${from}: ${only}`
        : [`${from} found ${lines.length} problems`, ...lines.map((line) => `  ${line}`)].join(
            '\n',
          ),
    suggestions: [`correct what the hook validate of ${from} complains of`],
    details: {from, problems: lines},
  });
}
