import {LambdockError} from '../../errors/lambdock-error.js';
import {MASK_KINDS, type ComparisonRule, type MaskKind} from './comparison-rule.js';

/** `--ignore PATH`, `--unordered PATH`, `--parse PATH`, `--mask …`, `--tolerance …`. */
export type RuleFlag = ComparisonRule['kind'];

/** The rule that a flag asks for; its path is read later. */
export function ruleOfFlag(flag: RuleFlag, value: string): ComparisonRule {
  const base = {text: `--${flag} ${value}`, place: null};
  if (flag === 'mask') return {...base, kind: flag, ...maskOfText(value, base.text)};
  if (flag === 'tolerance') return {...base, kind: flag, ...toleranceOf(value, base.text)};
  return {...base, kind: flag, path: value};
}

type MaskParts = Omit<Extract<ComparisonRule, {readonly kind: 'mask'}>, 'kind' | 'text' | 'place'>;

/** `uuid`, `$.id`, `timestamp:$.at` or `/order-\d+/`; `shown` is the rule as messages name it. */
export function maskOfText(value: string, shown: string): MaskParts {
  if (isMaskKind(value)) return {path: null, what: value, name: value};
  if (value.startsWith('$')) return {path: value, what: null, name: 'masked'};
  const [, regex] = /^\/(.+)\/$/s.exec(value) ?? [];
  if (regex !== undefined) return {path: null, what: {regex}, name: 'masked'};
  const [, kind = '', path] = /^([a-z-]+):(\$.*)$/s.exec(value) ?? [];
  if (path !== undefined && isMaskKind(kind)) return {path, what: kind, name: kind};
  throw new LambdockError('USAGE', {
    message: `${shown}: expected ${MASK_KINDS.join(', ')}, a JSON path, KIND:PATH or /REGEX/`,
    suggestions: [
      '--mask uuid',
      '--mask $.id',
      '--mask timestamp:$.createdAt',
      "--mask '/order-\\d+/'",
    ],
  });
}

function toleranceOf(value: string, shown: string): {path: string | null; within: number} {
  const [, path, number = ''] = /^(?:(\$.*)=)?([^=]+)$/s.exec(value) ?? [];
  const within = Number(number);
  if (number.trim() !== '' && Number.isFinite(within) && within > 0) {
    return {path: path ?? null, within};
  }
  throw new LambdockError('USAGE', {
    message: `${shown}: expected a number above zero, or PATH=NUMBER`,
    suggestions: ['--tolerance 0.01', '--tolerance $.price=0.01'],
  });
}

const isMaskKind = (text: string): text is MaskKind =>
  (MASK_KINDS as readonly string[]).includes(text);
