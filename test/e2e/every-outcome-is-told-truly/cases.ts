/** The runtimes of the table; each has the same handlers under test/fixtures/functions. */
export type Family = 'nodejs' | 'python';

/** One row: an event and what must come of it. */
export interface Case {
  readonly title: string;
  /** Suffix of the function's name: `nodejs-cases`. */
  readonly function: string;
  readonly event: string | Buffer;
  readonly status: string;
  readonly exitCode: number;
  /** Exactly what stdout holds; a pattern where the answer holds a request id. */
  readonly stdout: string | RegExp | Readonly<Record<Family, string | RegExp>>;
  /** `error.type` and `error.message` of the envelope. */
  readonly error?: Readonly<Record<Family, readonly [string, RegExp]>>;
  readonly stderr?: RegExp;
}

const doing = (what: string, rest: object = {}): string => JSON.stringify({do: what, ...rest});

const ok = (title: string, event: string, stdout: Case['stdout']): Case => ({
  title,
  function: 'cases',
  event,
  status: 'ok',
  exitCode: 0,
  stdout,
});

const both = (type: string, message: RegExp): NonNullable<Case['error']> => ({
  nodejs: [type, message],
  python: [type, message],
});

const BIG_NUMBERS = '{"n":9007199254740993,"f":1.10,"e":1e400}';

/** Every way a function can end, the same for every runtime but for its own wording. */
export const CASES: readonly Case[] = [
  ok('returns a value', doing('value'), {
    nodejs: '{"message":"hi","list":[1,2]}',
    python: '{"message": "hi", "list": [1, 2]}',
  }),
  ok('returns null', doing('null'), 'null'),
  ok('returns false', doing('false'), 'false'),
  ok('returns zero', doing('zero'), '0'),
  ok('returns an empty text', doing('empty'), '""'),
  ok('returns what looks like an error', doing('lookalike'), {
    nodejs: '{"errorType":"Error","errorMessage":"not an error","trace":[]}',
    python: '{"errorType": "Error", "errorMessage": "not an error", "stackTrace": []}',
  }),
  ok('writes noise and binary', doing('noise'), {
    nodejs: '{"noise":true}',
    python: '{"noise": true}',
  }),
  {
    title: 'throws',
    function: 'cases',
    event: doing('throws'),
    status: 'function-error',
    exitCode: 1,
    stdout: /"errorMessage":\s?"thrown on purpose"/,
    error: {
      nodejs: ['RangeError', /^thrown on purpose$/],
      python: ['ValueError', /^thrown on purpose$/],
    },
    stderr: /function-error.*thrown on purpose/,
  },
  {
    title: 'rejects',
    function: 'cases',
    event: doing('rejects'),
    status: 'function-error',
    exitCode: 1,
    stdout: /"errorMessage":\s?"rejected on purpose"/,
    error: both('TypeError', /^rejected on purpose$/),
  },
  {
    title: 'exits with 0',
    function: 'cases',
    event: doing('exit0'),
    status: 'crashed',
    exitCode: 1,
    stdout: /Runtime\.ExitError/,
    error: both(
      'Runtime.ExitError',
      /^RequestId: \S+ Error: Runtime exited without providing a reason$/,
    ),
  },
  {
    title: 'exits with 7',
    function: 'cases',
    event: doing('exit7'),
    status: 'crashed',
    exitCode: 1,
    stdout: /Runtime\.ExitError/,
    error: both(
      'Runtime.ExitError',
      /^RequestId: \S+ Error: Runtime exited with error: exit status 7$/,
    ),
  },
  {
    title: 'sleeps past its timeout',
    function: 'sleep',
    event: doing('sleep'),
    status: 'timed-out',
    exitCode: 124,
    stdout: '',
    error: both(
      'Sandbox.Timedout',
      /^RequestId: \S+ Error: Task timed out after [12]\.00 seconds$/,
    ),
    stderr: /Task timed out after [12]\.00 seconds/,
  },
  {
    title: 'allocates past its memory',
    function: 'hog',
    event: doing('hog'),
    status: 'out-of-memory',
    exitCode: 1,
    stdout: /^$|signal: killed/,
    error: both('Runtime.ExitError', /signal: killed$/),
    stderr: /128 MB/,
  },
  {
    title: 'imports what is not there',
    function: 'init-import',
    event: '{}',
    status: 'init-error',
    exitCode: 1,
    stdout: /Runtime\.ImportModuleError/,
    error: both('Runtime.ImportModuleError', /a.package.nobody.has/),
  },
  {
    title: 'has a syntax error',
    function: 'init-syntax',
    event: '{}',
    status: 'init-error',
    exitCode: 1,
    stdout: /Runtime\.UserCodeSyntaxError/,
    error: both('Runtime.UserCodeSyntaxError', /./),
  },
  {
    title: 'has no function of the handler’s name',
    function: 'init-handler',
    event: '{}',
    status: 'init-error',
    exitCode: 1,
    stdout: /Runtime\.HandlerNotFound/,
    error: both('Runtime.HandlerNotFound', /handler/),
  },
  {
    title: 'exits while it initialises',
    function: 'init-exit',
    event: '{}',
    status: 'init-error',
    exitCode: 1,
    stdout: '',
    error: both('Runtime.ExitError', /exit status 3$/),
  },
  {
    title: 'answers too much',
    function: 'cases',
    event: doing('big'),
    status: 'too-large',
    exitCode: 1,
    stdout: /Function\.ResponseSizeTooLarge/,
    error: both('Function.ResponseSizeTooLarge', /./),
  },
];

/** Rows whose answer depends on the runtime: Node drops digits a double cannot hold, Python keeps them. */
export const NUMBERS: Readonly<Record<Family, Case>> = {
  nodejs: ok('echoes numbers as Node prints them', '{"n":1.5,"i":42}', '{"n":1.5,"i":42}'),
  python: ok(
    'keeps big numbers unchanged',
    BIG_NUMBERS.replace(',"e":1e400', ''),
    '{"n": 9007199254740993, "f": 1.1}',
  ),
};

/** Rows of one runtime alone. */
export const UNHANDLED: Readonly<Record<Family, Case>> = {
  nodejs: {
    title: 'leaves a rejection unhandled',
    function: 'cases',
    event: doing('unhandled'),
    // nodejs22's runtime client posts it as the event's error before it exits.
    status: 'function-error',
    exitCode: 1,
    stdout: /Runtime\.UnhandledPromiseRejection/,
    error: {
      nodejs: ['Runtime.UnhandledPromiseRejection', /nobody catches this/],
      python: ['', /./],
    },
  },
  python: {
    title: 'aborts in another thread',
    function: 'cases',
    event: doing('unhandled'),
    status: 'crashed',
    exitCode: 1,
    stdout: /signal: aborted/,
    error: {nodejs: ['', /./], python: ['Runtime.ExitError', /signal: aborted$/]},
  },
};
