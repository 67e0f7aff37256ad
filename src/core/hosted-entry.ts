import {namesOf} from './environment.js';
import type {ImageConfig} from './function-spec.js';
import {commandOf, RIE_FLAGS, type Entry, type ImageEntry} from './rie.js';

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

const INTO_PIPES = `if [ -w ${OUTPUT_PIPES.stdout} ] && [ -w ${OUTPUT_PIPES.stderr} ]; then exec >${OUTPUT_PIPES.stdout} 2>${OUTPUT_PIPES.stderr}; fi`;

/** What a shell puts into the environment of the program that replaces it. */
const OF_SHELLS = ['PWD', 'OLDPWD', 'SHLVL'];

/** Runs words in a shell that is replaced by them, after a line of its own, and leaves nothing in their environment. */
function behind(line: string, words: readonly string[], env: readonly string[]): readonly string[] {
  const own = namesOf(env);
  const unset = ['unset', ...OF_SHELLS.filter((name) => !own.has(name))].join(' ');
  return ['/bin/sh', '-c', `${line}; ${unset}; exec "$@"`, 'sh', ...words];
}

const entryOf = ([first = '', ...others]: readonly string[]): Entry => ({
  entrypoint: [first],
  command: others,
});

/**
 * Runs an entry, in an image that has a shell, with its output going to the pipes where it may write to them. `env` are
 * the variables of its container.
 */
export const pipedEntry = ({entrypoint, command}: Entry, env: readonly string[]): Entry =>
  entryOf(behind(INTO_PIPES, [...entrypoint, ...command], env));

const PROCESSORS = 'GOMAXPROCS';

/**
 * The same of the emulator's entry, whose threads are to hand an event to one another on one processor: over several it
 * takes a fifth longer. The function does not see the variable that says so; where it has one of its own, nothing is said.
 */
export function pipedEmulator(entry: Entry, env: readonly string[]): Entry {
  const {entrypoint, command} = entry;
  const runtime = command.slice(RIE_FLAGS.length);
  // The emulator looks for a bootstrap itself, which might be a program in Go.
  if (runtime.length === 0 || namesOf(env).has(PROCESSORS)) return pipedEntry(entry, env);
  const inside = behind(`unset ${PROCESSORS}`, runtime, env);
  const words = [...entrypoint, ...RIE_FLAGS, ...inside];
  return entryOf(behind(`${INTO_PIPES}; export ${PROCESSORS}=1`, words, env));
}
