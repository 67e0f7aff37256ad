import {evaluate} from '../../core/cloudformation/evaluate.js';
import {isMapping, ownValue, textOf} from '../../core/cloudformation/outcome.js';
import type {Missing} from '../../core/reference-scope.js';
import type {DocumentValue} from '../../core/reference.js';
import {mergeGlobals} from './merge-globals.js';
import {section, type Stack} from './stack.js';

/** A resource with its properties, those of Globals under them. */
export interface Resource {
  readonly stack: Stack;
  readonly id: string;
  /** What messages call it: `function shop/Api`. */
  readonly title: string;
  readonly type: string;
  readonly properties: Mapping;
  readonly metadata: Mapping;
  /** The name of its condition, or whatever stands there. */
  readonly condition: DocumentValue | undefined;
}

type Mapping = Readonly<Record<string, DocumentValue>>;

/** The resources of a stack whose type is one of these. */
export function resourcesOf(
  stack: Stack,
  title: string,
  types: readonly string[],
): readonly Resource[] {
  const shared = mapping(ownValue(section(stack, 'Globals'), 'Function'));
  return Object.entries(section(stack, 'Resources')).flatMap(([id, written]) => {
    const type = isMapping(written) ? textOf(ownValue(written, 'Type')) : undefined;
    if (type === undefined || !types.includes(type) || !isMapping(written)) return [];
    const own = mapping(ownValue(written, 'Properties'));
    const resource: Resource = {
      stack,
      id,
      title: `${title} ${[...stack.path, id].join('/')}`,
      type,
      properties: type === 'AWS::Serverless::Function' ? mergeGlobals(shared, own) : own,
      metadata: mapping(ownValue(written, 'Metadata')),
      condition: ownValue(written, 'Condition'),
    };
    return [resource];
  });
}

const mapping = (value: DocumentValue | undefined): Mapping => (isMapping(value) ? value : {});

/** Whether a resource is there at all, or what is not known of its condition. */
export async function isThere({stack, condition}: Resource): Promise<boolean | readonly Missing[]> {
  if (condition === undefined) return true;
  const text = `Condition: ${textOf(condition) ?? '?'}`;
  const outcome = await evaluate(
    {text, kind: 'other', name: 'Condition', argument: condition, place: null},
    stack.scopes.values,
  );
  return outcome.known ? outcome.value === true : outcome.missing;
}
