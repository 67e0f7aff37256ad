import {ARCHITECTURES, type Architecture} from '../../core/architecture.js';
import {isMapping, ownValue, textOf} from '../../core/cloudformation/outcome.js';
import {DEFAULTS} from '../../core/defaults.js';
import type {FileSystem, FunctionSpec} from '../../core/function-spec.js';
import {isList} from '../../core/cloudformation/outcome.js';
import {handlerProblem, HANDLERS} from '../../core/handler.js';
import {EPHEMERAL_STORAGE_MB, MEMORY_MB, TIMEOUT_SECONDS} from '../../core/limits.js';
import {isOnlyImage} from '../../core/override-function.js';
import {findRuntime, nearestRuntime, RUNTIMES} from '../../core/runtime.js';
import {codeOf, imageOf, isImage} from './code-of.js';
import {layersOf} from './layers-of.js';
import {
  numberAt,
  perhaps,
  placeOf,
  textAt,
  textsAt,
  unfit,
  valueAt,
  writtenAt,
} from './settings.js';
import type {Resource} from './resources.js';
import type {World} from './stack.js';
import {loggingOf} from './logging-of.js';
import {variablesOf} from './variables-of.js';

type Package = Pick<FunctionSpec, 'runtime' | 'handler' | 'code' | 'layers'>;

/** The settings of a function; what flags say instead is not looked at. */
export async function functionSpec(
  world: World,
  resource: Resource,
  name: string,
): Promise<FunctionSpec> {
  const {overrides} = world.surroundings;
  const {stack, id} = resource;
  const ownPackage = await packageOf(world, resource);
  const physicalName = (await physicalNameOf(resource)) ?? (name === id ? undefined : id);
  const fileSystems = await fileSystemsOf(resource);
  const storage = await numberAt(resource, ['EphemeralStorage', 'Size'], EPHEMERAL_STORAGE_MB);
  const memory = overrides.memoryMb ?? (await numberAt(resource, ['MemorySize'], MEMORY_MB));
  const timeout =
    overrides.timeoutSeconds ?? (await numberAt(resource, ['Timeout'], TIMEOUT_SECONDS));
  const logging = await loggingOf(resource);
  const {template, source} = stack.scopes.values;
  return {
    name,
    ...ownPackage,
    architecture: overrides.architecture ?? (await architectureOf(resource)),
    baseImage: null,
    environment: await variablesOf(resource),
    memoryMb: memory ?? DEFAULTS.memoryMb,
    timeoutMs: (timeout ?? DEFAULTS.timeoutSeconds) * 1000,
    place: placeOf(resource, []),
    scope: {stack: stack.deployed, template, local: source},
    ...(physicalName !== undefined && {physicalName}),
    ...(fileSystems.length > 0 && {fileSystems}),
    ...(logging !== undefined && {logging}),
    ...(storage !== undefined && {ephemeralStorageMb: storage}),
  };
}

/** The function's name in AWS, where the template tells it. */
export const physicalNameOf = async (resource: Resource): Promise<string | undefined> =>
  perhaps(ownValue(resource.properties, 'FunctionName'), resource.stack.scopes.values);

async function packageOf(world: World, resource: Resource): Promise<Package> {
  const {overrides} = world.surroundings;
  const nothing = {kind: 'directory', path: resource.stack.folder, ignore: []} as const;
  // Flags say all of it: an image, or runtime and code, in place of the template's.
  if (isOnlyImage(overrides)) return {runtime: null, handler: null, code: nothing, layers: []};
  if (overrides.code === undefined && (await isImage(resource))) {
    return {runtime: null, handler: null, code: await imageOf(world, resource), layers: []};
  }
  const runtime = overrides.runtime ?? (await runtimeOf(resource));
  const handler = overrides.handler === undefined ? await handlerOf(resource, runtime) : null;
  return {
    runtime,
    handler,
    code: overrides.code === undefined ? await codeOf(world, resource, runtime) : nothing,
    layers: overrides.layers === undefined ? await layersOf(world, resource) : [],
  };
}

async function runtimeOf(resource: Resource): Promise<string | null> {
  const runtime = await textAt(resource, ['Runtime']);
  if (runtime === undefined) {
    throw await unfit(resource, [], {
      found: undefined,
      expected: 'the key Runtime is missing (or PackageType: Image, for a container image)',
    });
  }
  if (findRuntime(runtime) !== undefined) return runtime;
  const suggestion = nearestRuntime(runtime) ?? null;
  const all = suggestion === null ? `: ${RUNTIMES.map((row) => row.id).join(', ')}` : '';
  const expected = `a runtime of Lambda's${all}`;
  throw await unfit(resource, ['Runtime'], {
    found: runtime,
    expected,
    suggestion,
    code: 'RUNTIME_UNKNOWN',
  });
}

async function handlerOf(resource: Resource, runtime: string | null): Promise<string | null> {
  const handler = await textAt(resource, ['Handler']);
  const row = runtime === null ? undefined : findRuntime(runtime);
  if (row === undefined) return handler ?? null;
  const {form, example} = HANDLERS[row.family];
  if (handler === undefined) {
    if (row.defaultCommand !== null) return null;
    const expected = `the key Handler is missing, such as \`Handler: ${example}\``;
    throw await unfit(resource, [], {found: undefined, expected, code: 'HANDLER_MISSING'});
  }
  const problem = handlerProblem(row.family, handler);
  if (problem === null) return handler;
  throw await unfit(resource, ['Handler'], {
    found: handler,
    expected: `${form} (${problem.why})`,
    suggestion: problem.example,
    code: 'HANDLER_INVALID',
  });
}

async function architectureOf(resource: Resource): Promise<Architecture> {
  const [first = DEFAULTS.architecture] = (await textsAt(resource, ['Architectures'])) ?? [];
  const found = ARCHITECTURES.find((architecture) => architecture === first);
  if (found !== undefined) return found;
  throw await unfit(resource, ['Architectures'], {
    found: first,
    expected: ARCHITECTURES.join(' or '),
  });
}

/** File systems by their mount paths; what stands for them here is said elsewhere. */
async function fileSystemsOf(resource: Resource): Promise<readonly FileSystem[]> {
  const written = await writtenAt(resource, ['FileSystemConfigs']);
  if (!isList(written)) return [];
  return Promise.all(
    written.map(async (entry, index) => {
      const own = ['FileSystemConfigs', String(index)];
      const parts = isMapping(entry) ? entry : {};
      const mountPath = await perhaps(
        ownValue(parts, 'LocalMountPath'),
        resource.stack.scopes.values,
      );
      if (mountPath === undefined) {
        const found = await valueAt(resource, ['FileSystemConfigs']);
        throw await unfit(resource, own, {found, expected: 'a LocalMountPath, such as /mnt/data'});
      }
      const arn = await perhaps(ownValue(parts, 'Arn'), resource.stack.scopes.values);
      return {mountPath, arn: textOf(arn) ?? null, source: null, place: placeOf(resource, own)};
    }),
  );
}
