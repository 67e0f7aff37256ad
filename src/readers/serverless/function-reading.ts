import {formatPlace} from '../../core/place.js';
import {isReference, type DocumentValue} from '../../core/reference.js';
import {LambdockError} from '../../errors/lambdock-error.js';
import type {Reach} from './evaluation.js';
import {isList, isMapping, keysOf, placeOf, type Located} from './located.js';
import type {Service} from './settings-of-service.js';

/** One function that is being read. */
export interface FunctionReading {
  readonly service: Service;
  /** Its key in the file. */
  readonly key: string;
  readonly own: Located;
}

/** AWS may be asked for settings: the function cannot be run without them. */
export const SETTINGS: Reach = {aws: true};

/** A setting of the function, with variables inside it still to be evaluated; null counts as none. */
export async function ownSetting(
  {service, own}: FunctionReading,
  ...keys: readonly string[]
): Promise<Located | undefined> {
  const found = await service.evaluator.at(own, keys, SETTINGS);
  return found === undefined || found.value === null ? undefined : found;
}

/** A setting of the service. */
export async function serviceSetting(
  {service}: Pick<FunctionReading, 'service'>,
  ...keys: readonly string[]
): Promise<Located | undefined> {
  const found = await service.evaluator.at(service.root, keys, SETTINGS);
  return found === undefined || found.value === null ? undefined : found;
}

/** A setting of the function, else of the provider. */
export const setting = async (
  reading: FunctionReading,
  key: string,
): Promise<Located | undefined> =>
  (await ownSetting(reading, key)) ?? serviceSetting(reading, 'provider', key);

/** A text; numbers become one. */
export function textOf(found: Located | undefined, expected: string): string | undefined {
  if (found === undefined) return undefined;
  const {value} = found;
  if (typeof value === 'string' && value !== '') return value;
  if (typeof value === 'number') return String(value);
  throw wrongValue(found, expected);
}

/** A whole number in a range; numeric texts count. */
export function numberOf(
  found: Located | undefined,
  {min, max, unit}: {readonly min: number; readonly max: number; readonly unit: string},
): number | undefined {
  if (found === undefined) return undefined;
  const {value} = found;
  const isNumeric = typeof value === 'string' && /^\s*\d+\s*$/.test(value);
  const number = isNumeric ? Number(value) : value;
  if (typeof number === 'number' && Number.isInteger(number) && number >= min && number <= max) {
    return number;
  }
  throw wrongValue(found, `a whole number of ${unit} from ${min} to ${max}`);
}

/** A list of texts, variables in it evaluated. */
export async function textsOf(
  {service}: Pick<FunctionReading, 'service'>,
  found: Located | undefined,
  expected: string,
): Promise<readonly string[] | undefined> {
  if (found === undefined) return undefined;
  const whole = await service.evaluator.whole(found, SETTINGS);
  const {value} = whole;
  const list = isList(value) ? value : [value];
  return list.map((item) => {
    if (typeof item === 'string') return item;
    if (typeof item === 'number') return String(item);
    throw wrongValue({...whole, value: item}, expected);
  });
}

/** A mapping's keys; anything else is wrong. */
export function checkedKeys(found: Located, expected: string): readonly string[] {
  if (isMapping(found.value)) return keysOf(found);
  throw wrongValue(found, expected);
}

/** A setting that is not of the kind it must be. */
export function wrongValue({value, spot, secret}: Located, expected: string): LambdockError {
  const place = placeOf(spot);
  const found = secret ? 'a secret' : describe(value);
  return new LambdockError('PROJECT_INVALID', {
    message: `${formatPlace(place)}: ${spot.path === '' ? '' : `${spot.path}: `}found ${found}, expected ${expected}`,
    details: {issues: [{path: spot.path, ...place, found, expected, suggestion: null}]},
  });
}

function describe(value: DocumentValue): string {
  if (value === null) return 'nothing';
  if (isReference(value)) return `the CloudFormation function ${value.text}`;
  if (isList(value)) return 'a list';
  return typeof value === 'object' ? 'a mapping' : JSON.stringify(value);
}

/** A setting that is missing, told at the function that lacks it. */
export function missingSetting(reading: FunctionReading, what: string): LambdockError {
  const {spot} = reading.own;
  const place = placeOf(spot);
  return new LambdockError('PROJECT_INVALID', {
    message: `${formatPlace(place)}: ${spot.path === '' ? reading.key : spot.path}: ${what}`,
    details: {function: reading.key, ...place},
  });
}
