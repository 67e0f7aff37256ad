import type {Found, Leaf, LeafSource} from '../reference-scope.js';
import type {DocumentValue, Reference} from '../reference.js';
import {isMapping, ownValue, textOf} from './outcome.js';
import {STORED_LIST} from './stored-list.js';
import {pseudoParameter, type PseudoParameters} from './pseudo-parameters.js';
import {RESOURCE_NAMES, type ResourceNaming} from './resource-names.js';

/** What a template itself tells. */
export interface LocalTemplate {
  /** An entry of `Parameters:` or `Resources:`, as written; undefined where there is none. */
  entry(section: 'Parameters' | 'Resources', id: string): Promise<DocumentValue | undefined>;
  /** `template.yaml:12:5`, where that entry stands. */
  origin(section: 'Parameters' | 'Resources', id: string): string;
  /** A parameter's value from outside: a flag, samconfig.toml, the stack around a nested one. */
  given(id: string): Found | undefined;
  readonly pseudo: PseudoParameters;
}

/** A source, and why it does not tell what it does not tell. */
export interface LocalSource {
  readonly source: LeafSource;
  readonly whyUnknown: (leaf: Leaf) => Promise<string | undefined>;
}

/**
 * Looks leaves up in a template alone: parameters that are given or have defaults, pseudo parameters,
 * and resources whose names are in the template. Nothing is asked of AWS.
 */
export const localSource = (template: LocalTemplate): LocalSource => ({
  source: async (leaf) => {
    if (leaf.kind !== 'ref' && leaf.kind !== 'get-att') return undefined;
    const isRef = leaf.kind === 'ref';
    return (isRef ? await parameter(template, leaf.id) : undefined) ?? resource(template, leaf);
  },
  whyUnknown: (leaf) => whyUnknown(template, leaf),
});

async function parameter(template: LocalTemplate, id: string): Promise<Found | undefined> {
  if (id.startsWith('AWS::')) return template.given(id) ?? pseudoParameter(template.pseudo, id);
  const written = await template.entry('Parameters', id);
  if (!isMapping(written)) return undefined;
  const origin = template.origin('Parameters', id);
  const fallback = ownValue(written, 'Default');
  const found =
    template.given(id) ??
    (fallback === undefined ? undefined : {value: fallback, secret: false, origin});
  if (found === undefined) return undefined;
  return {
    ...found,
    value: ofType(ownValue(written, 'Type'), found.value),
    secret: found.secret || textOf(ownValue(written, 'NoEcho')) === 'true',
  };
}

const STORED = /^AWS::SSM::Parameter::Value<(.+)>$/;

/** A parameter of the Parameter Store becomes a dynamic reference, a list is split at its commas. */
function ofType(written: DocumentValue | undefined, value: DocumentValue): DocumentValue {
  const type = typeof written === 'string' ? written : 'String';
  const stored = STORED.exec(type)?.[1];
  const name = textOf(value);
  const known = stored === undefined || name === undefined ? value : `{{resolve:ssm:${name}}}`;
  return /^(?:List<|CommaDelimitedList$)/.test(stored ?? type) && typeof known === 'string'
    ? listOf(known, stored !== undefined)
    : known;
}

/** Items of a list lose the blanks around them; those of a stored one are known later. */
function listOf(text: string, isLater: boolean): DocumentValue {
  if (isLater) return expression(STORED_LIST, text);
  return text === '' ? [] : text.split(',').map((item) => item.trim());
}

async function resource(
  template: LocalTemplate,
  leaf: Extract<Leaf, {kind: 'ref' | 'get-att'}>,
): Promise<Found | undefined> {
  const found = await namingOf(template, leaf.id);
  if (found?.naming === undefined) return undefined;
  const {naming, properties} = found;
  const text = leaf.kind === 'ref' ? naming.ref : ownValue(naming.attributes, leaf.attribute);
  const name = ownValue(properties, naming.name);
  const others = Object.entries(naming.others ?? {}).map(
    ([key, fallback]) => [key, ownValue(properties, key) ?? fallback] as const,
  );
  if (text === undefined || name === undefined || others.some(([, value]) => value === null)) {
    return undefined;
  }
  return {
    value: expression('Sub', [text, {...Object.fromEntries(others), Name: name}]),
    secret: false,
    origin: template.origin('Resources', leaf.id),
  };
}

interface Named {
  readonly type: string;
  readonly naming: ResourceNaming | undefined;
  readonly properties: Readonly<Record<string, DocumentValue>>;
}

async function namingOf(template: LocalTemplate, id: string): Promise<Named | undefined> {
  const written = await template.entry('Resources', id);
  if (!isMapping(written)) return undefined;
  const type = textOf(ownValue(written, 'Type')) ?? 'no type';
  const properties = ownValue(written, 'Properties');
  return {
    type,
    naming: ownValue(RESOURCE_NAMES, type),
    properties: isMapping(properties) ? properties : {},
  };
}

const expression = (name: string, argument: DocumentValue): Reference => ({
  text: `!${name}`,
  kind: name === 'Sub' ? 'sub' : 'other',
  name,
  argument,
  place: null,
});

async function whyUnknown(template: LocalTemplate, leaf: Leaf): Promise<string | undefined> {
  if (leaf.kind === 'import-value') return `${leaf.name} is exported by another stack`;
  if (leaf.kind === 'dynamic') return undefined;
  const {id} = leaf;
  if (id.startsWith('AWS::')) return `${id} is known to AWS alone`;
  if ((await template.entry('Parameters', id)) !== undefined) {
    return `the parameter ${id} has no Default: --param ${id}=VALUE gives it one`;
  }
  const found = await namingOf(template, id);
  if (found === undefined) return `the template has no parameter and no resource ${id}`;
  const {type, naming, properties} = found;
  if (naming !== undefined && ownValue(properties, naming.name) === undefined) {
    return `${id} (${type}) has no ${naming.name} in the template, so AWS names it`;
  }
  const what = leaf.kind === 'ref' ? 'the id' : leaf.attribute;
  return `${what} of ${id} (${type}) is known to AWS alone`;
}
