import {pointerOf, type ConfigDocument} from '../../core/document.js';
import {referenceProblem} from '../../core/image-reference.js';
import type {Issue} from '../../core/issue.js';
import {isReference, type DocumentValue} from '../../core/reference.js';
import {handlerProblem, HANDLERS} from '../../core/handler.js';
import {closest} from '../../core/nearest-name.js';
import {findRuntime, nearestRuntime, RUNTIMES, type RuntimeFamily} from '../../core/runtime.js';

/** Which keys of a function flags give, so that it may lack them. */
export interface Overridden {
  readonly runtime: boolean;
  readonly handler: boolean;
}

type Keys = Readonly<Record<string, DocumentValue>>;

interface Subject {
  readonly document: ConfigDocument;
  readonly path: readonly string[];
  readonly keys: Keys;
}

/** What the schema cannot say: runtimes that exist, handlers where one is needed, image or code. */
export function functionIssues(document: ConfigDocument, overridden: Overridden): readonly Issue[] {
  const file = mapping(document.value);
  const defaults = mapping(file['defaults'] ?? null);
  const subject = {document, path: ['defaults'], keys: defaults};
  const issues = [
    ...ownRuntimeIssues(document),
    ...(overridden.runtime ? [] : runtimeIssues(subject)),
    ...destinationIssues(subject),
  ];
  for (const [name, value] of Object.entries(mapping(file['functions'] ?? null))) {
    if (!isMapping(value)) continue;
    const own = {document, path: ['functions', name], keys: value};
    if (value['image'] === undefined && value['build'] === undefined) {
      issues.push(...(overridden.runtime ? [] : codeIssues(own, defaults)));
      issues.push(...(overridden.handler ? [] : handlerIssues(own, defaults, overridden)));
    } else {
      issues.push(...imageIssues(own));
    }
    issues.push(...imageConfigIssues(own), ...referenceIssues(own), ...destinationIssues(own));
  }
  return issues;
}

/** A destination that is no ARN is a function of the file. */
function destinationIssues({document, path, keys}: Subject): Issue[] {
  const names = Object.keys(mapping(mapping(document.value)['functions'] ?? null));
  const asynchronous = mapping(keys['asynchronous'] ?? null);
  return ['onSuccess', 'onFailure'].flatMap((key): Issue[] => {
    const name = asynchronous[key];
    if (typeof name !== 'string' || name.startsWith('arn:') || names.includes(name)) return [];
    return [
      {
        ...at({document, path: [...path, 'asynchronous', key], keys}),
        found: JSON.stringify(name),
        expected: 'the name of a function of this file, or an ARN',
        suggestion: closest(name, names) ?? null,
        code: 'PROJECT_INVALID',
      },
    ];
  });
}

function runtimeIssues({document, path, keys}: Subject): Issue[] {
  const id = keys['runtime'];
  const own = ownRuntimes(document);
  if (typeof id !== 'string' || findRuntime(id) !== undefined || own.includes(id)) return [];
  const suggestion = nearestRuntime(id, own) ?? null;
  const known = suggestion === null ? `: ${RUNTIMES.map((row) => row.id).join(', ')}` : '';
  return [
    {
      ...at({document, path: [...path, 'runtime'], keys}),
      found: JSON.stringify(id),
      expected: `a runtime of Lambda's${known}`,
      suggestion,
      code: 'RUNTIME_UNKNOWN',
    },
  ];
}

function codeIssues(subject: Subject, defaults: Keys): Issue[] {
  const {keys} = subject;
  if (keys['runtime'] !== undefined) return runtimeIssues(subject);
  if (defaults['runtime'] !== undefined || keys['baseImage'] !== undefined) return [];
  const expected = 'the key runtime is missing (or image, for a container image)';
  return [{...at(subject), found: null, expected, suggestion: null, code: 'PROJECT_INVALID'}];
}

/** The bootstrap of provided.* may do without a handler, and so may a base image of one's own. */
function handlerIssues(subject: Subject, defaults: Keys, {runtime: isOver}: Overridden): Issue[] {
  const {keys} = subject;
  const id = keys['runtime'] ?? defaults['runtime'];
  const runtime = typeof id === 'string' ? findRuntime(id) : undefined;
  if (runtime === undefined) return [];
  const handler = keys['handler'];
  if (handler !== undefined) return isOver ? [] : grammarIssues(subject, runtime.family);
  if (runtime.defaultCommand !== null) return [];
  const expected = `the key handler is missing, such as \`handler: ${HANDLERS[runtime.family].example}\``;
  return [{...at(subject), found: null, expected, suggestion: null, code: 'HANDLER_MISSING'}];
}

/** A base image of one's own may have a grammar of its own. */
function grammarIssues({document, path, keys}: Subject, family: RuntimeFamily): Issue[] {
  const handler = keys['handler'];
  const defaults = mapping(mapping(document.value)['defaults'] ?? null);
  const runtime = keys['runtime'] ?? defaults['runtime'] ?? null;
  const isOwn = typeof runtime === 'string' && ownRuntimes(document).includes(runtime);
  if (typeof handler !== 'string' || keys['baseImage'] !== undefined || isOwn) return [];
  const problem = handlerProblem(family, handler);
  if (problem === null) return [];
  return [
    {
      ...at({document, path: [...path, 'handler'], keys}),
      found: `${JSON.stringify(handler)} (${problem.why})`,
      expected: HANDLERS[family].form,
      suggestion: problem.example,
      code: 'HANDLER_INVALID',
    },
  ];
}

const NOT_OF_IMAGES = ['build', 'code', 'runtime', 'handler', 'layers', 'baseImage', 'ignore'];

function imageIssues({document, path, keys}: Subject): Issue[] {
  const own = keys['image'] === undefined ? 'build' : 'image';
  return NOT_OF_IMAGES.filter((key) => key !== own && keys[key] !== undefined).map((key) => ({
    ...at({document, path: [...path, key], keys}),
    found: null,
    expected: `${key} has no meaning beside ${own}: the image brings it (imageConfig.command names the handler)`,
    suggestion: null,
    code: 'PROJECT_INVALID',
  }));
}

/** Names of `runtimes:`. */
const ownRuntimes = (document: ConfigDocument): readonly string[] =>
  Object.keys(mapping(mapping(document.value)['runtimes'] ?? null));

const ownRuntimeIssues = (document: ConfigDocument): Issue[] =>
  Object.entries(mapping(mapping(document.value)['runtimes'] ?? null)).flatMap(([name, value]) =>
    referenceIssues({document, path: ['runtimes', name], keys: mapping(value)}),
  );

function referenceIssues({document, path, keys}: Subject): Issue[] {
  return ['image', 'baseImage'].flatMap((key) => {
    const text = keys[key];
    // A blank is the schema's to complain of.
    const isText = typeof text === 'string' && /^\S+$/.test(text);
    const expected = isText ? referenceProblem(text) : null;
    if (expected === null) return [];
    const place = at({document, path: [...path, key], keys});
    const found = JSON.stringify(text);
    return [{...place, found, expected, suggestion: null, code: 'PROJECT_INVALID'}];
  });
}

function imageConfigIssues({document, path, keys}: Subject): Issue[] {
  const isImage = keys['image'] !== undefined || keys['build'] !== undefined;
  if (keys['imageConfig'] === undefined || isImage) return [];
  return [
    {
      ...at({document, path: [...path, 'imageConfig'], keys}),
      found: null,
      expected: 'imageConfig has no meaning without image or build',
      suggestion: null,
      code: 'PROJECT_INVALID',
    },
  ];
}

function at({document, path}: Subject): Pick<Issue, 'path' | 'place'> {
  const node = document.nodes.get(pointerOf(path));
  const isFunction = path.length === 2;
  const place = (isFunction ? node?.keyPlace : null) ?? node?.place;
  return {path: path.join('.'), place: place ?? {file: document.shownAs, line: 1, column: 1}};
}

const isMapping = (value: DocumentValue): value is Keys =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !isReference(value);

const mapping = (value: DocumentValue): Keys => (isMapping(value) ? value : {});
