import {isReference, type DocumentValue} from '../../core/reference.js';
import type {Evaluator, Reach, Told, Trail, VariableSource} from './evaluation.js';
import {entryAt, isList, outside, type Located, type Spot} from './located.js';
import {
  parseVariables,
  VariableSyntaxError,
  type Argument,
  type SourceCall,
  type Template,
  type Variable,
} from './parse-variables.js';
import {
  cycle,
  inText,
  tooDeep,
  tooLarge,
  unknownSource,
  unresolved,
  wrongSyntax,
} from './variable-errors.js';

const DEEPEST = 100;
/** Aliases and variables make small files large; no project needs so many values. */
const MOST_VALUES = 100_000;

interface Machine {
  readonly sources: ReadonlyMap<string, VariableSource>;
  /** What was found, by the entry it was found for. */
  readonly known: WeakMap<object, Map<string | number | null, Located>>;
}

/** Where a variable stands, and how far it may go. */
interface Way {
  readonly spot: Spot;
  readonly reach: Reach;
}

/** Opens an evaluator over sources by type; what was found once is kept. */
export function openEvaluator(sources: ReadonlyMap<string, VariableSource>): Evaluator {
  const machine: Machine = {sources, known: new WeakMap()};
  return {
    top: (located, reach) => top(machine, located, reach),
    whole: (located, reach) => whole(machine, located, reach),
    at: (located, keys, reach) => at(machine, {located, keys}, reach),
    text: (text, spot, reach) => textAt(machine, text, {spot, reach}),
  };
}

async function top(machine: Machine, located: Located, reach: Reach): Promise<Located> {
  const {value, spot, final} = located;
  if (final || typeof value !== 'string' || !value.includes('${')) return located;
  const {holder, key} = spot;
  if (holder === null) return textAt(machine, value, {spot, reach});
  const kept = machine.known.get(holder)?.get(key);
  if (kept !== undefined) return kept;
  const found = await textAt(machine, value, {spot, reach});
  // What the shell alone tells may be told otherwise by a .env file.
  if (reach.hostOnly !== true) {
    const ofHolder = machine.known.get(holder) ?? new Map<string | number | null, Located>();
    machine.known.set(holder, ofHolder.set(key, found));
  }
  return found;
}

function textAt(machine: Machine, text: string, {spot, reach}: Way): Promise<Located> {
  const trail = {spot, depth: (reach.trail?.depth ?? 0) + 1, up: reach.trail};
  if (isOnTrail(reach.trail, spot)) throw cycle(trail);
  if (trail.depth > DEEPEST) throw tooDeep(trail);
  return fill(machine, templateOf(text, spot), {spot, reach: {...reach, trail}});
}

/** One variable alone keeps its type; beside other text it becomes text. */
async function fill(machine: Machine, template: Template, way: Way): Promise<Located> {
  const [only] = template;
  if (template.length === 1 && only !== undefined && typeof only !== 'string') {
    return variable(machine, only, way);
  }
  const texts: string[] = [];
  let secret = false;
  for (const part of template) {
    if (typeof part === 'string') texts.push(part);
    else {
      const found = await variable(machine, part, way);
      texts.push(inText(found.value, part, way.spot));
      secret ||= found.secret;
    }
  }
  return {value: texts.join(''), spot: way.spot, final: true, secret};
}

async function variable(machine: Machine, asked: Variable, way: Way): Promise<Located> {
  const missing: string[] = [];
  for (const source of asked.sources) {
    if (source.kind === 'literal') return outside(source.value, way.spot);
    if (source.kind === 'variable') return variable(machine, source.variable, way);
    const told = await answer(machine, {source, asked}, way);
    if ('missing' in told) missing.push(told.missing);
    else {
      const found = await top(machine, told, way.reach);
      if (found.value !== null) return found;
      missing.push(`${source.type} gives null`);
    }
  }
  throw unresolved({asked, spot: way.spot, missing, trail: way.reach.trail});
}

interface Asked {
  readonly source: SourceCall;
  readonly asked: Variable;
}

async function answer(machine: Machine, {source, asked}: Asked, way: Way): Promise<Told> {
  const ask = machine.sources.get(source.type);
  if (ask === undefined) throw unknownSource(source.type, asked, way.spot);
  const params: DocumentValue[] = [];
  for (const param of source.params) params.push((await argument(machine, param, way)).value);
  if (source.address === null) return ask({params, address: null, ...way});
  const found = await argument(machine, source.address, way);
  const address = inText(found.value, asked, way.spot);
  return address === '' ? {missing: 'its address is empty'} : ask({params, address, ...way});
}

const argument = async (machine: Machine, written: Argument, way: Way): Promise<Located> =>
  'value' in written ? outside(written.value, way.spot) : fill(machine, written.template, way);

interface Tally {
  left: number;
  secret: boolean;
}

async function whole(machine: Machine, located: Located, reach: Reach): Promise<Located> {
  const tally: Tally = {left: MOST_VALUES, secret: located.secret};
  const value = await deep({machine, reach, tally}, located);
  return {value, spot: located.spot, final: true, secret: tally.secret};
}

interface Dive {
  readonly machine: Machine;
  readonly reach: Reach;
  readonly tally: Tally;
}

/** One after the other: two that need each other must meet on one trail to be seen. */
async function deep(dive: Dive, located: Located): Promise<DocumentValue> {
  if ((dive.tally.left -= 1) < 0) throw tooLarge(located.spot);
  const found = await top(dive.machine, located, dive.reach);
  const {value, spot} = found;
  dive.tally.secret ||= found.secret;
  if (typeof value !== 'object' || value === null || found.final) return value;
  if (isReference(value)) {
    const inner = {
      ...found,
      value: value.argument,
      spot: {...spot, holder: value, key: 'argument'},
    };
    const {name, kind, text, place} = value;
    return {name, kind, argument: await deep(dive, inner), text, place};
  }
  const values: [string, DocumentValue][] = [];
  for (const key of Object.keys(value)) {
    const inner = entryAt(found, key);
    if (inner !== undefined) values.push([key, await deep(dive, inner)]);
  }
  return isList(value) ? values.map(([, inner]) => inner) : Object.fromEntries(values);
}

interface Address {
  readonly located: Located;
  readonly keys: readonly string[];
}

async function at(
  machine: Machine,
  {located, keys}: Address,
  reach: Reach,
): Promise<Located | undefined> {
  let here = await top(machine, located, reach);
  for (const key of keys) {
    const inner = entryAt(here, key);
    if (inner === undefined) return undefined;
    here = await top(machine, inner, reach);
  }
  return here;
}

function templateOf(text: string, spot: Spot): Template {
  try {
    return parseVariables(text);
  } catch (error) {
    throw error instanceof VariableSyntaxError ? wrongSyntax(error, text, spot) : error;
  }
}

function isOnTrail(trail: Trail | undefined, {holder, key}: Spot): boolean {
  if (holder === null) return false;
  for (let here = trail; here !== undefined; here = here.up) {
    if (here.spot.holder === holder && here.spot.key === key) return true;
  }
  return false;
}
