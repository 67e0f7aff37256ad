import {Args} from '@oclif/core';
import type {PoolLimits} from '../core/pool-limits.js';
import type {ServeOptions} from '../core/serve-options.js';
import {LambdockCommand} from '../cli/base-command.js';
import {runFlags} from '../cli/flags-run.js';
import {serveFlags} from '../cli/flags-serve.js';
import {changeLine} from '../cli/format-change.js';
import {accessLine} from '../cli/format-access.js';

export default class Serve extends LambdockCommand {
  static override summary = 'Serve the Lambda Invoke API for SDKs and other services.';
  static override description =
    'Answers Invoke (RequestResponse, Event, DryRun), InvokeWithResponseStream, ListFunctions and GetFunction as Lambda does, and GET /healthz, /readyz and /metrics. Not API Gateway, function URLs, event source mappings, WebSockets or ALB, and no CORS: those are for other tools. SIGTERM and Ctrl-C answer what was accepted, then end.';
  static override examples = [
    '<%= config.bin %> <%= command.id %>',
    '<%= config.bin %> <%= command.id %> hello worker --port 9001 --warm 2',
    `aws lambda invoke --endpoint-url http://127.0.0.1:3001 --function-name hello out.json`,
  ];
  static override strict = false;
  static override args = {
    function: Args.string({
      ignoreStdin: true,
      description: 'Names of functions; default: all of the project.',
    }),
  };
  static override flags = {
    ...serveFlags,
    ...runFlags,
  };

  async run(): Promise<void> {
    const {argv, flags} = await this.#parsed();
    const {signal} = this.stopping;
    // The first signal lets requests in no more: those that are there are answered.
    const lambdock = await this.lambdock(flags, {
      pool: poolOf(flags),
      signal: new AbortController().signal,
    });
    const {host, port, warm, watch, progress} = flags;
    const server = await this.unlessStopped(
      lambdock.serve({
        functions: argv as string[],
        host,
        port,
        warm,
        watch,
        onChange: (change) => this.terminal.note(changeLine(change)),
        ...eventsOf(flags),
        onOutput: (chunk) => this.terminal.log(chunk),
        onAccess: (record) => {
          if (!this.terminal.speech.quiet)
            this.terminal.note(accessLine(record, progress === 'json'));
        },
      }),
    );
    this.terminal.note(`listening on ${server.url}`);
    try {
      await Promise.race([server.ready, stopped(signal)]);
      this.terminal.note('ready');
      await stopped(signal);
    } finally {
      await server.dispose();
    }
  }

  /** Words of `sam local start-lambda` are looked for only where ours do not fit. */
  async #parsed() {
    const parse = (argv: readonly string[]) => this.parse(Serve, [...argv]);
    return parse(this.argv).catch(async (error: unknown) => {
      const {withoutOldWords} = await import('../cli/old-words.js');
      const words = withoutOldWords(this.argv, {...Serve.flags, ...Serve.baseFlags});
      if (words === null) throw error;
      return parse(words);
    });
  }
}

/** Rejects with the reason of the signal, when it comes. */
const stopped = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    const tell = (): void => reject(signal.reason as Error);
    if (signal.aborted) tell();
    else signal.addEventListener('abort', tell, {once: true});
  });

function eventsOf(flags: {
  readonly 'retry-delay': number | undefined;
  readonly retries: number | undefined;
  readonly 'on-failure': string | undefined;
  readonly 'on-success': string | undefined;
}): Pick<ServeOptions, 'retryDelayMs' | 'retries' | 'onFailure' | 'onSuccess'> {
  const {'retry-delay': delay, retries, 'on-failure': onFailure, 'on-success': onSuccess} = flags;
  return {
    ...(delay !== undefined && {retryDelayMs: delay}),
    ...(retries !== undefined && {retries}),
    ...(onFailure !== undefined && {onFailure}),
    ...(onSuccess !== undefined && {onSuccess}),
  };
}

function poolOf(flags: {
  readonly concurrency: number | undefined;
  readonly 'max-environments': number | undefined;
  readonly idle: number | undefined;
  readonly queue: number | undefined;
}): Partial<PoolLimits> {
  const {concurrency, 'max-environments': max, idle, queue} = flags;
  return {
    ...(concurrency !== undefined && {perFunction: concurrency}),
    ...(max !== undefined && {max}),
    ...(idle !== undefined && {idleMs: idle}),
    ...(queue !== undefined && {queue}),
  };
}
