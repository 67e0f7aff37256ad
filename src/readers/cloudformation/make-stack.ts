import {isMapping, ownValue} from '../../core/cloudformation/outcome.js';
import {localSource} from '../../core/cloudformation/local-source.js';
import {formatPlace} from '../../core/place.js';
import type {EvaluationScope, Found, Leaf, TemplateText} from '../../core/reference-scope.js';
import {exportedValue} from './exports.js';
import {
  isLayerVersion,
  layerToken,
  placeAt,
  section,
  type Stack,
  type Use,
  type World,
} from './stack.js';

/** A stack without its scopes. */
export type StackFacts = Omit<Stack, 'scopes' | 'nested'>;

/** Makes a stack of what is known of it; its nested stacks are added later. */
export function makeStack(world: World, facts: StackFacts): Stack {
  const stack: Stack = {
    ...facts,
    nested: new Map(),
    scopes: {
      values: makeScope(world, 'values', () => stack),
      layers: makeScope(world, 'layers', () => stack),
      names: makeScope(world, 'names', () => stack),
    },
  };
  world.stacks.push(stack);
  return stack;
}

/** The scope is made before the stack is whole: it looks at it when it is asked. */
function makeScope(world: World, use: Use, stackOf: () => Stack): EvaluationScope {
  const {region} = world.surroundings;
  const local = localSource({
    entry: (name, id) => Promise.resolve(ownValue(section(stackOf(), name), id)),
    origin: (name, id) => formatPlace(placeAt(stackOf(), [name, id])),
    given: (id) => given(world, {stack: stackOf(), use}, id),
    get pseudo() {
      return {region, stackName: stackOf().name};
    },
  });
  const template: TemplateText = {
    get mappings() {
      return section(stackOf(), 'Mappings');
    },
    get conditions() {
      return section(stackOf(), 'Conditions');
    },
    whyUnknown: async (leaf) => whyUnknown(stackOf(), leaf, use) ?? local.whyUnknown(leaf),
  };
  const source: EvaluationScope['source'] = async (leaf) => {
    const found = ownFind(stackOf(), leaf, use);
    if (found !== undefined || isRealAccount(leaf, use))
      return found ?? given(world, {stack: stackOf(), use}, 'AWS::AccountId');
    if (leaf.kind === 'import-value') {
      return use === 'names' ? undefined : exportedValue(world.stacks, leaf.name, use);
    }
    return local.source(leaf);
  };
  return {
    template,
    source,
    get of() {
      const {deployed, path} = stackOf();
      return {stack: deployed, path};
    },
  };
}

/** A layer of nobody's account would be asked of AWS in vain, or worse, be someone's. */
const isRealAccount = (leaf: Leaf, use: Use): boolean =>
  use === 'layers' && leaf.kind === 'ref' && leaf.id === 'AWS::AccountId';

/** What flags, samconfig.toml or the stack around a nested one say for a parameter. */
function given(
  {surroundings}: World,
  {stack, use}: {readonly stack: Stack; readonly use: Use},
  id: string,
): Found | undefined {
  const {parent} = stack;
  if (parent === null || id.startsWith('AWS::')) {
    const param = surroundings.params.get(id);
    return param === undefined ? undefined : {...param, secret: false};
  }
  const value = ownValue(parent.parameters, id);
  if (value === undefined) return undefined;
  const path = ['Resources', parent.id, 'Properties', 'Parameters', id];
  return {
    value,
    secret: false,
    origin: formatPlace(placeAt(parent.stack, path)),
    scope: parent.stack.scopes[use],
  };
}

/** Layer versions, for layers; outputs of nested stacks. */
function ownFind(stack: Stack, leaf: Leaf, use: Use): Found | undefined {
  if (leaf.kind !== 'ref' && leaf.kind !== 'get-att') return undefined;
  if (use === 'layers' && isLayerVersion(ownValue(section(stack, 'Resources'), leaf.id))) {
    return {value: layerToken(stack, leaf.id), secret: false, origin: leaf.id};
  }
  if (leaf.kind !== 'get-att') return undefined;
  const inner = stack.nested.get(leaf.id);
  const name = outputName(leaf.attribute);
  if (inner === undefined || 'elsewhere' in inner || name === undefined) return undefined;
  const output = ownValue(section(inner, 'Outputs'), name);
  const value = isMapping(output) ? ownValue(output, 'Value') : undefined;
  if (value === undefined) return undefined;
  const origin = formatPlace(placeAt(inner, ['Outputs', name]));
  return {value, secret: false, origin, scope: inner.scopes[use]};
}

const outputName = (attribute: string): string | undefined =>
  /^Outputs\.(.+)$/.exec(attribute)?.[1];

function whyUnknown(stack: Stack, leaf: Leaf, use: Use): string | undefined {
  if (isRealAccount(leaf, use)) {
    return 'a layer needs the number of a real account: --param AWS::AccountId=NUMBER';
  }
  if (leaf.kind !== 'get-att') return undefined;
  const inner = stack.nested.get(leaf.id);
  const name = outputName(leaf.attribute);
  if (inner === undefined || name === undefined) return undefined;
  if ('elsewhere' in inner) return `the template of ${leaf.id} is not here: ${inner.elsewhere}`;
  return `the template of ${leaf.id} has no output ${name}`;
}
