import type {ImageConfig} from './function-spec.js';

/** The emulator in every AWS base image. */
export const RIE_PATH = '/usr/local/bin/aws-lambda-rie';
/** The port it listens on inside the container. */
export const RIE_PORT = 8080;
/** The one path that invokes, by any method: nothing else may be sent there. */
export const INVOKE_PATH = '/2015-03-31/functions/function/invocations';
/** The most bytes an event or an answer may have: 6 MiB and 100 bytes. */
export const PAYLOAD_LIMIT = 6_291_556;

/** The emulator runs no extension where this file is; what is in it does not matter. */
export const NO_EXTENSIONS_FILE = '/opt/disable-extensions-jwigqn8j';

/**
 * The emulator's log says at debug level what the runtime posted to the Runtime API. The flag is used,
 * not the LOG_LEVEL variable: the function would see it.
 */
export const RIE_FLAGS: readonly string[] = ['--log-level', 'debug'];

/** What a container runs. */
export interface Entry {
  readonly entrypoint: readonly string[];
  readonly command: readonly string[];
}

/** The part of an image's configuration that says what it runs. */
export interface ImageEntry {
  readonly entrypoint: readonly string[];
  readonly command: readonly string[];
  /** Where the emulator is in the image; default: where AWS has it. */
  readonly emulator?: string;
}

/**
 * Runs the function's own `bootstrap` under the emulator, which looks for it where Lambda does: in
 * /var/task, /opt and /var/runtime. The entry script of AWS's `provided` images knows the last alone.
 */
export const bootstrapEntry = ({emulator = RIE_PATH}: Pick<ImageEntry, 'emulator'>): Entry => ({
  entrypoint: [emulator],
  command: RIE_FLAGS,
});

/** Runs an image's own entry under the emulator. */
export function rieEntry(image: ImageEntry, config: ImageConfig, handler: string | null): Entry {
  const own = config.entryPoint ?? image.entrypoint;
  const entry = own[0]?.endsWith('/aws-lambda-rie') === true ? own.slice(1) : own;
  const command = commandOf(image, config, handler);
  return {
    entrypoint: [image.emulator ?? RIE_PATH],
    command: [...RIE_FLAGS, ...entry, ...command],
  };
}

/** The words that an image's entry is given: the function's own, its handler, else the image's. */
export const commandOf = (
  image: ImageEntry,
  {command}: ImageConfig,
  handler: string | null,
): readonly string[] => command ?? (handler === null ? image.command : [handler]);

/**
 * Of a command of several words Lambda calls the first the handler, the emulator the last: `_HANDLER`
 * goes before the emulator's own reading. Null where they agree.
 */
export function handlerWord(
  image: ImageEntry,
  config: ImageConfig,
  handler: string | null,
): string | null {
  const [first = '', ...more] = commandOf(image, config, handler);
  return more.length === 0 ? null : first;
}
