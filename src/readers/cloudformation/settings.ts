import {evaluate} from '../../core/cloudformation/evaluate.js';
import {isList, isMapping, kindOf, ownValue, textOf} from '../../core/cloudformation/outcome.js';
import {pointerOf} from '../../core/document.js';
import {issuesError, type Issue} from '../../core/issue.js';
import {formatPlace, type Place} from '../../core/place.js';
import type {EvaluationScope, Missing} from '../../core/reference-scope.js';
import {isReference, type DocumentValue} from '../../core/reference.js';
import {LambdockError} from '../../errors/lambdock-error.js';
import type {Resource} from './resources.js';
import {placeAt, type Use} from './stack.js';

type Path = readonly string[];

/** Where a property of a resource stands: in the resource, else in Globals. */
export function placeOf({stack, id}: Resource, path: Path): Place {
  const own = ['Resources', id, 'Properties', ...path];
  const shared = ['Globals', 'Function', ...path];
  const {nodes} = stack.document;
  const isShared = !nodes.has(pointerOf(own)) && nodes.has(pointerOf(shared));
  return placeAt(stack, isShared ? shared : own);
}

/** A property as written; of an `Fn::If` on the way the branch that is taken. */
export async function writtenAt(
  resource: Resource,
  path: Path,
): Promise<DocumentValue | undefined> {
  let here: DocumentValue | undefined = resource.properties;
  for (const [index, key] of path.entries()) {
    here = await taken(resource, here, path.slice(0, index));
    if (here === undefined) return undefined;
    if (!isMapping(here))
      throw await unfit(resource, path.slice(0, index), {found: here, expected: 'a mapping'});
    here = ownValue(here, key);
  }
  return taken(resource, here, path);
}

/** The branch of an `Fn::If` as written, and of other functions the value. */
async function taken(
  resource: Resource,
  value: DocumentValue | undefined,
  path: Path,
): Promise<DocumentValue | undefined> {
  if (!isReference(value) || !['If', 'Ref', 'FindInMap'].includes(value.name)) return value;
  if (value.name === 'If' && isList(value.argument)) {
    const [condition = null, then = null, otherwise = null] = value.argument;
    const test = {...value, argument: [condition, true, false]};
    const isTrue = await known(resource, test, {path, use: 'values'});
    return taken(resource, isTrue === true ? then : otherwise, path);
  }
  return isNoValue(value) ? undefined : value;
}

const isNoValue = ({name, argument}: {name: string; argument: DocumentValue}): boolean =>
  name === 'Ref' && argument === 'AWS::NoValue';

/** The value of a property, or undefined where it is not there. */
export async function valueAt(
  resource: Resource,
  path: Path,
  use: Use = 'values',
): Promise<DocumentValue | undefined> {
  const written = await writtenAt(resource, path);
  if (written === undefined) return undefined;
  return (await known(resource, written, {path, use})) ?? undefined;
}

/** The text of a property. */
export async function textAt(resource: Resource, path: Path): Promise<string | undefined> {
  const value = await valueAt(resource, path);
  const text = textOf(value);
  if (value !== undefined && text === undefined) {
    throw await unfit(resource, path, {found: value, expected: 'text'});
  }
  return text;
}

/** A whole number of a property; numeric text counts. */
export async function numberAt(
  resource: Resource,
  path: Path,
  {min, max}: {readonly min: number; readonly max: number},
): Promise<number | undefined> {
  const value = await valueAt(resource, path);
  if (value === undefined) return undefined;
  const text = textOf(value) ?? '';
  const number = text.trim() === '' ? NaN : Number(text);
  if (Number.isInteger(number) && number >= min && number <= max) return number;
  throw await unfit(resource, path, {
    found: value,
    expected: `a whole number from ${min} to ${max}`,
  });
}

/** The texts of a property that is a list. */
export async function textsAt(
  resource: Resource,
  path: Path,
  use: Use = 'values',
): Promise<readonly string[] | undefined> {
  const value = await valueAt(resource, path, use);
  if (value === undefined) return undefined;
  const texts = isList(value) ? value.map(textOf) : [];
  if (isList(value) && texts.every((text) => text !== undefined)) return texts;
  throw await unfit(resource, path, {found: value, expected: 'a list of texts'});
}

/** Evaluates a part of a resource; rejects with REFERENCE_UNRESOLVED. */
export async function known(
  resource: Resource,
  value: DocumentValue,
  {path, use}: {readonly path: Path; readonly use: Use},
): Promise<DocumentValue> {
  const outcome = await evaluate(value, resource.stack.scopes[use]);
  if (outcome.known) return outcome.value;
  throw unresolved(resource, path, outcome.missing);
}

/** Evaluates what may stay unknown. */
export async function perhaps(
  value: DocumentValue | undefined,
  scope: EvaluationScope,
): Promise<string | undefined> {
  if (value === undefined) return undefined;
  const outcome = await evaluate(value, scope);
  return outcome.known ? textOf(outcome.value) : undefined;
}

/** An error of a setting whose value nothing tells. */
export function unresolved(
  resource: Resource,
  path: Path,
  missing: readonly Missing[],
): LambdockError {
  const [first] = missing;
  const place = first?.reference?.place ?? placeOf(resource, path);
  const params = missing.flatMap(({leaf, why}) =>
    leaf?.kind === 'ref' && why.includes(`--param ${leaf.id}=`) ? [`--param ${leaf.id}=VALUE`] : [],
  );
  const flag = FLAGS[path[0] ?? ''];
  const what =
    first?.reference === undefined || first.reference === null
      ? ''
      : ` is ${first.reference.text}, and`;
  return new LambdockError('REFERENCE_UNRESOLVED', {
    message: `${formatPlace(place)}: ${path.join('.')} of ${resource.title}${what} is not known: ${missing.map(({why}) => why).join('; ')}`,
    suggestions: [
      ...new Set(params.length > 0 ? [`give it: ${params.join(' ')}`] : []),
      ...(flag === undefined ? [] : [`or replace the setting: ${flag}`]),
    ],
    details: {
      resource: resource.id,
      property: path.join('.'),
      place,
      missing: missing.map(({leaf, reference, why}) => ({
        leaf,
        reference: reference?.text ?? null,
        why,
      })),
    },
  });
}

const FLAGS: Readonly<Record<string, string>> = {
  Runtime: '--runtime ID',
  Handler: '--handler NAME',
  CodeUri: '--code PATH',
  Code: '--code PATH',
  ImageUri: '--image NAME',
  Layers: '--layer LAYER',
  Timeout: '--timeout SECONDS',
  MemorySize: '--memory MB',
  Architectures: '--architecture NAME',
};

/** Whether a secret, such as a NoEcho parameter, is in the value of a property. */
async function isSecretAt({properties, stack}: Resource, path: Path): Promise<boolean> {
  let here: DocumentValue = properties;
  for (const key of path) {
    if (isMapping(here)) here = ownValue(here, key) ?? null;
    else if (isList(here)) here = here[Number(key)] ?? null;
  }
  const outcome = await evaluate(here, stack.scopes.values);
  return outcome.known && outcome.secret;
}

/** An error of a property's value, which it names unless it is a secret. */
export async function unfit(
  resource: Resource,
  path: Path,
  {
    found,
    expected,
    suggestion = null,
    code = 'PROJECT_INVALID',
  }: {
    readonly found: DocumentValue | undefined;
    readonly expected: string;
    readonly suggestion?: string | null;
    readonly code?: Issue['code'];
  },
): Promise<LambdockError> {
  const isSecret = textOf(found) !== undefined && (await isSecretAt(resource, path));
  return issuesError(resource.stack.document.shownAs, [
    {
      path: ['Resources', resource.id, 'Properties', ...path].join('.'),
      place: placeOf(resource, path),
      found: isSecret ? 'a secret' : shownValue(found),
      expected,
      // What is near to a secret tells of it.
      suggestion: isSecret ? null : suggestion,
      code,
    },
  ]);
}

const shownValue = (found: DocumentValue | undefined): string | null => {
  if (found === undefined) return null;
  return textOf(found) === undefined ? kindOf(found) : JSON.stringify(found);
};
