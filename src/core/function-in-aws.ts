import {DEFAULTS} from './defaults.js';
import type {FunctionSpec} from './function-spec.js';
import type {ContextOverrides} from './options.js';
import {functionArn} from './runtime-api.js';

type Named = Pick<FunctionSpec, 'name' | 'physicalName'>;

/** What a function is called in AWS: a project's own name for it may be none there (`Api/Fn`). */
export const nameInAws = ({name, physicalName}: Named, context: ContextOverrides = {}): string =>
  context.functionName ?? physicalName ?? name;

/** The ARN by which a function is invoked. */
export const arnInAws = (
  spec: Named,
  {
    region,
    context = {},
  }: {readonly region: string; readonly context?: ContextOverrides | undefined},
): string =>
  context.invokedFunctionArn ??
  functionArn({
    region,
    account: context.accountId ?? DEFAULTS.account,
    name: nameInAws(spec, context),
    version: context.functionVersion ?? '$LATEST',
  });
