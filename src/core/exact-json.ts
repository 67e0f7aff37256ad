import {LosslessNumber, compareNumber, parse, splitNumber} from 'lossless-json';

/** A JSON value in which every number is as it was spelled. */
export type ExactJson =
  string | boolean | null | LosslessNumber | readonly ExactJson[] | ExactMapping;

/** Members by name. */
export interface ExactMapping {
  readonly [name: string]: ExactJson;
}

/** The value of a JSON text, or undefined where it is none (or nested too deep to be read). */
export function readExactJson(text: string, deepest = DEEPEST): ExactJson | undefined {
  try {
    // As in JavaScript, the last of several members of one name counts.
    const value = parse(text, null, {onDuplicateKey: ({newValue}) => newValue}) as ExactJson;
    return isDeeperThan(value, deepest) ? undefined : value;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof RangeError) return undefined;
    throw error;
  }
}

/** No answer that means something is nested deeper; what walks through it needs a stack. */
export const DEEPEST = 500;

const isDeeperThan = (value: ExactJson, levels: number): boolean =>
  typeof value === 'object' &&
  value !== null &&
  !isExactNumber(value) &&
  (levels === 0 || Object.values(value).some((part) => isDeeperThan(part, levels - 1)));

/** Whether a value is a number. */
export const isExactNumber = (value: ExactJson): value is LosslessNumber =>
  value instanceof LosslessNumber;

/** Whether a value is a list. */
export const isExactList = (value: ExactJson): value is readonly ExactJson[] =>
  Array.isArray(value);

/** Whether a value has members. */
export const isExactMapping = (value: ExactJson): value is ExactMapping =>
  typeof value === 'object' && value !== null && !isExactList(value) && !isExactNumber(value);

/** Whether two spellings are one number: `1.0` is `1e0`, 9007199254740993 is not 9007199254740992. */
export const isSameNumber = (one: string, other: string): boolean =>
  compareNumber(one, other) === 0;

/** A number by its digits; `exponent` is the power of ten of the first one. */
export const digitsOf = (
  text: string,
): {readonly sign: '-' | ''; readonly digits: string; readonly exponent: number} =>
  splitNumber(text);

/** One spelling for all spellings of a number. */
export function canonicalNumber(text: string): string {
  const {sign, digits, exponent} = splitNumber(text);
  return `${sign}${digits}e${exponent}`;
}

/** The same in plain digits, as people write them: `1e1` is `10`, `1.50` is `1.5`. */
export function plainNumber(text: string): string {
  const {sign, digits, exponent} = splitNumber(text);
  if (digits === '0') return '0';
  if (exponent < MOST_ZEROS && -exponent < MOST_ZEROS) {
    const whole = exponent < 0 ? '0' : digits.slice(0, exponent + 1).padEnd(exponent + 1, '0');
    const rest =
      exponent < 0 ? `${'0'.repeat(-exponent - 1)}${digits}` : digits.slice(exponent + 1);
    return `${sign}${whole}${rest === '' ? '' : `.${rest}`}`;
  }
  return canonicalNumber(text);
}

const MOST_ZEROS = 21;

/** The value as `JSON.parse` would have made it. */
export function plainValue(value: ExactJson): unknown {
  if (isExactNumber(value)) return Number(value.value);
  if (isExactList(value)) return value.map(plainValue);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, plainValue(part)]));
}
