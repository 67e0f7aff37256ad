import type {Architecture} from '../../core/architecture.js';
import {ARCHITECTURES} from '../../core/architecture.js';
import {DEFAULTS} from '../../core/defaults.js';
import type {FileSystem, FunctionSpec} from '../../core/function-spec.js';
import {handlerInvalid} from '../../core/handler-invalid.js';
import {EPHEMERAL_STORAGE_MB, MEMORY_MB, TIMEOUT_SECONDS} from '../../core/limits.js';
import type {ReferenceScope} from '../../core/reference-scope.js';
import {isReference} from '../../core/reference.js';
import {findRuntime} from '../../core/runtime.js';
import {runtimeUnknown} from '../../core/runtime-unknown.js';
import {LambdockError} from '../../errors/lambdock-error.js';
import {codeOf} from './function-code.js';
import {declaredVariables} from './function-environment.js';
import {imageOf, replacedImage} from './function-image.js';
import {layersOf} from './function-layers.js';
import {
  missingSetting,
  numberOf,
  ownSetting,
  serviceSetting,
  setting,
  SETTINGS,
  textOf,
  wrongValue,
  type FunctionReading,
} from './function-reading.js';
import {entryAt, isMapping, placeOf, type Located} from './located.js';
import {loggingOf} from './logging-of.js';
import {FRAMEWORK} from './settings-of-service.js';

/** All of a function's settings; what belongs to other functions is not looked at. */
export async function functionSpec(
  reading: FunctionReading,
  scope: () => Promise<ReferenceScope>,
): Promise<FunctionSpec> {
  const {key, own} = reading;
  if (!isMapping(own.value)) throw wrongValue(own, 'a mapping with handler or image');
  const {overridden} = reading.service.tools.flags;
  const image = (await replacedImage(reading)) ?? (await imageOf(reading));
  const packaged = image === undefined ? await packageOf(reading) : null;
  const environment = await declaredVariables(reading);
  const needsScope = Object.values(environment).some(({value}) => typeof value === 'object');
  const storage = await ephemeralStorage(reading);
  const fileSystems = await fileSystemsOf(reading);
  const logging = await loggingOf(reading);
  return {
    name: key,
    runtime: packaged?.runtime ?? null,
    architecture:
      (overridden.architecture ? undefined : await architectureOf(reading)) ??
      image?.architecture ??
      DEFAULTS.architecture,
    handler: packaged?.handler ?? null,
    code: image?.code ?? (await codeOf(reading, packaged?.handler ?? null)),
    baseImage: null,
    layers: image === undefined && !overridden.layers ? await layersOf(reading, scope) : [],
    environment,
    memoryMb: overridden.memory ? FRAMEWORK.memoryMb : await memoryOf(reading),
    timeoutMs: 1000 * (overridden.timeout ? FRAMEWORK.timeoutSeconds : await timeoutOf(reading)),
    place: placeOf(own.spot),
    physicalName: await physicalName(reading),
    ...(needsScope && {scope: await scope()}),
    ...(logging !== undefined && {logging}),
    ...(storage !== undefined && {ephemeralStorageMb: storage}),
    ...(fileSystems.length > 0 && {fileSystems}),
  };
}

const memoryOf = async (reading: FunctionReading): Promise<number> =>
  numberOf(await setting(reading, 'memorySize'), {...MEMORY_MB, unit: 'MB'}) ?? FRAMEWORK.memoryMb;

const timeoutOf = async (reading: FunctionReading): Promise<number> =>
  numberOf(await setting(reading, 'timeout'), {...TIMEOUT_SECONDS, unit: 'seconds'}) ??
  FRAMEWORK.timeoutSeconds;

/** `name:`, else `service-stage-function`. */
export async function physicalName(reading: FunctionReading): Promise<string> {
  const {service, key} = reading;
  const own = textOf(await ownSetting(reading, 'name'), 'a name');
  return own ?? `${await service.name(SETTINGS)}-${await service.stage(SETTINGS)}-${key}`;
}

interface Package {
  readonly runtime: string | null;
  readonly handler: string | null;
}

/** Runtime and handler, as far as no flag gives them. */
async function packageOf(reading: FunctionReading): Promise<Package> {
  const {overridden} = reading.service.tools.flags;
  const found = overridden.runtime ? undefined : await setting(reading, 'runtime');
  const runtime = textOf(found, 'a runtime such as nodejs22.x') ?? null;
  const named = overridden.handler ? undefined : await ownSetting(reading, 'handler');
  const handler = textOf(named, 'a handler such as index.handler') ?? null;
  if (overridden.runtime) return {runtime, handler};
  if (runtime === null) {
    throw missingSetting(
      reading,
      'there is no runtime: neither the function nor provider: names one, such as `runtime: nodejs22.x`',
    );
  }
  const row = findRuntime(runtime);
  if (row === undefined) throw unnamed(found, 'a runtime of Lambda’s') ?? runtimeUnknown(runtime);
  if (overridden.handler) return {runtime, handler};
  if (handler === null && row.defaultCommand === null) {
    throw new LambdockError('HANDLER_MISSING', {
      message: missingSetting(reading, 'there is neither handler nor image').message,
      details: {function: reading.key, ...placeOf(reading.own.spot)},
    });
  }
  const invalid = handler === null ? null : handlerInvalid({name: reading.key, runtime, handler});
  if (invalid !== null) throw unnamed(named, 'a handler of the runtime') ?? invalid;
  return {runtime, handler};
}

/** The error of a setting whose value is a secret: no other message may name it. */
const unnamed = (found: Located | undefined, expected: string): LambdockError | undefined =>
  found?.secret === true ? wrongValue(found, expected) : undefined;

async function architectureOf(reading: FunctionReading): Promise<Architecture | undefined> {
  const found = await setting(reading, 'architecture');
  if (found === undefined) return undefined;
  const known = ARCHITECTURES.find((name) => name === found.value);
  if (known === undefined) throw wrongValue(found, ARCHITECTURES.join(' or '));
  return known;
}

async function ephemeralStorage(reading: FunctionReading): Promise<number | undefined> {
  return numberOf(await setting(reading, 'ephemeralStorageSize'), {
    ...EPHEMERAL_STORAGE_MB,
    unit: 'MB',
  });
}

/** One, as the framework has it; its ARN may be a reference, which nothing here needs. */
async function fileSystemsOf(reading: FunctionReading): Promise<readonly FileSystem[]> {
  const found =
    (await ownSetting(reading, 'fileSystemConfig')) ??
    (await serviceSetting(reading, 'provider', 'fileSystemConfig'));
  if (found === undefined) return [];
  const {evaluator} = reading.service;
  const path = textOf(await evaluator.at(found, ['localMountPath'], SETTINGS), 'a path below /mnt');
  if (path === undefined) throw wrongValue(found, 'a mapping with localMountPath and arn');
  return [
    {mountPath: path, arn: await arnOf(reading, found), source: null, place: placeOf(found.spot)},
  ];
}

async function arnOf(reading: FunctionReading, found: Located): Promise<string | null> {
  const entry = entryAt(found, 'arn');
  if (entry === undefined) return null;
  // What only AWS knows is not needed to run the function.
  const arn = await reading.service.evaluator.top(entry, {aws: false}).catch(() => undefined);
  if (arn === undefined || isReference(arn.value)) return null;
  return typeof arn.value === 'string' ? arn.value : null;
}
