import {isExactList, isExactNumber, type ExactJson} from '../exact-json.js';
import type {Comparable} from './comparable.js';
import type {CompiledRule} from './compile-rules.js';
import {marksOf, withParsedTexts, type Marks} from './marks.js';
import {maskOf, maskOfPattern, type Mask} from './masks.js';

/** What a value is prepared with. */
export interface RuleContext {
  readonly rules: readonly CompiledRule[];
  /** The request id of the invocation that answered; null where it is not known. */
  readonly requestId: string | null;
  /** Told of every rule that has found its place. */
  readonly matched: (rule: CompiledRule) => void;
  /** Finds what masks have put there, where they may have been applied before; else null. */
  readonly masked: RegExp | null;
}

/** A JSON value as it is compared: what is ignored is left out, what is masked is its name. */
export function applyRules(value: ExactJson, context: RuleContext): Comparable {
  const whole = withParsedTexts(value, context.rules, context.matched);
  const rules = context.rules.filter(({rule}) => rule.kind !== 'parse');
  const scope = {context, masks: [], tolerance: null};
  // Of the whole answer nothing would be left: what is ignored at `$` is an answer without content.
  return prepared(whole, marksOf(whole, rules), scope) ?? {kind: 'raw', text: ''};
}

/** A text that is no JSON: masks of kinds and patterns are for it as well. */
export function applyToText(text: string, context: RuleContext): string {
  const masks = context.rules
    .filter(({path}) => path === null)
    .flatMap((rule) => maskFor(rule, context));
  return maskedText(text, {context, masks, tolerance: null});
}

interface Scope {
  readonly context: RuleContext;
  readonly masks: readonly ScopedMask[];
  readonly tolerance: CompiledRule | null;
}

interface ScopedMask {
  readonly mask: Mask;
  readonly of: CompiledRule;
}

/** Null: it is ignored. */
function prepared(value: ExactJson, marks: Marks | undefined, around: Scope): Comparable | null {
  const {matched} = around.context;
  const {rules = [], below} = marks ?? {};
  for (const rule of rules) {
    if (rule.rule.kind === 'ignore') return (matched(rule), null);
    if (rule.rule.kind === 'mask' && rule.rule.what === null) {
      matched(rule);
      return {kind: 'text', text: `<${rule.rule.name}>`};
    }
  }
  const scope = rules.length === 0 ? around : within(around, rules);
  if (typeof value === 'string') return {kind: 'text', text: maskedText(value, scope)};
  if (value === null || typeof value === 'boolean') {
    return {kind: 'word', text: value === null ? 'null' : value ? 'true' : 'false'};
  }
  if (isExactNumber(value)) return numberIn(value.value, scope);
  if (isExactList(value)) {
    const unordered = rules.find(({rule}) => rule.kind === 'unordered');
    if (unordered !== undefined) matched(unordered);
    const items = value.flatMap((item, index) => {
      const found = prepared(item, below?.get(index), scope);
      return found === null ? [] : [{index, value: found}];
    });
    return {kind: 'list', isUnordered: unordered !== undefined, items};
  }
  const members = Object.entries(value).flatMap(([name, member]) => {
    const found = prepared(member, below?.get(name), scope);
    return found === null ? [] : [[name, found] as const];
  });
  return {kind: 'object', members: new Map(members)};
}

const within = (around: Scope, rules: readonly CompiledRule[]): Scope => ({
  context: around.context,
  masks: [...around.masks, ...rules.flatMap((rule) => maskFor(rule, around.context))],
  tolerance: rules.findLast(({rule}) => rule.kind === 'tolerance') ?? around.tolerance,
});

function maskFor(of: CompiledRule, {requestId, masked}: RuleContext): ScopedMask[] {
  const {rule, pattern, path} = of;
  if (rule.kind !== 'mask') return [];
  if (pattern !== null) return [{of, mask: maskOfPattern(pattern, rule.name, masked)}];
  if (typeof rule.what !== 'string') return [];
  return [{of, mask: maskOf(rule.what, {requestId, isNamed: path !== null})}];
}

function maskedText(text: string, {masks, context}: Scope): string {
  let masked = text;
  for (const {mask, of} of masks) {
    const next = mask.text(masked);
    if (next !== masked) context.matched(of);
    masked = next;
  }
  return masked;
}

function numberIn(spelling: string, {masks, tolerance, context}: Scope): Comparable {
  const masking = masks.find(({mask}) => mask.number(spelling));
  if (masking !== undefined) {
    context.matched(masking.of);
    const {rule} = masking.of;
    return {kind: 'text', text: rule.kind === 'mask' ? `<${rule.name}>` : ''};
  }
  if (tolerance?.rule.kind !== 'tolerance') return {kind: 'number', text: spelling, within: 0};
  context.matched(tolerance);
  return {kind: 'number', text: spelling, within: tolerance.rule.within};
}
