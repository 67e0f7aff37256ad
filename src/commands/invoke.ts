import {Args, type Interfaces} from '@oclif/core';
import {envelopeOf, envelopePieces, type Envelope} from '../core/envelope.js';
import {contentOf} from '../core/http-response.js';
import {exitCodeOf} from '../core/exit-code.js';
import type {DebuggerAttachment} from '../core/debugger.js';
import type {BuildPlan} from '../core/build-plan.js';
import type {InvocationResult} from '../core/invocation.js';
import type {LambdaFunction, Lambdock} from '../wire/lambdock-types.js';
import {checkOutput, writeOutput} from '../wire/write-output.js';
import {answerPrinter, type AnswerPrinter} from '../cli/answer-printer.js';
import {LambdockCommand} from '../cli/base-command.js';
import {atEveryChange} from '../cli/at-every-change.js';
import {eventFiles, invocationKey, invocationOf, type GivenInvocation} from '../cli/event-flags.js';
import {invokeFlags, OPTIONAL_VALUES} from '../cli/flags-invoke.js';
import {runFlags} from '../cli/flags-run.js';
import {attachLines} from '../cli/format-attach.js';
import {errorDocument} from '../cli/format-error.js';
import {planLines} from '../cli/format-plan.js';
import {failureLine, timingLine} from '../cli/format-result.js';
import {knownError} from '../cli/known-error.js';
import {withOptionalValues} from '../cli/optional-values.js';

type Flags = Interfaces.InferredFlags<(typeof Invoke)['flags']>;

/** One run of the function. */
interface Round {
  readonly given: GivenInvocation;
  readonly signal: AbortSignal;
}

/** What runs again and again. */
interface Repeated {
  readonly lambdock: Lambdock;
  readonly target: LambdaFunction;
  readonly flags: Flags;
  readonly name: string | undefined;
  readonly read: () => Promise<GivenInvocation>;
}

export default class Invoke extends LambdockCommand {
  static override summary = 'Run one event through one function.';
  static override description =
    'stdout is what the function answered, byte for byte; its logs go to stderr. The exit code is 0 when it answered, 1 when it failed, 124 when it timed out.';
  static override examples = [
    `<%= config.bin %> <%= command.id %> hello -d '{"name": "Ada"}'`,
    '<%= config.bin %> <%= command.id %> hello -e event.json --json | jq .durationMs',
    'echo "{}" | <%= config.bin %> <%= command.id %>',
    '<%= config.bin %> <%= command.id %> hello -e event.json --watch',
    `<%= config.bin %> <%= command.id %> --runtime python3.13 --handler app.handler --code . -d '{}'`,
  ];
  static override args = {
    function: Args.string({
      ignoreStdin: true,
      description: 'Name of the function; may be left out when the project has one.',
    }),
  };
  static override flags = {
    ...invokeFlags,
    ...runFlags,
  };

  #answer: {readonly envelope: Envelope; readonly body: Uint8Array | null} | undefined;

  async run(): Promise<Envelope | {readonly plan: BuildPlan}> {
    const {args, flags, raw} = await this.#parsed();
    const lambdock = await this.lambdock(flags);
    const target = lambdock.function(args.function);
    if (flags['dry-run']) {
      const plan = await this.unlessStopped(target.plan());
      this.print(planLines(plan));
      return {plan};
    }
    const read = (): Promise<GivenInvocation> => invocationOf(flags, raw, this.terminal);
    if (flags.watch) return this.#again({lambdock, target, flags, name: args.function, read});
    const given = await this.unlessStopped(read(), 0);
    return this.#once(target, flags, {given, signal: this.stopping.signal});
  }

  async #once(target: LambdaFunction, flags: Flags, {given, signal}: Round): Promise<Envelope> {
    const file = flags.output === '-' ? undefined : flags.output;
    if (file !== undefined) await checkOutput(file);
    const onOutput = (chunk: Uint8Array): undefined | Promise<void> => this.terminal.log(chunk);
    const {inspect, 'keep-warm': keepWarmMs} = flags;
    const printer = file === undefined && !this.jsonEnabled() ? this.#printer(flags) : null;
    const options = {
      ...given.options,
      signal,
      onOutput,
      ...(printer !== null && {onResponseChunk: printer.piece, keepStream: false}),
      ...(keepWarmMs !== undefined && {keepWarmMs}),
      ...(inspect !== undefined && {inspect, onDebugger: this.#tellDebugger}),
    };
    const result = await this.unlessStopped(target.invoke(given.event, options)).catch(
      async (error: unknown) => {
        if (flags.watch) await printer?.breakOff();
        throw error;
      },
    );
    if (!flags['allow-function-error']) process.exitCode = exitCodeOf(result.outcome);
    await this.#tell(result, printer);
    if (file !== undefined) await writeOutput(file, result.body ?? new Uint8Array());
    this.#answer = {envelope: envelopeOf(result), body: contentOf(result)};
    return this.#answer.envelope;
  }

  /** Of a watch, answers are told apart in a file or pipe too. */
  #printer({watch}: Flags): AnswerPrinter {
    const {terminal} = this;
    return answerPrinter({...terminal, isLined: terminal.isResultOnTerminal || watch});
  }

  /** Another round at every change of what code, settings or event come to; the end comes from outside. */
  async #again({lambdock, target, flags, name, read}: Repeated): Promise<never> {
    const files = eventFiles(flags);
    // What came by a pipe cannot be read twice.
    const given = files.length === 0 ? await this.unlessStopped(read(), 0) : null;
    const functions = name === undefined ? [] : [name];
    const written = flags.output === undefined ? [] : [flags.output];
    const watch = await this.unlessStopped(lambdock.watch({functions, files, written}));
    return atEveryChange(watch, {
      signal: this.stopping.signal,
      look: async () => {
        const sent = given ?? (await read());
        return {
          key: `${await target.key()} ${invocationKey(sent)}`,
          round: async (signal) => {
            const envelope = await this.#once(target, flags, {given: sent, signal});
            if (this.jsonEnabled()) this.logJson(envelope);
          },
        };
      },
      onFailed: (error) => this.tellFailure(error),
      failureKey: (error) => JSON.stringify(errorDocument(knownError(error))),
      onCutOff: () => this.terminal.note('ended by a change, and begun again'),
      onRest: () => this.terminal.note('waiting for a change; Ctrl-C ends'),
    });
  }

  /** Words of other tools are looked for only where ours do not fit: the usual start pays nothing. */
  async #parsed() {
    const parse = (argv: readonly string[]) =>
      this.parse(Invoke, withOptionalValues(argv, OPTIONAL_VALUES));
    return parse(this.argv).catch(async (error: unknown) => {
      const {withoutOldWords} = await import('../cli/old-words.js');
      const words = withoutOldWords(this.argv, {...Invoke.flags, ...Invoke.baseFlags});
      if (words === null) throw error;
      return parse(words);
    });
  }

  readonly #tellDebugger = (attachment: DebuggerAttachment): void => {
    for (const line of attachLines(attachment)) this.terminal.note(line);
  };

  async #tell(result: InvocationResult, printer: AnswerPrinter | null): Promise<void> {
    const {terminal} = this;
    const failure = failureLine(result, terminal.paint);
    if (failure !== undefined) terminal.note(failure);
    if (terminal.speech.verbose) terminal.note(timingLine(result));
    await printer?.end(result);
  }

  protected override jsonPieces(document: unknown): readonly (string | Uint8Array)[] {
    const answer = this.#answer;
    if (answer === undefined || document !== answer.envelope) return super.jsonPieces(document);
    return envelopePieces(answer.envelope, answer.body, this.jsonIndent);
  }
}
