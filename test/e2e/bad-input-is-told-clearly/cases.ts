import {makeZip} from '../../support/make-zip.js';

/** One input that cannot be used, and what must be said of it. */
export interface BadInput {
  readonly title: string;
  readonly args: readonly string[];
  readonly exitCode: 2 | 3;
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

const bad = (
  title: string,
  args: readonly string[],
  [exitCode, code]: readonly [2 | 3, string],
  ...[message, hint]: readonly [RegExp, RegExp]
): BadInput => ({title, args: ['invoke', ...args], exitCode, code, message, hint});

const EVENT = ['-d', '{}'];
const hello = (...args: readonly string[]): readonly string[] => ['hello', ...EVENT, ...args];
const layers = Array.from({length: 6}, (_, index) => ['--layer', `./layer-${index}`]).flat();

const FUNCTIONS: readonly BadInput[] = [
  bad(
    'an unknown function',
    ['helo', ...EVENT],
    [2, 'FUNCTION_NOT_FOUND'],
    /helo.*hello, other/,
    /hello/,
  ),
  bad(
    'no function where there are several',
    EVENT,
    [2, 'FUNCTION_AMBIGUOUS'],
    /hello, other/,
    /hello/,
  ),
  bad(
    'an unknown runtime',
    hello('--runtime', 'nodejs22'),
    [2, 'RUNTIME_UNKNOWN'],
    /nodejs22/,
    /nodejs22\.x/,
  ),
  bad(
    'no handler',
    ['--runtime', 'python3.13', '--code', 'hello', ...EVENT],
    [2, 'HANDLER_MISSING'],
    /hello.*no handler/,
    /--handler/,
  ),
  bad(
    'no project',
    ['hello', ...EVENT, '-p', 'nope.yml'],
    [2, 'PROJECT_NOT_FOUND'],
    /nope\.yml/,
    /lambdock init/,
  ),
];

const CODE: readonly BadInput[] = [
  bad('no code', hello('--code', 'nope'), [2, 'CODE_NOT_FOUND'], /nope: no such file/, /build/),
  bad('an empty folder', hello('--code', 'empty'), [2, 'CODE_NOT_FOUND'], /empty folder/, /build/),
  bad(
    'a file in place of a folder',
    hello('--code', 'a-file'),
    [2, 'CODE_NOT_FOUND'],
    /a-file: not a folder/,
    /code/,
  ),
  bad(
    'a folder that leads to itself',
    hello('--code', 'loop'),
    [2, 'CODE_NOT_FOUND'],
    /loop: cannot be read \(ELOOP\)/,
    /code/,
  ),
  bad(
    'a .zip that is none',
    hello('--code', 'no-zip.zip'),
    [2, 'CODE_INVALID'],
    /no-zip\.zip is not a zip/,
    /again/,
  ),
  bad('an empty .zip', hello('--code', 'empty.zip'), [2, 'CODE_INVALID'], /empty archive/, /again/),
  bad(
    'a .zip that escapes',
    hello('--code', 'escapes.zip'),
    [2, 'CODE_INVALID'],
    /outside\.js/,
    /again/,
  ),
  bad(
    'a .zip with a link that leads out',
    hello('--code', 'link.zip'),
    [2, 'CODE_INVALID'],
    /"out" is a link that leads out.*\/etc\/passwd/,
    /again/,
  ),
  bad('a .zip bomb', hello('--code', 'bomb.zip'), [2, 'CODE_INVALID'], /250 MB/, /./),
  bad('six layers', hello(...layers), [2, 'LAYER_LIMIT'], /6 layers.*5/, /merge/),
  bad(
    'a layer that is not there',
    hello('--layer', './nope'),
    [3, 'LAYER_NOT_FOUND'],
    /nope: no such file/,
    /folder or a \.zip/,
  ),
  bad(
    'a layer by ARN',
    hello('--layer', ARN),
    [3, 'LAYER_NOT_FOUND'],
    /layer:shared:7/,
    /get-layer-version-by-arn/,
  ),
];

const EVENTS: readonly BadInput[] = [
  bad(
    'no such event',
    ['hello', '-e', 'nope.json'],
    [2, 'EVENT_INVALID'],
    /no event file nope\.json/,
    /./,
  ),
  bad(
    'a folder as event',
    ['hello', '-e', 'empty'],
    [2, 'EVENT_INVALID'],
    /empty is a folder/,
    /./,
  ),
  bad(
    'a file that is not JSON',
    ['hello', '-e', 'bad.json'],
    [2, 'EVENT_INVALID'],
    /bad\.json:3:7: not JSON: ":" is missing/,
    /--raw/,
  ),
  bad(
    'data that is not JSON',
    ['hello', '-d', '{"a": 01}'],
    [2, 'EVENT_INVALID'],
    /--data:1:8/,
    /--raw/,
  ),
  bad('empty data', ['hello', '-d', ''], [2, 'EVENT_INVALID'], /--data is empty/, /./),
  {
    ...bad(
      'stdin that is not JSON',
      ['hello', '-e', '-'],
      [2, 'EVENT_INVALID'],
      /stdin:2:1/,
      /--raw/,
    ),
    stdin: '{"a":\n',
  },
  bad(
    'YAML that is none',
    ['hello', '-e', 'bad.yml'],
    [2, 'EVENT_INVALID'],
    /bad\.yml:2:1: not YAML/,
    /./,
  ),
  bad(
    'invalid UTF-8',
    ['hello', '-e', 'latin1.json'],
    [2, 'EVENT_INVALID'],
    /latin1\.json is not UTF-8 text: wrong at byte 7/,
    /UTF-8/,
  ),
  {
    ...bad(
      'invalid UTF-8 on stdin',
      ['hello'],
      [2, 'EVENT_INVALID'],
      /stdin is not UTF-8/,
      /UTF-8/,
    ),
    stdin: Buffer.from([0x22, 0xff, 0x22]),
  },
  bad(
    'over 6 MB',
    ['hello', '-e', 'large.json'],
    [2, 'EVENT_TOO_LARGE'],
    /6291557 bytes.*6291556/,
    /S3/,
  ),
  bad(
    'a pointer to nothing',
    ['hello', '-e', 'bad.env.json#/x'],
    [2, 'EVENT_INVALID'],
    /no event file bad\.env\.json/,
    /./,
  ),
  bad(
    'a part that is not there',
    ['hello', '-e', 'flat.env.json#/B'],
    [2, 'EVENT_INVALID'],
    /nothing at \/B/,
    /pointer/,
  ),
  bad(
    'a module that throws',
    ['hello', '-e', 'throws.mjs'],
    [2, 'EVENT_INVALID'],
    /throws\.mjs failed: Error: no event today/,
    /default export/,
  ),
  bad(
    'a value that JSON has not',
    ['hello', '-e', 'bigint.mjs'],
    [2, 'EVENT_INVALID'],
    /bigint\.mjs.*BigInt/,
    /./,
  ),
  bad(
    'two events',
    ['hello', '-e', 'a.json', '-d', '{}'],
    [2, 'USAGE'],
    /--event and --data/,
    /one of them/,
  ),
  bad(
    'a context that is not JSON',
    hello('-c', '{x'),
    [2, 'EVENT_INVALID'],
    /--context:1:2/,
    /JSON object/,
  ),
  bad(
    'a context field of the wrong kind',
    hello('-c', '{"timeout": "soon"}'),
    [2, 'EVENT_INVALID'],
    /timeout: found "soon"/,
    /timeout/,
  ),
  bad(
    'a client context that is a list',
    hello('--client-context', '[1]'),
    [2, 'EVENT_INVALID'],
    /found \[1\]/,
    /JSON object/,
  ),
];

const ENVIRONMENT: readonly BadInput[] = [
  bad(
    'a reserved variable',
    hello('--env', 'AWS_LAMBDA_RUNTIME_API=x'),
    [2, 'ENV_INVALID'],
    /--env: AWS_LAMBDA_RUNTIME_API: Lambda sets/,
    /remove/,
  ),
  bad(
    'a reserved variable of a file',
    hello('--env-file', 'reserved.json'),
    [2, 'ENV_INVALID'],
    /reserved\.json: _HANDLER/,
    /remove/,
  ),
  bad(
    'a variable that is not set',
    hello('--env', 'NOT_SET_HERE'),
    [2, 'USAGE'],
    /NOT_SET_HERE is not set/,
    /NOT_SET_HERE=VALUE/,
  ),
  bad(
    'no such env file',
    hello('--env-file', 'missing'),
    [2, 'ENV_INVALID'],
    /no env file missing/,
    /KEY=VALUE/,
  ),
  bad(
    'an env file that is a list',
    hello('--env-file', 'list.env.json'),
    [2, 'ENV_INVALID'],
    /JSON list/,
    /Parameters/,
  ),
  bad(
    'an env file without groups',
    hello('--env-file', 'flat.env.json'),
    [2, 'ENV_INVALID'],
    /"x" at A/,
    /Parameters/,
  ),
  bad(
    'an env file with a list in it',
    hello('--env-file', 'nested.env.json'),
    [2, 'ENV_INVALID'],
    /\["x"\] at Parameters\.A/,
    /Parameters/,
  ),
  bad(
    'an env file that is no JSON',
    hello('--env-file', 'broken.env.json'),
    [2, 'ENV_INVALID'],
    /broken\.env\.json:1:26 is not JSON/,
    /Parameters/,
  ),
  bad(
    'a line that says nothing',
    hello('--env-file', 'lines.env'),
    [2, 'ENV_INVALID'],
    /lines\.env:2: not KEY=VALUE/,
    /KEY=VALUE/,
  ),
  bad(
    'a reference without a value',
    ['other', ...EVENT],
    [2, 'REFERENCE_UNRESOLVED'],
    /TABLE is !ImportValue shared-table/,
    /--env TABLE=VALUE/,
  ),
];

const MACHINE: readonly BadInput[] = [
  bad('an unknown flag', hello('--evnt', 'x'), [2, 'USAGE'], /unknown flag: --evnt/, /--event/),
  bad(
    'a flag of the wrong kind',
    hello('--timeout', 'soon'),
    [2, 'USAGE'],
    /--timeout.*integer.*soon/,
    /./,
  ),
  bad('a flag out of range', hello('--memory', '64'), [2, 'USAGE'], /--memory.*128.*64/, /./),
  bad(
    'a choice that is none',
    hello('--pull', 'often'),
    [2, 'USAGE'],
    /missing, always, never/,
    /./,
  ),
  bad('one argument too many', ['hello', 'again', ...EVENT], [2, 'USAGE'], /again/, /./),
  bad(
    'a host without an address',
    hello('--add-host', 'db'),
    [2, 'USAGE'],
    /add-host db: expected HOST:IP/,
    /db:10/,
  ),
  bad(
    'a mount without a target',
    hello('--mount', 'data'),
    [2, 'USAGE'],
    /mount data/,
    /SRC|\.\/data/,
  ),
  bad(
    'no such network',
    hello('--network', 'lambdock-nobody-has-it'),
    [3, 'NETWORK_NOT_FOUND'],
    /lambdock-nobody-has-it/,
    /docker network ls/,
  ),
  bad(
    'an answer without a folder',
    hello('-o', 'no/where'),
    [3, 'DISK_FAILED'],
    /no folder no/,
    /mkdir -p no/,
  ),
  bad(
    'no base image, and none to be pulled',
    hello('--stand-in', 'never'),
    [3, 'IMAGE_NOT_FOUND'],
    /nodejs:22 is not in the engine, and --pull never/,
    /docker pull/,
  ),
  bad(
    'a registry out of reach',
    hello('--stand-in', 'never', '--pull', 'missing', '--registry', '127.0.0.1:9/none'),
    [3, 'IMAGE_PULL_FAILED'],
    /127\.0\.0\.1:9\/none\/nodejs:22 could not be pulled/,
    /--registry/,
  ),
  bad(
    'no engine',
    hello('--docker-host', 'unix:///nowhere/docker.sock'),
    [3, 'DOCKER_UNREACHABLE'],
    /unix:\/\/\/nowhere\/docker\.sock/,
    /./,
  ),
  bad(
    'no such profile',
    hello('--aws-profile', 'nobody-has-it'),
    [3, 'AWS_CREDENTIALS'],
    /nobody-has-it/,
    /aws configure/,
  ),
];

/** Everything that lambdock refuses before it starts a container. */
export const BAD_INPUTS: readonly BadInput[] = [
  ...FUNCTIONS,
  ...CODE,
  ...EVENTS,
  ...ENVIRONMENT,
  ...MACHINE,
];
