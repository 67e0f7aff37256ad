import {isList, isMapping, ownValue, textOf} from '../../core/cloudformation/outcome.js';
import type {Destination, EventInvokeConfig} from '../../core/event-invoke.js';
import {destinationOf, eventInvokeConfig} from '../../core/event-invoke-config.js';
import {nameParts} from '../../core/function-name.js';
import {EVENT_AGE_SECONDS, RETRY_ATTEMPTS} from '../../core/limits.js';
import {isReference, type DocumentValue, type Reference} from '../../core/reference.js';
import {isThere, resourcesOf, type Resource} from './resources.js';
import {numberAt, perhaps, textAt, writtenAt} from './settings.js';
import {FUNCTION_TYPES, section, type Stack} from './stack.js';

/**
 * What a template says of events that nobody waits for: SAM's EventInvokeConfig of the function, or a
 * resource of that type. There is one version here: that of $LATEST comes first.
 */
export async function eventInvokeOf(resource: Resource): Promise<EventInvokeConfig> {
  const config = await configOf(resource);
  if (config !== undefined) return settingsAt(config, []);
  return resource.type === 'AWS::Serverless::Function'
    ? settingsAt(resource, ['EventInvokeConfig'])
    : {};
}

async function settingsAt(resource: Resource, path: readonly string[]): Promise<EventInvokeConfig> {
  const to = [...path, 'DestinationConfig'];
  return eventInvokeConfig({
    retries: await numberAt(resource, [...path, 'MaximumRetryAttempts'], RETRY_ATTEMPTS),
    maxAgeSeconds: await numberAt(
      resource,
      [...path, 'MaximumEventAgeInSeconds'],
      EVENT_AGE_SECONDS,
    ),
    onSuccess: await destinationAt(resource, [...to, 'OnSuccess']),
    onFailure: await destinationAt(resource, [...to, 'OnFailure']),
  });
}

async function configOf({stack, id}: Resource): Promise<Resource | undefined> {
  const found: Resource[] = [];
  for (const config of resourcesOf(stack, 'event invoke config', [EVENT_INVOKE_CONFIG])) {
    const name = await functionAt(config, ownValue(config.properties, 'FunctionName'));
    if (name === nameOf(stack, id) && (await isThere(config)) !== false) found.push(config);
  }
  const latest = found.find(
    ({properties}) => textOf(ownValue(properties, 'Qualifier')) === '$LATEST',
  );
  return latest ?? found[0];
}

const EVENT_INVOKE_CONFIG = 'AWS::Lambda::EventInvokeConfig';

const nameOf = ({path}: Stack, id: string): string => [...path, id].join('/');

/** Where records go; of SAM's own queues and topics only the type is written. */
async function destinationAt(
  resource: Resource,
  path: readonly string[],
): Promise<Destination | undefined> {
  const written = await writtenAt(resource, [...path, 'Destination']);
  if (written === undefined) {
    const type = await textAt(resource, [...path, 'Type']);
    return type === undefined
      ? undefined
      : {text: `the ${type} destination that SAM makes`, functionName: null};
  }
  const functionName = await functionAt(resource, written);
  if (functionName !== undefined) return {text: functionName, functionName};
  const text = await perhaps(written, resource.stack.scopes.values);
  if (text !== undefined) return destinationOf(text);
  return {text: isReference(written) ? written.text : '?', functionName: null};
}

/** The function of this stack that an expression means: by itself, or by its version or alias. */
async function functionAt(
  resource: Resource,
  written: DocumentValue | undefined,
  visited: readonly string[] = [],
): Promise<string | undefined> {
  const {stack} = resource;
  const id = isReference(written) ? idIn(written) : undefined;
  const named = id === undefined ? undefined : ownValue(section(stack, 'Resources'), id);
  if (id !== undefined && isMapping(named)) {
    const type = textOf(ownValue(named, 'Type')) ?? '';
    if (FUNCTION_TYPES.includes(type)) return nameOf(stack, id);
    // Those that lead to each other lead to no function.
    const [version] =
      VERSIONS.includes(type) && !visited.includes(id)
        ? resourcesOf(stack, 'version', [type]).filter((one) => one.id === id)
        : [];
    if (version === undefined) return undefined;
    return functionAt(version, ownValue(version.properties, 'FunctionName'), [...visited, id]);
  }
  const text = await perhaps(written, stack.scopes.values);
  return text === undefined ? undefined : functionNamed(stack, nameParts(text).name);
}

const VERSIONS: readonly string[] = ['AWS::Lambda::Alias', 'AWS::Lambda::Version'];

/** A function of this stack by its name in AWS. */
async function functionNamed(stack: Stack, name: string): Promise<string | undefined> {
  for (const one of resourcesOf(stack, 'function', FUNCTION_TYPES)) {
    const own = await perhaps(ownValue(one.properties, 'FunctionName'), stack.scopes.values);
    if (own === name) return nameOf(stack, one.id);
  }
  return undefined;
}

/** `Ref X`, `GetAtt X.Arn`, and SAM's `Ref X.Alias`. */
function idIn({name, argument}: Reference): string | undefined {
  if (name !== 'Ref' && name !== 'GetAtt') return undefined;
  const [first] = isList(argument) ? argument : [argument];
  return textOf(first)?.split('.')[0];
}
