import {Command, Errors, type Interfaces} from '@oclif/core';
import {exitCodeOf} from '../core/exit-code.js';
import type {LambdockOptions} from '../core/options.js';
import type {LambdockError} from '../errors/lambdock-error.js';
import type {Lambdock} from '../wire/lambdock-types.js';
import {outputFlags} from './flags-engine.js';
import {errorDocument, errorText} from './format-error.js';
import {knownError} from './known-error.js';
import {lambdockOptions, type OptionFlags} from './lambdock-options.js';
import {interruptible, watchProcess} from './process-watch.js';
import {withLists} from './repeatable-flags.js';
import type {Speech} from './speech.js';
import {openTerminal, type Terminal} from './terminal.js';
import {printToStderr} from './user-output.js';

/** Once interrupted, work that removes what it started may take this long. */
const GRACE_MS = 20_000;
/** And a reader who takes nothing holds the end up no longer than this. */
const CLOSE_MS = 1_000;

/** Values of flags or arguments by name. */
type Values = Record<string, unknown>;

/** What every command of lambdock shares: how it connects, speaks, stops and fails. */
export abstract class LambdockCommand extends Command {
  static override enableJsonFlag = true;
  static override baseFlags = outputFlags;

  /** Aborted by the first signal: all work is given `stopping.signal`. */
  protected readonly stopping = new AbortController();
  #lambdock: Lambdock | undefined;
  #unwatch: (() => void) | undefined;
  #printAgain: (() => void) | undefined;
  #terminal: Terminal | undefined;
  #unwritten: LambdockError | undefined;
  /** Whether an error has been told that ended the work. */
  #isTold = false;

  /** Where the command speaks: as its flags say once they are parsed. */
  protected get terminal(): Terminal {
    return (this.#terminal ??= this.openTerminal({}));
  }

  /** How a lambdock is made: loaded here, so that help and errors need none of it. */
  protected async connect(options: LambdockOptions): Promise<Lambdock> {
    const {createLambdock} = await import('../lambdock.js');
    return createLambdock(options);
  }

  /** The lambdock that these flags describe; disposed when the command ends. */
  protected async lambdock(
    flags: OptionFlags,
    more: Pick<LambdockOptions, 'pool' | 'signal'> = {},
  ): Promise<Lambdock> {
    this.#lambdock = await this.connect({
      ...lambdockOptions(flags, process.env),
      cwd: process.cwd(),
      // One event: a pool would only be in its way.
      pool: false,
      ...(await this.#pluginHooks()),
      onProgress: (event) => this.terminal.progress(event),
      onWarning: (message) => this.terminal.warn(message),
      signal: this.stopping.signal,
      ...more,
    });
    return this.#lambdock;
  }

  async #pluginHooks(): Promise<Pick<LambdockOptions, 'pluginHooks'>> {
    const plugins = this.config
      .getPluginsList()
      .filter(({hooks}) => hooks['lambdock'] !== undefined);
    if (plugins.length === 0) return {};
    const {pluginHooks} = await import('./plugins.js');
    return {pluginHooks: await pluginHooks(this.config)};
  }

  /** Work that ends by itself soon after an interruption, or is left behind. */
  protected unlessStopped<T>(work: Promise<T>, graceMs = GRACE_MS): Promise<T> {
    return interruptible(work, this.stopping.signal, graceMs);
  }

  /** Lines of a result for people; with --json the value that `run` returns is printed instead. */
  protected print(lines: readonly string[]): void {
    if (!this.jsonEnabled() && lines.length > 0) void this.terminal.result(`${lines.join('\n')}\n`);
  }

  override async init(): Promise<void> {
    this.#unwatch = watchProcess(this.stopping, () =>
      this.terminal.note('removing what was started; a second Ctrl-C leaves at once'),
    );
    await super.init();
  }

  protected override async parse<F extends Values, B extends Values, A extends Values>(
    options?: Interfaces.Input<F, B, A>,
    argv = this.argv,
  ): Promise<Interfaces.ParserOutput<F, B, A>> {
    // Wrong flags leave it false, and oclif then warns of it where NODE_ENV is test or development.
    this.parsed = true;
    const parsed = await super.parse<F, B, A>(options, argv);
    const flags = withLists(parsed.flags, {...options?.baseFlags, ...options?.flags});
    this.#printAgain?.();
    this.#terminal = this.openTerminal(flags);
    this.#printAgain = printToStderr(process);
    return {...parsed, flags};
  }

  /** Also from its variable, and before any flag is parsed: a wrong flag is told as JSON too. */
  override jsonEnabled(): boolean {
    const end = this.argv.indexOf('--');
    const flags = end === -1 ? this.argv : this.argv.slice(0, end);
    return flags.includes('--json') || /^(1|true|yes|y)$/i.test(process.env['LAMBDOCK_JSON'] ?? '');
  }

  protected override logJson(document: unknown): void {
    for (const piece of [...this.jsonPieces(document), '\n']) void this.terminal.result(piece);
  }

  protected jsonPieces(document: unknown): readonly (string | Uint8Array)[] {
    return [JSON.stringify(document, null, this.jsonIndent)];
  }

  /** One line for programs, indented for people. */
  protected get jsonIndent(): number | undefined {
    return this.terminal.isResultOnTerminal ? 2 : undefined;
  }

  protected override async catch(thrown: Error): Promise<void> {
    if (thrown instanceof Errors.ExitError) {
      process.exitCode = thrown.oclif.exit ?? 0;
      return;
    }
    const {signal} = this.stopping;
    // The error says that everything is removed: so it is, before it is told.
    if (signal.aborted) await this.#dispose();
    this.#isTold = true;
    this.#tell(knownError(signal.aborted ? signal.reason : thrown));
  }

  protected override finally(): Promise<void> {
    return this.#dispose();
  }

  async #dispose(): Promise<void> {
    const held = this.#lambdock;
    this.#lambdock = undefined;
    if (held === undefined) return;
    try {
      // An engine that hangs does not hold a person who wants to leave.
      await this.unlessStopped(held.dispose());
    } catch (error) {
      this.terminal.warn(`not everything was cleaned up: ${knownError(error).message}`);
    }
  }

  /** Around all that oclif does with a command, the printing of JSON included. */
  protected override async _run<T>(): Promise<T> {
    try {
      return await super._run<T>();
    } finally {
      const isOut = await this.#close();
      const late = this.#unwritten ?? this.#stray();
      // Whatever the function did: a result that is cut off says so.
      if (late !== undefined && !this.#isTold) this.#tell(late);
      this.#unwatch?.();
      this.#printAgain?.();
      if (!isOut) process.exit();
    }
  }

  /** False when nobody took what is written, and whoever waits has had enough. */
  async #close(): Promise<boolean> {
    const closed = this.terminal.close().then(() => true);
    return this.unlessStopped(closed, CLOSE_MS).catch(() => false);
  }

  /** An error that nobody caught, and that came too late to end the work. */
  #stray(): LambdockError | undefined {
    const {signal} = this.stopping;
    if (!signal.aborted) return undefined;
    const error = knownError(signal.reason);
    return error.code === 'SIGINT' || error.code === 'SIGTERM' ? undefined : error;
  }

  /** For a failure that ends nothing. */
  protected tellFailure(error: unknown): void {
    this.#tell(knownError(error));
  }

  #tell(error: LambdockError): void {
    process.exitCode = exitCodeOf(error);
    if (this.jsonEnabled() && error !== this.#unwritten) this.logJson(errorDocument(error));
    else this.terminal.note(errorText(error, {...this.terminal, ...this.terminal.speech}));
  }

  protected openTerminal(flags: Values): Terminal {
    const {progress, verbose, quiet} = flags as Partial<Speech>;
    return openTerminal(
      {
        progress: progress ?? 'auto',
        verbose: verbose === true,
        quiet: quiet === true,
        noColor: flags['no-color'] === true,
      },
      {
        stdout: process.stdout,
        stderr: process.stderr,
        variables: process.env,
        onFailed: (error) => {
          this.#unwritten = error;
          this.stopping.abort(error);
        },
      },
    );
  }
}
