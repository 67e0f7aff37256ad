import {platformOf, type Architecture} from '../core/architecture.js';
import type {FunctionSpec} from '../core/function-spec.js';
import {isLambdockError, LambdockError} from '../errors/lambdock-error.js';
import type {Engine} from '../docker/engine.js';

/** The words of Linux for a program of another machine: neither engine nor exit code says it otherwise. */
const SIGN = 'exec format error';

const NATIVE: Readonly<Record<string, Architecture>> = {
  amd64: 'x86_64',
  x86_64: 'x86_64',
  arm64: 'arm64',
  aarch64: 'arm64',
};

/**
 * What a failed start means where the engine could not run the program at all; any other error is
 * what it is. Only now is the engine asked for its machine: on the usual way nothing is.
 */
export async function startError(
  error: unknown,
  {
    engine,
    spec,
    image,
  }: {readonly engine: Engine; readonly spec: FunctionSpec; readonly image: string},
): Promise<unknown> {
  if (!isLambdockError(error) || !error.message.includes(SIGN)) return error;
  const {name, architecture} = spec;
  const info = await engine.info().catch(() => null);
  const native = NATIVE[info?.architecture ?? ''] ?? null;
  const details = {function: name, image, architecture, engine: native};
  if (native === architecture) {
    return new LambdockError('IMAGE_UNUSABLE', {
      message: `${image} cannot be started for function ${name}: it has programs for another architecture than ${architecture} (${SIGN})`,
      suggestions: [`docker pull --platform ${platformOf(architecture)} ${image}`],
      details,
      cause: error,
    });
  }
  const theirs = native ?? info?.architecture ?? 'another architecture';
  return new LambdockError('IMAGE_UNUSABLE', {
    message: `function ${name} is for ${architecture}, this engine runs ${theirs} and has no emulation of ${architecture} (${SIGN})`,
    suggestions: [
      `register QEMU with binfmt_misc on the engine's machine: \`sudo apt-get install qemu-user-static binfmt-support\`, or \`docker run --privileged --rm tonistiigi/binfmt --install ${architecture === 'arm64' ? 'arm64' : 'amd64'}\``,
      ...(native === null
        ? []
        : [`or run it as ${native}, where its code allows: --architecture ${native}`]),
    ],
    details,
    cause: error,
  });
}
