import {bad, EVENT, hello, type BadInput} from './cases.js';

const EVENTS: readonly BadInput[] = [
  bad(
    'no such event',
    ['hello', '-e', 'nope.json'],
    ['2 EVENT_INVALID', /no event file nope\.json/, /./],
  ),
  bad('a folder as event', ['hello', '-e', 'empty'], ['2 EVENT_INVALID', /empty is a folder/, /./]),
  bad(
    'a file that is not JSON',
    ['hello', '-e', 'bad.json'],
    ['2 EVENT_INVALID', /bad\.json:3:7: not JSON: ":" is missing/, /--raw/],
  ),
  bad(
    'data that is not JSON',
    ['hello', '-d', '{"a": 01}'],
    ['2 EVENT_INVALID', /--data:1:8/, /--raw/],
  ),
  bad('empty data', ['hello', '-d', ''], ['2 EVENT_INVALID', /--data is empty/, /./]),
  {
    ...bad(
      'stdin that is not JSON',
      ['hello', '-e', '-'],
      ['2 EVENT_INVALID', /stdin:2:1/, /--raw/],
    ),
    stdin: '{"a":\n',
  },
  bad(
    'YAML that is none',
    ['hello', '-e', 'bad.yml'],
    ['2 EVENT_INVALID', /bad\.yml:2:1: not YAML/, /./],
  ),
  bad(
    'invalid UTF-8',
    ['hello', '-e', 'latin1.json'],
    ['2 EVENT_INVALID', /latin1\.json is not UTF-8 text: wrong at byte \d/, /UTF-8/],
  ),
  {
    ...bad('invalid UTF-8 on stdin', ['hello'], ['2 EVENT_INVALID', /stdin is not UTF-8/, /UTF-8/]),
    stdin: Buffer.from([0x22, 0xff, 0x22]),
  },
  bad(
    'over 6 MB',
    ['hello', '-e', 'large.json'],
    ['2 EVENT_TOO_LARGE', /6291557 bytes.*6291556/, /S3/],
  ),
  bad(
    'a pointer to nothing',
    ['hello', '-e', 'bad.env.json#/x'],
    ['2 EVENT_INVALID', /no event file bad\.env\.json/, /./],
  ),
  bad(
    'a part that is not there',
    ['hello', '-e', 'flat.env.json#/B'],
    ['2 EVENT_INVALID', /nothing at \/B/, /pointer/],
  ),
  bad(
    'a module that throws',
    ['hello', '-e', 'throws.mjs'],
    ['2 EVENT_INVALID', /throws\.mjs failed: Error: no event today/, /default export/],
  ),
  bad(
    'a value that JSON has not',
    ['hello', '-e', 'bigint.mjs'],
    ['2 EVENT_INVALID', /bigint\.mjs.*BigInt/, /./],
  ),
  bad(
    'two events',
    ['hello', '-e', 'a.json', '-d', '{}'],
    ['2 USAGE', /--event and --data/, /one of them/],
  ),
  bad('a context that is not JSON', hello('-c', '{x'), [
    '2 EVENT_INVALID',
    /--context:1:2/,
    /JSON object/,
  ]),
  bad('a context field of the wrong kind', hello('-c', '{"timeout": "soon"}'), [
    '2 EVENT_INVALID',
    /timeout: found "soon"/,
    /timeout/,
  ]),
  bad('a client context that is a list', hello('--client-context', '[1]'), [
    '2 EVENT_INVALID',
    /found \[1\]/,
    /JSON object/,
  ]),
];

const ENVIRONMENT: readonly BadInput[] = [
  bad('a reserved variable', hello('--env', 'AWS_LAMBDA_RUNTIME_API=x'), [
    '2 ENV_INVALID',
    /--env: AWS_LAMBDA_RUNTIME_API: Lambda sets/,
    /remove/,
  ]),
  bad('a reserved variable of a file', hello('--env-file', 'reserved.json'), [
    '2 ENV_INVALID',
    /reserved\.json: _HANDLER/,
    /remove/,
  ]),
  bad('a variable that is not set', hello('--env', 'NOT_SET_HERE'), [
    '2 USAGE',
    /NOT_SET_HERE is not set/,
    /NOT_SET_HERE=VALUE/,
  ]),
  bad('no such env file', hello('--env-file', 'missing'), [
    '2 ENV_INVALID',
    /no env file missing/,
    /KEY=VALUE/,
  ]),
  bad('an env file that is a list', hello('--env-file', 'list.env.json'), [
    '2 ENV_INVALID',
    /JSON list/,
    /Parameters/,
  ]),
  bad('an env file without groups', hello('--env-file', 'flat.env.json'), [
    '2 ENV_INVALID',
    /has a string at A,/,
    /Parameters/,
  ]),
  bad('an env file with a list in it', hello('--env-file', 'nested.env.json'), [
    '2 ENV_INVALID',
    /has an array at Parameters\.A,/,
    /Parameters/,
  ]),
  bad('an env file that is no JSON', hello('--env-file', 'broken.env.json'), [
    '2 ENV_INVALID',
    /broken\.env\.json:1:26 is not JSON/,
    /Parameters/,
  ]),
  bad('a line that says nothing', hello('--env-file', 'lines.env'), [
    '2 ENV_INVALID',
    /lines\.env:2: not KEY=VALUE/,
    /KEY=VALUE/,
  ]),
  bad(
    'a reference without a value',
    ['other', ...EVENT],
    ['2 REFERENCE_UNRESOLVED', /TABLE is !ImportValue shared-table/, /--env TABLE=VALUE/],
  ),
];

/** What of events, contexts and environments lambdock refuses before it starts a container. */
export const BAD_EVENTS: readonly BadInput[] = [...EVENTS, ...ENVIRONMENT];
