import {isMapping, kindOf} from '../../core/cloudformation/outcome.js';
import {pointerOf} from '../../core/document.js';
import type {DeclaredValue, DeclaredVariable} from '../../core/function-spec.js';
import {formatPlace, type Place} from '../../core/place.js';
import {isReference, type DocumentValue} from '../../core/reference.js';
import {placeOf, unfit, valueAt, writtenAt} from './settings.js';
import type {Resource} from './resources.js';

const VARIABLES = ['Environment', 'Variables'];

/** The variables of a function; what stands in them is looked up when it runs. */
export async function variablesOf(
  resource: Resource,
): Promise<Readonly<Record<string, DeclaredVariable>>> {
  let written = await writtenAt(resource, VARIABLES);
  if (isReference(written)) written = await valueAt(resource, VARIABLES);
  if (written === undefined || written === null) return {};
  if (!isMapping(written))
    throw await unfit(resource, VARIABLES, {found: written, expected: 'a mapping'});
  const declared = Object.entries(written).map(async ([name, value]) => {
    const place = placeOf(resource, [...VARIABLES, name]);
    const declaredValue = await declaredOf(resource, {name, value, place});
    return [name, {value: declaredValue, origin: formatPlace(place)}] as const;
  });
  return Object.fromEntries(await Promise.all(declared));
}

interface Variable {
  readonly name: string;
  readonly value: DocumentValue;
  readonly place: Place;
}

/** A number keeps its spelling: `1.10` stays `1.10`. */
async function declaredOf(
  resource: Resource,
  {name, value, place}: Variable,
): Promise<DeclaredValue> {
  if (value === null || isReference(value)) return value;
  if (typeof value === 'string')
    return value.includes('{{resolve:') ? dynamic(value, place) : value;
  if (typeof value === 'boolean') return String(value);
  if (typeof value !== 'number') {
    throw await unfit(resource, [...VARIABLES, name], {
      found: value,
      expected: `text, not ${kindOf(value)}`,
    });
  }
  const {nodes} = resource.stack.document;
  const own = ['Resources', resource.id, 'Properties', ...VARIABLES, name];
  const node =
    nodes.get(pointerOf(own)) ?? nodes.get(pointerOf(['Globals', 'Function', ...VARIABLES, name]));
  return node?.source ?? String(value);
}

/** Text with dynamic references in it is an expression like any other. */
const dynamic = (text: string, place: Place): DeclaredValue => ({
  text,
  kind: 'join',
  name: 'Join',
  argument: ['', [text]],
  place,
});
