/** Type and message of an error. */
export type Failure = readonly [type: string, message: RegExp];

/** How a failure that no code of the function catches is told. */
export interface Uncaught {
  readonly status: 'function-error' | 'crashed';
  readonly stdout: RegExp;
  readonly error: Failure;
}

/** What differs between runtimes: the spelling of answers and the names of errors. */
export interface Dialect {
  readonly value: string;
  readonly lookalike: string;
  readonly noise: string;
  /** An event with numbers, and what an echo of it is. */
  readonly numbers: readonly [event: string, answer: string];
  readonly throws: Failure;
  readonly rejects: Failure;
  readonly uncaught: Uncaught;
  readonly timeoutSeconds: number;
  /** Null where no such function can exist: a compiler refuses it. */
  readonly import: Failure | null;
  readonly syntax: Failure | null;
  readonly handler: Failure | null;
  /** Java and Ruby look for the function when the first event comes. */
  readonly handlerStatus?: 'function-error';
  /** How a full heap is told where it has a limit of its own. */
  readonly heap?: Failure;
  /** False where an answer is always JSON. */
  readonly hasBinary: boolean;
}

const BIG_NUMBERS = '{"n":9007199254740993,"f":1.10,"e":1e400}';
const NUMBERS = BIG_NUMBERS.replace(',"e":1e400', '');

const aborted: Uncaught = {
  status: 'crashed',
  stdout: /signal: aborted/,
  error: ['Runtime.ExitError', /signal: aborted$/],
};

const exited = (code: number): Failure => ['Runtime.ExitError', new RegExp(`exit status ${code}$`)];

const compact = {
  value: '{"message":"hi","list":[1,2]}',
  lookalike: '{"errorType":"Error","errorMessage":"not an error","stackTrace":[]}',
  noise: '{"noise":true}',
};

const nodejs: Dialect = {
  ...compact,
  lookalike: '{"errorType":"Error","errorMessage":"not an error","trace":[]}',
  // A double cannot hold more.
  numbers: ['{"n":1.5,"i":42}', '{"n":1.5,"i":42}'],
  throws: ['RangeError', /^thrown on purpose$/],
  rejects: ['TypeError', /^rejected on purpose$/],
  // The runtime client of Node 20 and 22 posts it as the event's error before it exits.
  uncaught: {
    status: 'function-error',
    stdout: /Runtime\.UnhandledPromiseRejection/,
    error: ['Runtime.UnhandledPromiseRejection', /nobody catches this/],
  },
  timeoutSeconds: 1,
  import: ['Runtime.ImportModuleError', /a.package.nobody.has/],
  syntax: ['Runtime.UserCodeSyntaxError', /./],
  handler: ['Runtime.HandlerNotFound', /handler/],
  hasBinary: true,
};

/** Its runtime client posts nothing before it exits. */
const nodejs24: Dialect = {
  ...nodejs,
  uncaught: {status: 'crashed', stdout: /Runtime\.ExitError/, error: exited(1)},
};

const python: Dialect = {
  value: '{"message": "hi", "list": [1, 2]}',
  lookalike: '{"errorType": "Error", "errorMessage": "not an error", "stackTrace": []}',
  noise: '{"noise": true}',
  numbers: [NUMBERS, '{"n": 9007199254740993, "f": 1.1}'],
  throws: ['ValueError', /^thrown on purpose$/],
  rejects: ['TypeError', /^rejected on purpose$/],
  uncaught: aborted,
  timeoutSeconds: 2,
  import: nodejs.import,
  syntax: nodejs.syntax,
  handler: nodejs.handler,
  hasBinary: true,
};

const java: Dialect = {
  ...compact,
  numbers: [NUMBERS, NUMBERS.replace('1.10', '1.1')],
  throws: ['java.lang.IllegalArgumentException', /^thrown on purpose$/],
  rejects: ['cases.Handler$OnPurpose', /^rejected on purpose$/],
  uncaught: {status: 'crashed', stdout: /exit status 134/, error: exited(134)},
  timeoutSeconds: 4,
  import: ['java.lang.NoClassDefFoundError', /Missing/],
  syntax: null,
  // A class that is not there is refused before anything starts: code-that-cannot-start-is-told-before.
  handler: null,
  heap: ['java.lang.OutOfMemoryError', /heap space/],
  hasBinary: true,
};

const ruby: Dialect = {
  ...compact,
  numbers: java.numbers,
  throws: ['Function<ArgumentError>', /^thrown on purpose$/],
  rejects: ['Function<Rejected>', /^rejected on purpose$/],
  uncaught: aborted,
  timeoutSeconds: 2,
  import: ['Init<LoadError>', /a_package_nobody_has/],
  syntax: ['Init<SyntaxError>', /syntax error/],
  handler: ['Function<NoMethodError>', /handler/],
  handlerStatus: 'function-error',
  hasBinary: true,
};

const shell: Dialect = {
  ...compact,
  numbers: [BIG_NUMBERS, BIG_NUMBERS],
  throws: ['Shell.Error', /^thrown on purpose$/],
  rejects: ['Shell.Rejected', /^rejected on purpose$/],
  uncaught: aborted,
  timeoutSeconds: 1,
  import: exited(1),
  syntax: exited(2),
  handler: ['Shell.NoSuchFunction', /missing/],
  hasBinary: true,
};

const go: Dialect = {
  ...shell,
  throws: ['errorString', /^thrown on purpose$/],
  rejects: ['rejection', /^rejected on purpose$/],
  // Go's own handling of SIGABRT: the stacks of all goroutines, then status 2.
  uncaught: {status: 'crashed', stdout: /exit status 2/, error: exited(2)},
  import: null,
  syntax: null,
  handler: null,
};

const rust: Dialect = {
  ...go,
  numbers: [BIG_NUMBERS, BIG_NUMBERS.replace('1e400', '1e+400')],
  throws: ['OnPurpose', /^thrown on purpose$/],
  rejects: ['Rejected', /^rejected on purpose$/],
  uncaught: aborted,
  hasBinary: false,
};

export const DIALECTS = {nodejs, nodejs24, python, java, ruby, shell, go, rust};
