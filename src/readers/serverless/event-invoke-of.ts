import type {Destination, EventInvokeConfig} from '../../core/event-invoke.js';
import {destinationOf, eventInvokeConfig} from '../../core/event-invoke-config.js';
import {EVENT_AGE_SECONDS, RETRY_ATTEMPTS} from '../../core/limits.js';
import {isReference, type DocumentValue} from '../../core/reference.js';
import {NeedsAws} from './evaluation.js';
import {numberOf, ownSetting, wrongValue, type FunctionReading} from './function-reading.js';
import {entryAt, isList, isMapping, type Located} from './located.js';
import {logicalName} from './logical-names.js';

/** What a function says of events that nobody waits for; `names` are all functions of the service. */
export async function eventInvokeOf(
  reading: FunctionReading,
  names: Iterable<string>,
): Promise<EventInvokeConfig> {
  const attempts = await ownSetting(reading, 'maximumRetryAttempts');
  const age = await ownSetting(reading, 'maximumEventAge');
  const all = [...names];
  return eventInvokeConfig({
    retries: numberOf(attempts, {...RETRY_ATTEMPTS, unit: 'retries'}),
    maxAgeSeconds: numberOf(age, {...EVENT_AGE_SECONDS, unit: 'seconds'}),
    onSuccess: await destinationAt(reading, 'onSuccess', all),
    onFailure: await destinationAt(reading, 'onFailure', all),
  });
}

/** A function of the service, an ARN, or `{type, arn}`. */
async function destinationAt(
  reading: FunctionReading,
  key: string,
  names: readonly string[],
): Promise<Destination | undefined> {
  const found = await ownSetting(reading, 'destinations', key);
  if (found === undefined) return undefined;
  const {value} = isMapping(found.value) ? await arnOf(reading, found) : found;
  if (typeof value === 'string' && value !== '') return destinationOf(value);
  if (!isReference(value))
    throw wrongValue(found, 'a function of the service, an ARN, or a mapping with type and arn');
  const functionName = names.find((name) => `${logicalName(name)}LambdaFunction` === idIn(value));
  return {text: functionName ?? value.text, functionName: functionName ?? null};
}

async function arnOf({service}: FunctionReading, found: Located): Promise<{value: DocumentValue}> {
  const entry = entryAt(found, 'arn');
  if (entry === undefined) throw wrongValue(found, 'a mapping with type and arn');
  // What only AWS knows is no function of this service.
  const text = typeof entry.value === 'string' ? entry.value : '?';
  const unknown = {value: {...UNKNOWN, text}};
  return service.evaluator.top(entry, {aws: false}).catch((error: unknown) => {
    if (error instanceof NeedsAws) return unknown;
    throw error;
  });
}

const UNKNOWN = {kind: 'other', name: 'Variable', argument: null, place: null} as const;

/** `Ref X` and `GetAtt X.Arn`. */
function idIn({name, argument}: {readonly name: string; readonly argument: DocumentValue}) {
  if (name !== 'Ref' && name !== 'GetAtt') return null;
  const [first] = isList(argument) ? argument : [argument];
  return typeof first === 'string' ? first.split('.')[0] : null;
}
