import type {DeclaredValue, DeclaredVariable} from '../../core/function-spec.js';
import {formatPlace} from '../../core/place.js';
import type {DeferredValue} from '../../core/reference-scope.js';
import {isReference, type DocumentValue, type Reference} from '../../core/reference.js';
import {isLambdockError, LambdockError} from '../../errors/lambdock-error.js';
import {NeedsAws} from './evaluation.js';
import {checkedKeys, ownSetting, serviceSetting, type FunctionReading} from './function-reading.js';
import {entryAt, isList, placeOf, type Located} from './located.js';

/** The variables of the provider, and over them those of the function. */
export async function declaredVariables(
  reading: FunctionReading,
): Promise<Readonly<Record<string, DeclaredVariable>>> {
  const groups = [
    await serviceSetting(reading, 'provider', 'environment'),
    await ownSetting(reading, 'environment'),
  ];
  const written = new Map<string, Located>();
  for (const group of groups) {
    if (group === undefined) continue;
    for (const name of checkedKeys(group, 'a mapping of variable names to values')) {
      const entry = entryAt(group, name);
      if (entry !== undefined) written.set(name, entry);
    }
  }
  const declared: [string, DeclaredVariable][] = [];
  for (const [name, entry] of written) {
    const value = await declaredValue(reading, name, entry);
    declared.push([name, {value, origin: formatPlace(placeOf(entry.spot))}]);
  }
  return Object.fromEntries(declared);
}

/**
 * What can be told without AWS is told; everything else waits until it is reached, so that a value
 * from a flag needs neither AWS nor a variable that is set.
 */
async function declaredValue(
  reading: FunctionReading,
  name: string,
  entry: Located,
): Promise<DeclaredValue> {
  try {
    const found = await valueOf(reading, entry, {name, aws: false});
    return found.secret ? deferred(reading, name, entry) : found.value;
  } catch (error) {
    if (!(error instanceof NeedsAws) && !isLambdockError(error)) throw error;
    return deferred(reading, name, entry);
  }
}

const deferred = (reading: FunctionReading, name: string, entry: Located): DeferredValue => ({
  kind: 'deferred',
  text: writtenText(entry.value),
  place: placeOf(entry.spot),
  find: () => valueOf(reading, entry, {name, aws: true}),
});

const writtenText = (value: DocumentValue): string => {
  if (typeof value === 'string') return value;
  return isReference(value) ? value.text : JSON.stringify(value);
};

interface Wanted {
  readonly name: string;
  readonly aws: boolean;
}

async function valueOf(
  {service, key}: FunctionReading,
  entry: Located,
  {name, aws}: Wanted,
): Promise<{readonly value: string | null | Reference; readonly secret: boolean}> {
  const reach = {aws};
  const top = await service.evaluator.top(entry, reach);
  const whole = await service.evaluator.whole(top, reach);
  const {value} = whole;
  const secret = top.secret || whole.secret;
  if (value === null || typeof value === 'string' || isReference(value)) return {value, secret};
  if (typeof value === 'number') return {value: spelled(value, top), secret};
  if (typeof value === 'boolean') return {value: String(value), secret};
  const place = placeOf(entry.spot);
  throw new LambdockError('ENV_INVALID', {
    message: `${formatPlace(place)}: the variable ${name} of ${key} is ${isList(value) ? 'a list' : 'a mapping'}, expected a text, a number, true, false or null`,
    suggestions: [`give it as text: --env ${name}=VALUE`],
    details: {function: key, variable: name, ...place},
  });
}

/** A number keeps its spelling where the file has it: `1.10` stays `1.10`. */
function spelled(value: number, {spot: {file, holder, key}}: Located): string {
  const written = file.written(holder, key);
  return written !== null && Number(written) === value ? written : String(value);
}
