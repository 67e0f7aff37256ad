import type {Dialect, Failure} from './dialects.js';

/** Which function of a subject a row is about. */
export type Behaviour = 'cases' | 'binary' | 'import' | 'syntax' | 'handler' | 'exit';

/** One row: an event and what must come of it. */
export interface Case {
  readonly title: string;
  readonly behaviour: Behaviour;
  readonly event: string;
  readonly flags: readonly string[];
  readonly status: string;
  readonly exitCode: number;
  /** Exactly what stdout holds; a pattern where the answer holds a request id. */
  readonly stdout: string | Buffer | RegExp;
  /** `error.type` and `error.message` of the envelope. */
  readonly error: Failure | null;
  readonly stderr: RegExp;
}

const doing = (what: string): string => JSON.stringify({do: what});

const BINARY = Buffer.from([0, 1, 2, 254, 255]);

const ok = (title: string, event: string, stdout: string | Buffer): Case => ({
  title,
  behaviour: 'cases',
  event,
  flags: [],
  status: 'ok',
  exitCode: 0,
  stdout,
  error: null,
  stderr: /REPORT/,
});

const failing = (
  title: string,
  what: Pick<Case, 'status' | 'stdout' | 'event'> & {error: Failure} & Partial<Case>,
): Case => ({...ok(title, '', ''), exitCode: 1, ...what});

/** The runtime's own name of an error, as a pattern for stdout. */
const named = ([type]: Failure): RegExp => new RegExp(type.replaceAll('.', '\\.'));

const exits = (title: string, code: number): Case =>
  failing(title, {
    event: doing(`exit${code}`),
    status: 'crashed',
    stdout: /Runtime\.ExitError/,
    error: [
      'Runtime.ExitError',
      code === 0
        ? /^RequestId: \S+ Error: Runtime exited without providing a reason$/
        : new RegExp(`^RequestId: \\S+ Error: Runtime exited with error: exit status ${code}$`),
    ],
  });

const initFails = (title: string, behaviour: Behaviour, error: Failure | null): readonly Case[] =>
  error === null
    ? []
    : [
        failing(title, {
          behaviour,
          event: '{}',
          status: 'init-error',
          // A runtime that ends while it initialises posts nothing, and nothing is made up for it.
          stdout: error[0] === 'Runtime.ExitError' ? '' : named(error),
          error,
        }),
      ];

const answers = (dialect: Dialect): readonly Case[] => [
  ok('returns a value', doing('value'), dialect.value),
  ok('returns null', doing('null'), 'null'),
  ok('returns false', doing('false'), 'false'),
  ok('returns zero', doing('zero'), '0'),
  ok('returns an empty text', doing('empty'), '""'),
  ok('returns what looks like an error', doing('lookalike'), dialect.lookalike),
  ok('writes noise and binary', doing('noise'), dialect.noise),
  ok('echoes numbers as its runtime prints them', ...dialect.numbers),
  ...(dialect.hasBinary
    ? [
        {
          ...ok('answers bytes that are no text', doing('binary'), BINARY),
          behaviour: 'binary' as const,
        },
      ]
    : []),
];

const errors = (dialect: Dialect): readonly Case[] => [
  failing('throws', {
    event: doing('throws'),
    status: 'function-error',
    stdout: /"errorMessage":\s?"thrown on purpose"/,
    error: dialect.throws,
    stderr: /function-error.*thrown on purpose/,
  }),
  failing('rejects', {
    event: doing('rejects'),
    status: 'function-error',
    stdout: /"errorMessage":\s?"rejected on purpose"/,
    error: dialect.rejects,
  }),
  failing('fails where nothing catches it', {event: doing('unhandled'), ...dialect.uncaught}),
  exits('exits with 0', 0),
  exits('exits with 7', 7),
];

const limits = ({timeoutSeconds}: Dialect): readonly Case[] => [
  failing('sleeps past its timeout', {
    event: doing('sleep'),
    flags: ['--timeout', String(timeoutSeconds)],
    status: 'timed-out',
    exitCode: 124,
    stdout: '',
    error: [
      'Sandbox.Timedout',
      new RegExp(`^RequestId: \\S+ Error: Task timed out after ${timeoutSeconds}\\.00 seconds$`),
    ],
    stderr: new RegExp(`Task timed out after ${timeoutSeconds}\\.00 seconds`),
  }),
  failing('allocates past its memory', {
    event: doing('hog'),
    flags: ['--memory', '128'],
    status: 'out-of-memory',
    stdout: /^$|signal: killed/,
    error: ['Runtime.ExitError', /signal: killed$/],
    stderr: /128 MB/,
  }),
  failing('answers too much', {
    event: doing('big'),
    status: 'too-large',
    stdout: /Function\.ResponseSizeTooLarge/,
    error: ['Function.ResponseSizeTooLarge', /./],
  }),
];

const heap = ({heap: error}: Dialect): readonly Case[] =>
  error === undefined
    ? []
    : [
        failing('fills its heap', {
          event: doing('heap'),
          status: 'function-error',
          stdout: named(error),
          error,
        }),
      ];

/** Every way a function can end, the same for every runtime but for its own wording. */
export const casesOf = (dialect: Dialect): readonly Case[] => [
  ...answers(dialect),
  ...errors(dialect),
  ...limits(dialect),
  ...heap(dialect),
  ...initFails('imports what is not there', 'import', dialect.import),
  ...initFails('has a syntax error', 'syntax', dialect.syntax),
  ...initFails('has no function of the handler’s name', 'handler', dialect.handler).map((row) => ({
    ...row,
    status: dialect.handlerStatus ?? row.status,
  })),
  ...initFails('exits while it initialises', 'exit', ['Runtime.ExitError', /exit status 3$/]),
];
