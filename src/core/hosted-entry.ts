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
