import type {Driver} from '../core/driver.js';
import type {FunctionSpec, ImageConfig} from '../core/function-spec.js';
import {HOSTED_BOOTSTRAP, hostedEntry} from '../core/hosted-entry.js';
import {
  bootstrapEntry,
  commandOf,
  handlerWord,
  rieEntry,
  type Entry,
  type ImageEntry,
} from '../core/rie.js';
import {findRuntime} from '../core/runtime.js';

/** What decides what a container runs. */
export interface EntryParts {
  readonly spec: FunctionSpec;
  readonly base: ImageEntry;
  readonly driver: Driver;
}

/** What a container runs, and what `_HANDLER` is to be; null where whoever it runs sets that. */
export function containerEntry(
  {spec, base, driver}: EntryParts,
  config: ImageConfig,
): Entry & {readonly handler: string | null} {
  if (bringsBootstrap(spec)) {
    const entry = driver === 'rie' ? bootstrapEntry(base) : HOSTED_BOOTSTRAP;
    return {...entry, handler: bootstrapHandler(spec)};
  }
  const given = spec.handler ?? defaultCommand(spec, base);
  if (driver === 'rie') {
    return {...rieEntry(base, config, given), handler: handlerWord(base, config, given)};
  }
  const [first = null] = commandOf(base, config, given);
  return {...hostedEntry(base, config, given), handler: first};
}

/** Whether the code, or a layer, is the runtime itself. */
const bringsBootstrap = ({runtime, code}: FunctionSpec): boolean =>
  runtime !== null && code.kind !== 'image' && findRuntime(runtime)?.family === 'provided';

/** Where there is no handler on the command line, the emulator takes it from here. */
const bootstrapHandler = ({handler, runtime}: FunctionSpec): string =>
  handler ?? findRuntime(runtime ?? '')?.defaultCommand ?? '';

/** The entry point of AWS's base images wants one word, and they have no CMD. */
function defaultCommand(
  {runtime, handlerElse = null}: FunctionSpec,
  {entrypoint: [entry = ''], command}: ImageEntry,
): string | null {
  if (command.length > 0) return null;
  if (runtime !== null) return findRuntime(runtime)?.defaultCommand ?? null;
  return entry.endsWith('/lambda-entrypoint.sh') ? handlerElse : null;
}
