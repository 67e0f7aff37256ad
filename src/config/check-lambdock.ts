import {pathOf, pointerOf, type ConfigDocument} from '../core/document.js';
import type {Issue} from '../core/issue.js';
import {closest} from '../core/nearest-name.js';
import type {Place} from '../core/place.js';
import {isReference, type DocumentValue} from '../core/reference.js';
import {validate} from './generated/validate-lambdock.js';
import type {CompiledSchema, SchemaError} from './schema-error.js';

/** What the schema finds wrong in a lambdock.yml, each problem once, with its place. */
export function checkLambdock(document: ConfigDocument): readonly Issue[] {
  const issues = new Map<string, Issue>();
  for (const error of schemaErrors(plain(document.value))) {
    const pointer = pointerOfError(error);
    if (error.keyword !== 'propertyNames' && !issues.has(pointer)) {
      issues.set(pointer, issueOf(error, pointer, document));
    }
  }
  for (const issue of strayReferences(document)) {
    const pointer = pointerOf(issue.path.split('.'));
    if (!issues.has(pointer)) issues.set(pointer, issue);
  }
  return [...issues.values()];
}

/** What the compiled schema says; ajv leaves the errors of its last call on the function. */
function schemaErrors(value: unknown): readonly SchemaError[] {
  const check = validate as unknown as CompiledSchema;
  return check(value) ? [] : (check.errors ?? []);
}

/** The value as the schema sees it: a reference is the text that it will become. */
function plain(value: DocumentValue): unknown {
  if (isReference(value)) return value.text;
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]));
}

/** The pointer of the value, or of the key, that is wrong. */
function pointerOfError({instancePath, params, propertyName, keyword}: SchemaError): string {
  const key = keyword === 'additionalProperties' ? params['additionalProperty'] : propertyName;
  return typeof key === 'string' ? instancePath + pointerOf([key]) : instancePath;
}

function issueOf(error: SchemaError, pointer: string, document: ConfigDocument): Issue {
  const node = document.nodes.get(pointer);
  const isKey = error.keyword === 'additionalProperties' || error.propertyName !== undefined;
  return {
    path: pathOf(pointer).join('.'),
    place: placeOf(document, pointer, isKey),
    ...expectation(error, foundText(node?.source ?? null, valueAt(document.value, pointer))),
    code: 'PROJECT_INVALID',
  };
}

function placeOf(document: ConfigDocument, pointer: string, isKey: boolean): Place {
  const node = document.nodes.get(pointer);
  const place = isKey ? node?.keyPlace : node?.place;
  return place ?? {file: document.shownAs, line: 1, column: 1};
}

function expectation(
  error: SchemaError,
  found: string,
): Pick<Issue, 'found' | 'expected' | 'suggestion'> {
  const {keyword, params, parentSchema, propertyName} = error;
  if (keyword === 'additionalProperties') {
    const known = Object.keys(parentSchema.properties ?? {});
    const nearest = closest(String(params['additionalProperty']), known) ?? null;
    const expected = `unknown key${nearest === null ? `; known are ${known.join(', ')}` : ''}`;
    return {found: null, expected, suggestion: nearest};
  }
  if (keyword === 'required') {
    const missing = String(params['missingProperty']);
    return {found: null, expected: `the key ${missing} is missing`, suggestion: null};
  }
  const expected = expectedBy(parentSchema);
  const values = parentSchema.enum ?? [];
  const nearest = closest(found, values.map(String)) ?? null;
  return {
    found: propertyName === undefined ? found : JSON.stringify(propertyName),
    expected,
    suggestion: nearest,
  };
}

/** The expectation of a part of the schema, in words. */
function expectedBy(schema: SchemaError['parentSchema']): string {
  if (schema['x-expected'] !== undefined) return schema['x-expected'];
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum !== undefined) return schema.enum.join(' or ');
  return schema.type === 'object' ? 'a mapping' : String(schema.type);
}

const MOST_FOUND = 60;

/** A value as a person wrote it, cut to a line. */
function foundText(source: string | null, value: DocumentValue | undefined): string {
  if (value === null || value === undefined) return 'nothing';
  if (isReference(value)) return value.text;
  if (typeof value === 'string') return cut(JSON.stringify(value));
  if (source !== null) return cut(source);
  const what = Array.isArray(value) ? 'list' : 'mapping';
  return Object.keys(value).length === 0 ? `an empty ${what}` : `a ${what}`;
}

const cut = (text: string): string =>
  text.length <= MOST_FOUND ? text : `${text.slice(0, MOST_FOUND)}…`;

function valueAt(value: DocumentValue, pointer: string): DocumentValue | undefined {
  let here: DocumentValue | undefined = value;
  for (const key of pathOf(pointer)) {
    if (typeof here !== 'object' || here === null || isReference(here)) return undefined;
    here = (here as Readonly<Record<string, DocumentValue>>)[key];
  }
  return here;
}

/** References where no variable is: nothing could give them a value there. */
function* strayReferences({value, shownAs}: ConfigDocument): Generator<Issue> {
  for (const [path, reference] of references(value, [])) {
    if (path.at(-2) === 'environment') continue;
    yield {
      path: path.join('.'),
      place: reference.place ?? {file: shownAs, line: 1, column: 1},
      found: reference.text,
      expected: 'a value: references are known in environment only',
      suggestion: null,
      code: 'PROJECT_INVALID',
    };
  }
}

type Found = readonly [readonly string[], Extract<DocumentValue, {readonly kind: unknown}>];

function* references(value: DocumentValue, path: readonly string[]): Generator<Found> {
  if (isReference(value)) yield [path, value];
  else if (typeof value === 'object' && value !== null) {
    for (const [key, inner] of Object.entries(value)) {
      yield* references(inner, [...path, key]);
    }
  }
}
