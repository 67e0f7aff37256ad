import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {createInterface} from 'node:readline';
import {fileURLToPath} from 'node:url';
import type {InvocationResult} from '../../src/core/invocation.js';
import type {LambdockOptions} from '../../src/core/options.js';

/** One event for one function, by a lambdock with these options; those of equal options share one. */
export interface LibraryRequest {
  readonly options: Pick<LambdockOptions, 'project' | 'driver' | 'overrides'>;
  readonly name: string;
  readonly event: string;
}

/** What the library said of it. */
export interface LibraryAnswer {
  readonly result: Pick<InvocationResult, 'outcome' | 'status' | 'error' | 'driver' | 'requestId'>;
  readonly body: Buffer;
  /** What `onOutput` was given. */
  readonly output: string;
}

/** The packed library in a process of its own, as users have it; Jest is slow to load what is needed late. */
export interface LibraryProcess extends AsyncDisposable {
  invoke(request: LibraryRequest): Promise<LibraryAnswer>;
}

const SERVER = fileURLToPath(new URL('library-server.mjs', import.meta.url));

type Told =
  | {readonly failed: string}
  | {
      readonly result: LibraryAnswer['result'] & {readonly body: string};
      readonly output: string;
    };

/** Starts it; one event at a time. */
export function startLibrary(): LibraryProcess {
  const child = spawn(process.execPath, [SERVER], {stdio: ['pipe', 'pipe', 'inherit']});
  const lines = createInterface({input: child.stdout})[Symbol.asyncIterator]();
  return {
    async invoke(request) {
      child.stdin.write(`${JSON.stringify(request)}\n`);
      const next = (await lines.next()) as IteratorResult<string, undefined>;
      if (next.done === true) throw new Error('the library ended');
      const told = JSON.parse(next.value) as Told;
      if ('failed' in told) throw new Error(told.failed);
      const {body, ...result} = told.result;
      const output = Buffer.from(told.output, 'base64').toString();
      return {result, body: Buffer.from(body, 'base64'), output};
    },
    async [Symbol.asyncDispose]() {
      child.stdin.end();
      if (child.exitCode === null) await once(child, 'close');
    },
  };
}
