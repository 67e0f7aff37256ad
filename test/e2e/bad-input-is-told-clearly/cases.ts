import {makeZip} from '../../support/make-zip.js';

/** One input that cannot be used, and what must be said of it. */
export interface BadInput {
  readonly title: string;
  readonly args: readonly string[];
  readonly exitCode: number;
  readonly code: string;
  /** What, and why. */
  readonly message: RegExp;
  /** What next. */
  readonly hint: RegExp;
  readonly stdin?: string | Buffer;
}

const ARN = 'arn:aws:lambda:eu-west-1:111122223333:layer:shared:7';
const BOMB_MB = 251;

/** Zeros of many megabytes shrink to a few kilobytes. */
const bomb = (): Buffer => makeZip([{path: 'zeros', content: Buffer.alloc(BOMB_MB * 1024 * 1024)}]);

const file = (path: string, content: string | Uint8Array) => [path, content] as const;

/** Files of the project that the rows name. */
export const BAD_FILES = (): readonly (readonly [string, string | Uint8Array])[] => [
  file('a-file', 'not a folder'),
  file('no-zip.zip', 'PK, but not a zip'),
  file('empty.zip', makeZip([])),
  file('escapes.zip', makeZip([{path: '../outside.js', content: 'x'}])),
  file('link.zip', makeZip([{path: 'out', content: '/etc/passwd', mode: 0o120777}])),
  file('bomb.zip', bomb()),
  file('lies.zip', makeZip([{path: 'a', content: Buffer.alloc(1000), size: 10}])),
  file('bad.json', '{\n  "a": 1,\n  "b" 2\n}\n'),
  file('bad.yml', 'a: [1,\n'),
  file('latin1.json', Buffer.from('{"a": "\u00e9"}', 'latin1')),
  file('large.json', `"${'e'.repeat(6_291_555)}"`),
  file('throws.mjs', 'export default () => { throw new Error("no event today"); };'),
  file('bigint.mjs', 'export default {a: 1n};'),
  file('list.env.json', '["A"]'),
  file('flat.env.json', '{"A": "x"}'),
  file('nested.env.json', '{"Parameters": {"A": ["x"]}}'),
  file('broken.env.json', '{"Parameters": {"A": "x"}'),
  file('lines.env', 'A=1\nnonsense\n'),
  file('reserved.json', '{"Parameters": {"_HANDLER": "x"}}'),
];

/** Exit code and code of the error, what it must say, and what it must suggest. */
type Told = readonly [`${2 | 3} ${string}`, RegExp, RegExp];

/** A row about `invoke` with these arguments. */
export function bad(title: string, args: readonly string[], [what, message, hint]: Told): BadInput {
  const [exitCode, code = ''] = what.split(' ');
  return {title, args: ['invoke', ...args], exitCode: Number(exitCode), code, message, hint};
}

/** An event that nothing is wrong with. */
export const EVENT: readonly string[] = ['-d', '{}'];
/** The function `hello` with that event. */
export const hello = (...args: readonly string[]): readonly string[] => [
  'hello',
  ...EVENT,
  ...args,
];
const layers = Array.from({length: 6}, (_, index) => ['--layer', `./layer-${index}`]).flat();

/** Handlers that no code could make right, each with what its runtime expects and an example made of it. */
function handlers(): readonly BadInput[] {
  const rows = [
    ['nodejs22.x', 'index', /expected file\.export/, /such as index\.handler/],
    ['python3.13', 'app', /expected module\.function/, /such as app\.handler/],
    ['java21', 'example.Handler:run', /expected package\.Class/, /such as example\.Handler::run/],
    ['ruby3.3', 'app', /expected file\.method/, /such as app\.handler/],
    ['dotnet8', 'Hello::Fn', /expected Assembly::/, /such as Hello::Fn::FunctionHandler/],
  ] as const;
  return rows.map(([runtime, handler, message, hint]) =>
    bad(`a handler that is none of ${runtime}`, hello('--runtime', runtime, '--handler', handler), [
      '2 HANDLER_INVALID',
      message,
      hint,
    ]),
  );
}

const FUNCTIONS: readonly BadInput[] = [
  bad(
    'an unknown function',
    ['helo', ...EVENT],
    ['2 FUNCTION_NOT_FOUND', /helo.*hello, other/, /hello/],
  ),
  bad('no function where there are several', EVENT, [
    '2 FUNCTION_AMBIGUOUS',
    /hello, other/,
    /hello/,
  ]),
  bad('an unknown runtime', hello('--runtime', 'nodejs22'), [
    '2 RUNTIME_UNKNOWN',
    /nodejs22/,
    /nodejs22\.x/,
  ]),
  bad(
    'no handler',
    ['--runtime', 'python3.13', '--code', 'hello', ...EVENT],
    ['2 HANDLER_MISSING', /hello.*no handler/, /--handler/],
  ),
  ...handlers(),
  bad(
    'no project',
    ['hello', ...EVENT, '-p', 'nope.yml'],
    ['2 PROJECT_NOT_FOUND', /nope\.yml/, /lambdock init/],
  ),
];

const CODE: readonly BadInput[] = [
  bad('no code', hello('--code', 'nope'), ['2 CODE_NOT_FOUND', /nope: no such file/, /build/]),
  bad('an empty folder', hello('--code', 'empty'), ['2 CODE_NOT_FOUND', /empty folder/, /build/]),
  bad('a file in place of a folder', hello('--code', 'a-file'), [
    '2 CODE_NOT_FOUND',
    /a-file: not a folder/,
    /code/,
  ]),
  bad('a folder that leads to itself', hello('--code', 'loop'), [
    '2 CODE_NOT_FOUND',
    /loop: cannot be read \(ELOOP\)/,
    /code/,
  ]),
  bad('a .zip that is none', hello('--code', 'no-zip.zip'), [
    '2 CODE_INVALID',
    /no-zip\.zip is not a zip/,
    /again/,
  ]),
  bad('an empty .zip', hello('--code', 'empty.zip'), ['2 CODE_INVALID', /empty archive/, /again/]),
  bad('a .zip that escapes', hello('--code', 'escapes.zip'), [
    '2 CODE_INVALID',
    /outside\.js/,
    /again/,
  ]),
  bad('a .zip with a link that leads out', hello('--code', 'link.zip'), [
    '2 CODE_INVALID',
    /"out" is a link that leads out.*\/etc\/passwd/,
    /again/,
  ]),
  bad('a .zip bomb', hello('--code', 'bomb.zip'), ['2 CODE_INVALID', /250 MB/, /./]),
  bad('six layers', hello(...layers), ['2 LAYER_LIMIT', /6 layers.*5/, /merge/]),
  bad('a layer that is not there', hello('--layer', './nope'), [
    '3 LAYER_NOT_FOUND',
    /nope: no such file/,
    /folder or a \.zip/,
  ]),
  bad('a layer by ARN that is not here, offline', hello('--layer', ARN, '--offline'), [
    '3 LAYER_OFFLINE',
    /layer:shared:7/,
    /layers pull hello\nor .*--layer-map/,
  ]),
  bad('an ARN without a version', hello('--layer', ARN.replace(/:7$/, '')), [
    '2 LAYER_ARN_INVALID',
    /version is missing/,
    /layer:shared:1/,
  ]),
];

const MACHINE: readonly BadInput[] = [
  bad('an unknown flag', hello('--evnt', 'x'), ['2 USAGE', /unknown flag: --evnt/, /--event/]),
  bad('a flag of the wrong kind', hello('--timeout', 'soon'), [
    '2 USAGE',
    /--timeout.*integer.*soon/,
    /./,
  ]),
  bad('a flag out of range', hello('--memory', '64'), ['2 USAGE', /--memory.*128.*64/, /./]),
  bad('a choice that is none', hello('--pull', 'often'), [
    '2 USAGE',
    /missing, always, never/,
    /./,
  ]),
  bad('one argument too many', ['hello', 'again', ...EVENT], ['2 USAGE', /again/, /./]),
  bad('a host without an address', hello('--add-host', 'db'), [
    '2 USAGE',
    /add-host db: expected HOST:IP/,
    /db:10/,
  ]),
  bad('a mount without a target', hello('--mount', 'data'), [
    '2 USAGE',
    /mount data/,
    /SRC|\.\/data/,
  ]),
  bad('an answer without a folder', hello('-o', 'no/where'), [
    '3 DISK_FAILED',
    /no folder no/,
    /mkdir -p no/,
  ]),
  bad('no base image, and none to be pulled', hello('--stand-in', 'never'), [
    '3 IMAGE_NOT_FOUND',
    /nodejs:22 is not in the engine, and --pull never/,
    /docker pull/,
  ]),
  bad(
    'a registry out of reach',
    hello('--stand-in', 'never', '--pull', 'missing', '--registry', '127.0.0.1:9/none'),
    ['3 IMAGE_PULL_FAILED', /127\.0\.0\.1:9\/none\/nodejs:22 could not be pulled/, /--registry/],
  ),
  bad('no engine', hello('--docker-host', 'unix:///nowhere/docker.sock'), [
    '3 DOCKER_UNREACHABLE',
    /unix:\/\/\/nowhere\/docker\.sock/,
    /./,
  ]),
  bad('no such profile', hello('--aws-profile', 'nobody-has-it'), [
    '3 AWS_CREDENTIALS',
    /nobody-has-it/,
    /aws configure/,
  ]),
];

/** Only the engine knows its networks, and says so at the start of a container. */
export const NETWORK: BadInput = bad(
  'no such network',
  hello('--network', 'lambdock-nobody-has-it'),
  ['3 NETWORK_NOT_FOUND', /lambdock-nobody-has-it/, /docker network ls/],
);

/** What of functions, code and machine lambdock refuses before it starts a container. */
export const BAD_SETTINGS: readonly BadInput[] = [...FUNCTIONS, ...CODE, ...MACHINE];
