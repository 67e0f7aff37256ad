import type {ImageConfig} from './function-spec.js';
import {commandOf, type Entry, type ImageEntry} from './rie.js';

/** Where Lambda looks for a function's own bootstrap, in this order. */
const BOOTSTRAPS = '/var/task/bootstrap /opt/bootstrap /var/runtime/bootstrap';

/** Runs the function's own `bootstrap` without the emulator, from where Lambda looks for it. */
export const HOSTED_BOOTSTRAP: Entry = {
  entrypoint: ['/bin/sh'],
  command: [
    '-c',
    `for at in ${BOOTSTRAPS}; do if [ -e "$at" ]; then exec "$at"; fi; done; echo "exec: /var/task/bootstrap: no such file" >&2; exit 127`,
  ],
};

/** Runs an image's own entry without the emulator. */
export function hostedEntry(image: ImageEntry, config: ImageConfig, handler: string | null): Entry {
  const own = config.entryPoint ?? image.entrypoint;
  const entrypoint = own[0]?.endsWith('/aws-lambda-rie') === true ? own.slice(1) : own;
  return {entrypoint, command: commandOf(image, config, handler)};
}

/** Where a container finds the pipes that its output is to go to: in /dev, which is no part of its image. */
export const OUTPUT_PIPES = {
  stdout: '/dev/lambdock/stdout',
  stderr: '/dev/lambdock/stderr',
} as const;

const INTO_PIPES = `if [ -w ${OUTPUT_PIPES.stdout} ] && [ -w ${OUTPUT_PIPES.stderr} ]; then exec >${OUTPUT_PIPES.stdout} 2>${OUTPUT_PIPES.stderr}; fi; exec "$@"`;

/** Runs an entry, in an image that has a shell, with its output going to the pipes where it may write to them. */
export const pipedEntry = ({entrypoint, command}: Entry): Entry => ({
  entrypoint: ['/bin/sh'],
  command: ['-c', INTO_PIPES, 'sh', ...entrypoint, ...command],
});
