import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Document,
  type Node,
  type Pair,
  type Scalar,
} from 'yaml';
import {pointerOf, type DocumentNode} from '../core/document.js';
import type {Issue} from '../core/issue.js';
import {closest} from '../core/nearest-name.js';
import type {Place} from '../core/place.js';
import {INTRINSICS, referenceKind, type DocumentValue, type Reference} from '../core/reference.js';

type Path = readonly (string | number)[];
type YamlPair = Pair<unknown, Node | null>;

/** Aliases make small files large ("billion laughs"); no project file needs so many values. */
const MOST_VALUES = 100_000;

/** A parsed file. */
export interface ParsedText {
  readonly document: Document.Parsed;
  readonly text: string;
  readonly placeOf: (offset: number) => Place;
  /** Where `{Ref: …}` and `{"Fn::…": …}` are CloudFormation functions; short tags are so everywhere. */
  readonly longForms: 'environment' | 'everywhere' | 'template';
}

/** What one walk over a parsed file gathers. */
export interface Walked {
  readonly value: DocumentValue;
  readonly nodes: ReadonlyMap<string, DocumentNode>;
  readonly issues: readonly Issue[];
}

interface Walk extends ParsedText {
  readonly nodes: Map<string, DocumentNode>;
  readonly issues: Issue[];
  /** Alias targets being visited: an alias to one of them never ends. */
  readonly open: Set<Node>;
}

/** Turns a parsed YAML file into its plain value, with the place of each part. */
export function walkDocument(source: ParsedText): Walked {
  const walk: Walk = {...source, nodes: new Map(), issues: [], open: new Set()};
  return {
    value: visit(walk, source.document.contents, {path: [], key: null}),
    nodes: walk.nodes,
    issues: walk.issues,
  };
}

/** Where a value stands: its path, and its key in a mapping. */
interface Spot {
  readonly path: Path;
  readonly key: Node | null;
}

function visit(walk: Walk, node: Node | null, {path, key}: Spot): DocumentValue {
  walk.nodes.set(pointerOf(path), {
    place: placeOf(walk, node ?? key),
    keyPlace: key === null ? null : placeOf(walk, key),
    source: sourceOf(node),
  });
  if (walk.nodes.size === MOST_VALUES) report(walk, {path: [], at: node, says: 'too many values'});
  if (node === null || walk.nodes.size >= MOST_VALUES) return null;
  if (isAlias(node)) return visitAlias(walk, node, {path, key});
  if (node.tag?.startsWith('!') === true && node.tag !== '!') return tagged(walk, node, path);
  if (isMap<unknown, Node | null>(node)) return visitMapping(walk, node, path);
  if (isSeq<Node | null>(node)) {
    return node.items.map((item, index) => visit(walk, item, {path: [...path, index], key: null}));
  }
  return isScalar(node) ? plainScalar(walk, node) : null;
}

function visitAlias(walk: Walk, node: Node, spot: Spot): DocumentValue {
  const target = targetOf(walk, node);
  if (target === null || walk.open.has(target)) {
    report(walk, {path: spot.path, at: node, says: 'an alias that contains itself'});
    return null;
  }
  walk.open.add(target);
  try {
    return visit(walk, target, spot);
  } finally {
    walk.open.delete(target);
  }
}

function visitMapping(
  walk: Walk,
  node: Node & {items: readonly YamlPair[]},
  path: Path,
): DocumentValue {
  const mayBe = walk.longForms !== 'environment' || path.at(-2) === 'environment';
  const reference = mayBe ? longForm(walk, node, path) : null;
  if (reference !== null) return reference;
  const values = new Map<string, DocumentValue>();
  for (const {key, value} of node.items) {
    const name = nameOf(key);
    if (name === undefined) continue;
    const inner = [...path, name];
    if (values.has(name)) {
      const line = walk.nodes.get(pointerOf(inner))?.keyPlace?.line ?? 0;
      report(walk, {path: inner, at: key, says: `given twice, first in line ${line}`});
    }
    values.set(name, visit(walk, value, {path: inner, key: key as Node}));
  }
  for (const {key, value} of node.items) {
    if (nameOf(key) !== undefined) continue;
    if (!isMerge(key)) report(walk, {path, at: key ?? node, says: 'a key that is no text'});
    for (const pair of isMerge(key) ? mergedPairs(walk, value, path) : []) {
      const name = nameOf(pair.key);
      if (name === undefined || values.has(name)) continue;
      values.set(name, visit(walk, pair.value, {path: [...path, name], key: pair.key as Node}));
    }
  }
  return Object.fromEntries(values);
}

const isMerge = (key: unknown): boolean => isScalar(key) && typeof key.value === 'symbol';

const nameOf = (key: unknown): string | undefined => {
  if (!isScalar(key) || typeof key.value === 'symbol') return undefined;
  return typeof key.value === 'string' ? key.value : (key.source ?? String(key.value));
};

/** `<<: *defaults`: the pairs of the mappings that are merged in, the first ones first. */
function mergedPairs(walk: Walk, value: Node | null, path: Path): readonly YamlPair[] {
  const target = targetOf(walk, value);
  return (isSeq<Node | null>(target) ? target.items : [target]).flatMap((source) => {
    const mapping = targetOf(walk, source);
    if (isMap<unknown, Node | null>(mapping)) return mapping.items;
    report(walk, {path, at: source ?? value, says: '<< takes a mapping or a list of mappings'});
    return [];
  });
}

function tagged(walk: Walk, node: Node, path: Path): DocumentValue {
  const tag = node.tag ?? '';
  const name = tag.slice(1);
  if (!INTRINSICS.includes(name)) {
    const nearest = closest(name, INTRINSICS);
    const suggestion = nearest === undefined ? null : `!${nearest}`;
    report(walk, {path, at: node, says: `unknown tag ${tag}`, suggestion});
  }
  const argument = untagged(walk, node, [...path, name]);
  return reference(walk, node, {name, argument, text: `${tag} ${written(walk, node)}`});
}

/** What stands behind a tag. */
function untagged(walk: Walk, node: Node, path: Path): DocumentValue {
  if (isMap<unknown, Node | null>(node)) return visitMapping(walk, node, path);
  if (isSeq<Node | null>(node)) {
    return node.items.map((item, index) => visit(walk, item, {path: [...path, index], key: null}));
  }
  return isScalar(node) ? plainScalar(walk, node) : null;
}

/** `{Ref: Name}` or `{"Fn::Sub": ...}` as the value of a variable. */
function longForm(
  walk: Walk,
  node: Node & {items: readonly YamlPair[]},
  path: Path,
): Reference | null {
  const [pair] = node.items;
  const key = node.items.length === 1 ? nameOf(pair?.key) : undefined;
  const name = key === 'Ref' ? key : /^Fn::(\w+)$/.exec(key ?? '')?.[1];
  if (name === undefined || pair === undefined) return null;
  const argument = visit(walk, pair.value, {path: [...path, name], key: pair.key as Node});
  return reference(walk, node, {name, argument, text: written(walk, node)});
}

const reference = (
  walk: Walk,
  node: Node,
  {name, argument, text}: {name: string; argument: DocumentValue; text: string},
): Reference => ({
  text,
  kind: referenceKind(name),
  name,
  argument,
  place: placeOf(walk, node),
});

const written = ({text}: Walk, {range}: Node): string =>
  text.slice(range?.[0], range?.[1]).trim().replace(/\s+/g, ' ');

const targetOf = (walk: Walk, node: Node | null): Node | null =>
  isAlias(node) ? (node.resolve(walk.document) ?? null) : node;

/** A value begins with its tag, which YAML's own range of a node leaves out. */
function placeOf(walk: Walk, at: unknown): Place {
  const {range, tag} = (at ?? {}) as Partial<Pick<Node, 'range' | 'tag'>>;
  const start = range?.[0] ?? walk.document.range[0];
  const tagged = tag?.startsWith('!') === true ? walk.text.lastIndexOf(tag, start) : -1;
  return walk.placeOf(tagged === -1 ? start : tagged);
}

interface Finding {
  readonly path: Path;
  readonly at: unknown;
  readonly says: string;
  readonly suggestion?: string | null;
}

function report(walk: Walk, {path, at, says, suggestion = null}: Finding): void {
  walk.issues.push({
    path: path.join('.'),
    place: placeOf(walk, at),
    found: null,
    expected: says,
    suggestion,
    code: 'PROJECT_INVALID',
  });
}

const sourceOf = (node: Node | null): string | null =>
  isScalar(node) ? (node.source ?? '') : null;

/** YAML 1.1, which CloudFormation reads, has more words for booleans. */
const BOOLEAN = /^(?:yes|on|(no|off))$/i;

function plainScalar({longForms}: Walk, {value, source, type}: Scalar): DocumentValue {
  if (longForms === 'template' && type === 'PLAIN') {
    const word = BOOLEAN.exec(source ?? '');
    if (word !== null) return word[1] === undefined;
    if (typeof value === 'number' && String(value) !== source) return source ?? value;
  }
  if (typeof value === 'bigint') return Number(value);
  if (value === null || typeof value === 'boolean' || typeof value === 'number') return value;
  return typeof value === 'string' ? value : (source ?? null);
}
