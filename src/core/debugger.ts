import {LambdockError} from '../errors/lambdock-error.js';
import type {FunctionSpec} from './function-spec.js';
import {findRuntime, type Debugger, type RuntimeFamily} from './runtime.js';

/** Where a debugger waits for its client, and what a client is told. */
export interface DebuggerAttachment {
  readonly debugger: Debugger;
  readonly host: string;
  readonly port: number;
  /** A configuration of VS Code's launch.json. */
  readonly launch: Readonly<Record<string, unknown>>;
  /** What a person must know besides. */
  readonly notes: readonly string[];
}

/** The port that the debugger's clients expect. */
const USUAL_PORT: Readonly<Record<Debugger, number>> = {cdp: 9229, debugpy: 5678, jdwp: 5005};

const WHY_NOT: Readonly<Partial<Record<RuntimeFamily, string>>> = {
  ruby: 'lambdock does not start rdbg, the debugger of Ruby',
  dotnet: 'vsdbg, the debugger of .NET, is not in the base image and may not be passed on',
  go: 'delve, the debugger of Go, is not in the base image',
  provided: 'a custom runtime is a program of its own, whose debugger lambdock cannot know',
};

/**
 * The debugger of a function, or null for an image, whose runtime shows when it runs. Rejects with
 * DEBUGGER_UNAVAILABLE where there is none to start.
 */
export function debuggerOf({name, runtime}: FunctionSpec): Debugger | null {
  const row = runtime === null ? undefined : findRuntime(runtime);
  if (row === undefined) return null;
  if (row.debugger !== null) return row.debugger;
  throw new LambdockError('DEBUGGER_UNAVAILABLE', {
    message: `function ${name} cannot be inspected, its runtime is ${row.id}: ${WHY_NOT[row.family] ?? 'it has no debugger'}`,
    suggestions: ['functions of Node.js, Python and Java can be inspected'],
    details: {function: name, runtime: row.id},
  });
}

/** The port of the debugger inside the container, and on the host where none is given. */
export const usualPort = (found: Debugger | null): number => USUAL_PORT[found ?? 'cdp'];

/** What is said of the debugger on the emulator's stderr, by images/inspect. */
export type DebuggerNews =
  | {readonly kind: 'listening'; readonly debugger: Debugger}
  | {readonly kind: 'no-debugpy'; readonly python: string}
  | {readonly kind: 'unknown-program'; readonly program: string};

const NEWS = /^lambdock-inspect (listening|missing|unknown) (.+)$/;

/** Reads one line of the emulator's stderr; null for all others. */
export function parseDebuggerNews(line: string): DebuggerNews | null {
  const [, word, rest = ''] = NEWS.exec(line) ?? [];
  if (word === 'missing') return {kind: 'no-debugpy', python: rest.replace('debugpy ', '')};
  if (word === 'unknown') return {kind: 'unknown-program', program: rest};
  if (word === 'listening' && rest in USUAL_PORT) {
    return {kind: 'listening', debugger: rest as Debugger};
  }
  return null;
}

/** Why a debugger that was started cannot be attached to. */
export function debuggerFailure(
  spec: FunctionSpec,
  news: Exclude<DebuggerNews, {kind: 'listening'}>,
): LambdockError {
  const {name} = spec;
  if (news.kind === 'unknown-program') {
    return new LambdockError('DEBUGGER_UNAVAILABLE', {
      message: `function ${name} cannot be inspected: its image starts ${news.program}, which is neither Node.js nor Python nor Java`,
      suggestions: ['let the entry point be the language runtime itself, or an AWS base image’s'],
      details: {function: name, program: news.program},
    });
  }
  return new LambdockError('DEBUGGER_UNAVAILABLE', {
    message: `function ${name} cannot be inspected: debugpy for Python ${news.python} is not in its code, its layers or its image`,
    suggestions: [howToInstall(spec)],
    details: {function: name, python: news.python},
  });
}

function howToInstall({code}: FunctionSpec): string {
  switch (code.kind) {
    case 'directory':
      return `pip install debugpy -t ${/\s/.test(code.path) ? `"${code.path}"` : code.path}`;
    case 'archive':
      return `add debugpy to what ${code.path} is made from, or give a folder with \`python/debugpy\` as a layer`;
    case 'build':
    case 'image':
      return 'add `RUN pip install debugpy` to the Dockerfile of the image';
  }
}
