import type {CatalogEntry} from './catalog-entry.js';
import {MACHINE_FAILURES} from './catalog-machine.js';
import {REFERENCE_FAILURES} from './catalog-references.js';
import {REPLAY_FAILURES} from './catalog-replay.js';

export type {Fault} from './catalog-entry.js';

/** Every failure lambdock can report, with its exit code. `docs/errors.md` has a section for each. */
export const CATALOG = {
  ...REFERENCE_FAILURES,
  ...REPLAY_FAILURES,
  ...MACHINE_FAILURES,
  USAGE: {
    exit: 2,
    fault: 'project',
    when: 'a flag or an argument is unknown, missing or contradicts another',
    hint: '`lambdock --help` lists the commands, `lambdock COMMAND --help` the flags of one',
  },
  PROJECT_NOT_FOUND: {
    exit: 2,
    fault: 'project',
    when: 'there is no project file and the flags do not describe a function',
    hint: 'name one with --project FILE, write one with `lambdock init`, or give --runtime, --handler and --code',
  },
  PROJECT_INVALID: {
    exit: 2,
    fault: 'project',
    when: 'the project file has unknown keys, wrong types or impossible values',
    hint: 'correct the places named above; the schema ships as lambdock.schema.json',
  },
  PROJECT_UNSUPPORTED: {
    exit: 2,
    fault: 'project',
    when: 'the project file uses a form that lambdock cannot read',
    hint: 'describe the function in a lambdock.yml (`lambdock init`) or by flags',
  },
  ENV_INVALID: {
    exit: 2,
    fault: 'project',
    when: 'an environment file or variable has the wrong shape, or uses a reserved name',
    hint: 'give KEY=VALUE lines or {"Parameters": {...}, "function": {...}}',
  },
  FUNCTION_NOT_FOUND: {
    exit: 2,
    fault: 'project',
    when: 'the project has no function of that name',
    hint: '`lambdock functions list` shows every name',
  },
  FUNCTION_AMBIGUOUS: {
    exit: 2,
    fault: 'project',
    when: 'no function was named and the project has several',
    hint: 'name one of the functions listed above',
  },
  RUNTIME_UNKNOWN: {
    exit: 2,
    fault: 'project',
    when: 'the runtime is not in the runtime table',
    hint: '`lambdock images list` shows every runtime; --image takes any base image',
  },
  HOOKS_INVALID: {
    exit: 2,
    fault: 'project',
    when: 'a hooks module is missing, cannot be loaded, or has or returns something of the wrong shape',
    hint: 'docs/extending.md lists the hooks, what each is told and what it may return',
  },
  HOOK_FAILED: {
    exit: 2,
    fault: 'project',
    when: 'a hook of the project or of a plugin threw, never finished, or ended lambdock',
    hint: 'the line named above is in that hook; `--verbose` shows the whole stack',
  },
  PLUGIN_INVALID: {
    exit: 2,
    fault: 'project',
    when: 'a plugin that LAMBDOCK_PLUGINS or the configuration names cannot be loaded',
    hint: 'install it where it is named from, or take its name away',
  },
  HANDLER_MISSING: {
    exit: 2,
    fault: 'project',
    when: 'a function has a runtime but no handler',
    hint: 'add `handler: file.function`, or give --handler',
  },
  HANDLER_INVALID: {
    exit: 2,
    fault: 'project',
    when: 'the handler is not written as its runtime wants it',
    hint: '`lambdock images list` shows an example for each runtime',
  },
  HANDLER_NOT_FOUND: {
    exit: 2,
    fault: 'project',
    when: 'the code has no file or class that the handler names',
    hint: 'correct `handler:` or `code:`, or run the build that makes it',
  },
  CODE_NOT_FOUND: {
    exit: 2,
    fault: 'project',
    when: 'there is nothing, or nothing readable, at the code path',
    hint: 'correct `code:`, or run the build that makes it',
  },
  CODE_INVALID: {
    exit: 2,
    fault: 'project',
    when: 'the code or layer archive is not a zip, escapes its folder, or is over 250 MB unzipped',
    hint: 'make the archive again; Lambda would refuse it too',
  },
  CODE_UNRUNNABLE: {
    exit: 2,
    fault: 'project',
    when: 'the program of a custom runtime is missing, or cannot be started on Linux and the function’s architecture',
    hint: 'build it for linux and the function’s architecture',
  },
  LAYER_LIMIT: {
    exit: 2,
    fault: 'project',
    when: 'a function has more than five layers, or over 250 MB unzipped with its code',
    hint: 'Lambda allows five layers and 250 MB; merge or trim them',
  },
  LAYER_NOT_FOUND: {
    exit: 3,
    fault: 'environment',
    when: 'a layer is neither at its path nor at AWS',
    hint: 'give a local copy: a folder or a .zip',
  },
  LAYER_ARN_INVALID: {
    exit: 2,
    fault: 'project',
    when: 'a text that should be the ARN of a layer version is none',
    hint: 'an ARN of a layer ends in its version, such as arn:aws:lambda:eu-west-1:111122223333:layer:shared:7',
  },
  LAYER_OFFLINE: {
    exit: 3,
    fault: 'environment',
    when: 'a layer is not in the cache, and --offline forbids to fetch it',
    hint: 'fetch it while there is a network: `lambdock layers pull`',
  },
  LAYER_ACCESS_DENIED: {
    exit: 3,
    fault: 'environment',
    when: 'AWS does not let these credentials read the layer',
    hint: 'ask its owner to share it (`aws lambda add-layer-version-permission`), or use a local copy',
  },
  LAYER_DOWNLOAD_FAILED: {
    exit: 3,
    fault: 'environment',
    when: 'the .zip of a layer could not be downloaded whole',
    hint: '`lambdock layers pull` goes on where it ended',
  },
  AWS_UNAVAILABLE: {
    exit: 3,
    fault: 'environment',
    when: 'AWS does not answer, or has had too many requests',
    hint: 'check network and region, and try again',
  },
  EVENT_INVALID: {
    exit: 2,
    fault: 'project',
    when: 'the event or the client context is missing, not JSON, or not UTF-8',
    hint: 'check the place named above',
  },
  EVENT_TOO_LARGE: {
    exit: 2,
    fault: 'project',
    when: 'the event is over 6,291,556 bytes, the most that Lambda takes',
    hint: 'send a smaller event, or a reference to an object in S3',
  },
  DEBUGGER_UNAVAILABLE: {
    exit: 2,
    fault: 'project',
    when: 'the function cannot be run under a debugger',
    hint: '--inspect knows Node, Python (with debugpy) and Java',
  },
  DOCKER_UNREACHABLE: {
    exit: 3,
    fault: 'environment',
    when: 'no Docker engine answers at the endpoint',
    hint: 'start Docker, or name another endpoint with --docker-host or --docker-context',
  },
  DOCKER_FORBIDDEN: {
    exit: 3,
    fault: 'environment',
    when: 'the user may not talk to the Docker engine',
    hint: 'add the user to the docker group (`sudo usermod -aG docker $USER`), then log in again',
  },
  DOCKER_API_UNSUPPORTED: {
    exit: 3,
    fault: 'environment',
    when: 'the Docker engine and lambdock have no API version in common',
    hint: 'update Docker: lambdock speaks API 1.41 and later',
  },
  DOCKER_FAILED: {
    exit: 3,
    fault: 'environment',
    when: 'the Docker engine refused a request or went away',
    hint: '`lambdock doctor` checks this machine',
  },
  IMAGE_NOT_FOUND: {
    exit: 3,
    fault: 'environment',
    when: 'the base image is absent and may not be pulled',
    hint: 'pull it, or allow the pull with --pull missing',
  },
  IMAGE_PULL_FAILED: {
    exit: 3,
    fault: 'environment',
    when: 'the base image is absent and the registry did not deliver it',
    hint: 'offline, `lambdock images build` makes stand-ins; behind a mirror, give --registry PREFIX',
  },
  IMAGE_BUILD_FAILED: {
    exit: 3,
    fault: 'environment',
    when: 'a step of building an image failed',
    hint: 'the last lines of the builder are above',
  },
  STAND_IN_UNAVAILABLE: {
    exit: 3,
    fault: 'environment',
    when: 'no stand-in can be built for the runtime or the architecture',
    hint: '`lambdock images list` shows for which runtimes a stand-in can be built',
  },
  IMAGE_UNUSABLE: {
    exit: 3,
    fault: 'environment',
    when: 'the image has no Runtime Interface Emulator, or is for another architecture',
    hint: 'start from an AWS base image, or give --architecture',
  },
  AWS_CREDENTIALS: {
    exit: 3,
    fault: 'environment',
    when: 'AWS credentials were asked for and there are none, or they have expired',
    hint: 'log in again (`aws sso login --profile NAME`), or drop --aws-profile and --aws-env',
  },
  NETWORK_NOT_FOUND: {
    exit: 3,
    fault: 'environment',
    when: 'the Docker network named by --network does not exist',
    hint: '`docker network ls` shows the networks',
  },
  DISK_FAILED: {
    exit: 3,
    fault: 'environment',
    when: 'a disk is full or a path is not writable',
    hint: 'free some space; `lambdock prune` removes what lambdock made',
  },
  SANDBOX_NOT_READY: {
    exit: 3,
    fault: 'environment',
    when: 'the container did not start listening',
    hint: '`lambdock doctor` checks this machine',
  },
  DRIVER_UNAVAILABLE: {
    exit: 3,
    fault: 'environment',
    when: 'the driver runtime-api cannot run this function here',
    hint: '--driver rie',
  },
  SANDBOX_LOST: {
    exit: 3,
    fault: 'environment',
    when: 'the container went away, and not by the function’s doing',
    hint: 'invoke again; if the engine restarted, `lambdock prune` removes what it left',
  },
  POOL_FULL: {
    exit: 3,
    fault: 'environment',
    when: 'every execution environment is busy and no more events may wait',
    hint: 'send fewer events at once, or raise the limits of the pool',
  },
  SIGINT: {
    exit: 130,
    fault: 'signal',
    when: 'interrupted (Ctrl-C); everything started has been removed',
    hint: 'invoke again',
  },
  SIGTERM: {
    exit: 143,
    fault: 'signal',
    when: 'told to stop; everything started has been removed',
    hint: 'invoke again',
  },
  BUG: {
    exit: 70,
    fault: 'lambdock',
    when: 'a bug in lambdock',
    hint: 'please report it with the text above',
  },
} as const satisfies Record<string, CatalogEntry>;

/** The code of a failure; callers switch on it. */
export type ErrorCode = keyof typeof CATALOG;
