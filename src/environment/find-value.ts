import type {AwsLookup, StackResource} from '../core/aws-lookup.js';
import {evaluateText} from '../core/cloudformation/evaluate.js';
import {pseudoParameter} from '../core/cloudformation/pseudo-parameters.js';
import type {DeclaredValue, FunctionSpec} from '../core/function-spec.js';
import {
  isDeferred,
  type EvaluationScope,
  type Leaf,
  type LeafSource,
  type Missing,
  type ReferenceScope,
  type StackPlace,
} from '../core/reference-scope.js';
import type {DocumentValue} from '../core/reference.js';
import {isLambdockError} from '../errors/lambdock-error.js';
import {deployedStack} from './deployed-stack.js';
import type {FindValue, Sought} from './resolve-environment.js';

/** Where the references of one function are looked up, besides the project. */
export interface ValueSources {
  readonly aws: AwsLookup;
  /** Name of the stack that the user gives: it is asked before the project is. */
  readonly stack: string | null;
  /** Names of the parameters that the user gives. */
  readonly params: readonly string[];
  readonly region: string;
  /** Name of the project, where nothing names the stack. */
  readonly projectName: string;
  /** Whether the user named stack or credentials. */
  readonly isAwsWanted: boolean;
}

/**
 * Finds what references stand for. A stack that is given is asked before the project is evaluated;
 * one that the project merely knows is asked for what the project does not tell.
 */
export function findValue(
  spec: Pick<FunctionSpec, 'name' | 'scope'>,
  sources: ValueSources,
): FindValue {
  const reasons = new Map<string, string>();
  const scope = spec.scope ?? withoutTemplate(sources);
  const source = sourceOf({spec, sources, scope, reasons});
  const template = {
    ...scope.template,
    whyUnknown: async (leaf: Leaf) => {
      const known = [await scope.template.whyUnknown?.(leaf), reasons.get(JSON.stringify(leaf))];
      return known.filter((why) => why !== undefined).join('; ') || undefined;
    },
  };
  const evaluated = async (value: DocumentValue): Promise<Sought> => {
    const outcome = await evaluateText(value, {template, source});
    if (!outcome.known) return {known: false, why: outcome.missing.map(whyOf)};
    return {known: true, value: outcome.value, secret: outcome.secret, sources: outcome.origins};
  };
  return (value) => (isDeferred(value) ? deferred(value, evaluated) : evaluated(value));
}

async function deferred(
  value: Extract<DeclaredValue, {readonly kind: 'deferred'}>,
  evaluated: (value: DocumentValue) => Promise<Sought>,
): Promise<Sought> {
  try {
    const found = await value.find();
    const isPlain = found.value === null || typeof found.value === 'string';
    const sought: Sought =
      isPlain && !found.value?.includes('{{resolve:')
        ? {known: true, value: found.value, secret: false, sources: []}
        : await evaluated(found.value);
    if (!sought.known) return sought;
    return {
      ...sought,
      secret: sought.secret || found.secret,
      sources: [value.text, ...sought.sources],
    };
  } catch (error) {
    if (!isLambdockError(error) || !['REFERENCE_UNRESOLVED', 'AWS_OFFLINE'].includes(error.code)) {
      throw error;
    }
    return {known: false, why: [error.message]};
  }
}

const whyOf = ({why, reference}: Missing): string =>
  reference === null ? why : `${reference.text}: ${why}`;

/** A file that is no template knows the pseudo parameters alone. */
const withoutTemplate = ({region, stack, projectName}: ValueSources): ReferenceScope => ({
  stack: null,
  template: {mappings: {}, conditions: {}},
  local: (leaf) =>
    Promise.resolve(
      leaf.kind === 'ref'
        ? pseudoParameter({region, stackName: stack ?? projectName}, leaf.id)
        : undefined,
    ),
});

interface Search {
  readonly spec: Pick<FunctionSpec, 'name'>;
  readonly sources: ValueSources;
  readonly scope: ReferenceScope;
  readonly reasons: Map<string, string>;
}

/** Looks a leaf up in every place, those of the templates around and inside this one included. */
function sourceOf({spec, sources, scope, reasons}: Search): LeafSource {
  const {aws, stack: given, params, isAwsWanted} = sources;
  const because = (leaf: Leaf, why: string): void => void reasons.set(JSON.stringify(leaf), why);
  const others = new WeakMap<LeafSource, EvaluationScope>();
  const at = (local: LeafSource, {stack: known, path}: StackPlace): LeafSource => {
    // A stack that is given is the function's own; another of the project has its own name.
    const isOwn = known === scope.stack;
    const stack = nestedStack(aws, (isOwn ? given : null) ?? known, path);
    const deployed = deployedStack({aws, stack, isWanted: isAwsWanted, because});
    return async (leaf) => {
      const isOver = path.length === 0 && leaf.kind === 'ref' && params.includes(leaf.id);
      const isFirst = given !== null && isOwn && !isOver;
      const order = isFirst ? [deployed, local] : [local, deployed];
      const found = (await order[0]?.(leaf)) ?? (await order[1]?.(leaf));
      return found?.scope === undefined ? found : {...found, scope: elsewhere(found.scope)};
    };
  };
  /** What another template gives is looked up there, with a deployed stack of its own. */
  const elsewhere = (other: EvaluationScope): EvaluationScope => {
    const place = other.of ?? {stack: scope.stack, path: []};
    const known = others.get(other.source) ?? {...other, source: at(other.source, place)};
    others.set(other.source, known);
    return known;
  };
  return at(scope.local, {stack: scope.stack, path: spec.name.split('/').slice(0, -1)});
}

/** The stack of a nested template: the physical id of a resource of the stack around it. */
function nestedStack(
  aws: AwsLookup,
  root: string | null,
  nesting: readonly string[],
): () => Promise<string | null> {
  if (root === null) return () => Promise.resolve(null);
  let found: Promise<string> | undefined;
  const descend = async (): Promise<string> => {
    let stack = root;
    for (const id of nesting) {
      const resource: StackResource | undefined = await aws.stackResource(stack, id);
      if (resource?.type === 'AWS::CloudFormation::Stack') stack = resource.physicalId;
    }
    return stack;
  };
  return () => (found ??= descend());
}
