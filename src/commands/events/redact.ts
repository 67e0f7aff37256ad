import {Args, Flags} from '@oclif/core';
import {
  hasRules,
  rulesTogether,
  type RedactionManifest,
  type RedactionRules,
} from '../../core/redaction.js';
import {LambdockError} from '../../errors/lambdock-error.js';
import {LambdockCommand} from '../../cli/base-command.js';
import {readingFlags} from '../../cli/flags-reading.js';
import {projectFlags, variableOf} from '../../cli/flags.js';
import type {OptionFlags} from '../../cli/lambdock-options.js';
import {redactionFlags, redactionRules} from '../../cli/flags-redaction.js';
import {redactionLines} from '../../cli/format-recordings.js';

export default class EventsRedact extends LambdockCommand {
  static override summary = 'Write recordings anew without secrets and personal data.';
  static override description =
    'What is written is read as the recording itself is. Paths start at the record, at the event in it, at its recorded answer, and at every JSON text inside. Beside the output, OUT.redaction.json names the rules and what they found.';
  static override examples = [
    `<%= config.bin %> <%= command.id %> dump.json -o clean.json --hash '$..email' --key-file redaction.key`,
    `gunzip -c dump.json.gz | <%= config.bin %> <%= command.id %> - -o - --remove '$..password' | jq .`,
    `<%= config.bin %> <%= command.id %> recordings/ -o clean/ --remove '$..password' --hash-pattern '[\\w.]+@[\\w.]+'`,
  ];
  static override strict = false;
  static override args = {
    files: Args.string({
      required: true,
      ignoreStdin: true,
      description: 'Files, folders and globs with recorded events; - is stdin.',
    }),
  };
  static override flags = {
    output: Flags.string({
      char: 'o',
      required: true,
      helpValue: 'OUT',
      summary: 'File; a folder for several recordings; - is stdout. Example: -o clean.json',
    }),
    from: readingFlags.from,
    function: Flags.string({
      env: variableOf('function'),
      helpGroup: 'RULES',
      helpValue: 'NAME',
      summary:
        'Function of the project whose rules (redact: in lambdock.yml) count too. Example: --function orders',
    }),
    ...redactionFlags,
    ...projectFlags,
  };

  async run(): Promise<RedactionManifest> {
    const {argv, flags} = await this.parse(EventsRedact);
    const rules = rulesTogether([await this.rulesOf(flags), redactionRules(flags)]);
    if (!hasRules(rules)) throw noRules();
    const isPiped = flags.output === '-';
    if (isPiped && this.jsonEnabled()) throw bothOnStdout();
    const {redactEvents} = await import('../../wire/events.js');
    const {output, from, 'rule-set': ruleSet, 'key-file': keyFile} = flags;
    const manifest = await this.unlessStopped(
      redactEvents({
        inputs: argv as string[],
        cwd: process.cwd(),
        output,
        rules,
        keyVariable: flags['key-variable'],
        ...(from !== undefined && {from}),
        ...(ruleSet !== undefined && {ruleSet}),
        ...(keyFile !== undefined && {keyFile}),
        onWritten: (piece) => this.terminal.result(piece),
        onWarning: (message) => this.terminal.warn(message),
        signal: this.stopping.signal,
      }),
    );
    if (isPiped) for (const line of redactionLines(manifest)) this.terminal.note(line);
    else this.print(redactionLines(manifest));
    return manifest;
  }

  /** Those of the project file. */
  private async rulesOf(
    flags: OptionFlags & {readonly function?: string | undefined},
  ): Promise<Partial<RedactionRules>> {
    if (flags.function === undefined) return {};
    const lambdock = await this.lambdock(flags);
    return (await lambdock.function(flags.function).spec()).redaction ?? {};
  }
}

const bothOnStdout = (): LambdockError =>
  new LambdockError('USAGE', {
    message: '-o - and --json would both write to stdout',
    suggestions: ['-o FILE writes the recording into a file, with the manifest beside it'],
  });

const noRules = (): LambdockError =>
  new LambdockError('USAGE', {
    message: 'no rule says what is to be redacted',
    suggestions: [`--hash '$..email'`, `--remove-pattern '\\b\\d{16}\\b'`],
  });
