import {Args} from '@oclif/core';
import {LambdockCommand} from '../cli/base-command.js';
import {composeFlags} from '../cli/flags-compose.js';
import {runFlags} from '../cli/flags-run.js';
import type {ComposedService} from '../core/compose/compose-options.js';
import {envFileText} from '../core/compose/service-name.js';
import {publishedAt} from '../core/compose/published-at.js';

/** What `--json` tells; values that are asked for are told nobody. */
export interface ComposeReport {
  readonly file: string | null;
  readonly text: string;
  readonly services: readonly ComposedService[];
  readonly gateway: {readonly service: string; readonly image: string};
  readonly asks: readonly {readonly name: string; readonly origin: string}[];
}

export default class Compose extends LambdockCommand {
  static override summary = 'Print a compose file: a service per function, a gateway in front.';
  static override description =
    'Makes the images of the functions and of the gateway, and prints a file for `docker compose` (2.20 or later, Docker Engine 25 or later) that stands alone or is included. The gateway answers the Lambda Invoke API, by function name; no container has access to the engine. `docker compose up --wait` returns when invocations succeed, and `--scale FUNCTION=4` lets four events run at once. The driver is runtime-api unless project or flags say otherwise.';
  static override examples = [
    '<%= config.bin %> <%= command.id %> -o lambdas.compose.yml && docker compose -f lambdas.compose.yml up --wait',
    '<%= config.bin %> <%= command.id %> hello worker --network shop_default',
    '<%= config.bin %> <%= command.id %> --aws-endpoint http://localstack:4566 --publish none',
  ];
  static override strict = false;
  static override args = {
    function: Args.string({
      ignoreStdin: true,
      description: 'Names of functions; default: all of the project.',
    }),
  };
  static override flags = {
    ...composeFlags,
    ...runFlags,
  };

  async run(): Promise<ComposeReport> {
    const {argv, flags} = await this.parse(Compose);
    const {output = null, gateway, concurrency} = flags;
    const publish = publishedAt(flags.publish);
    const {checkOutput, writeOutput, writeSecrets} = await import('../wire/write-output.js');
    const secrets = flags['secrets-file'];
    for (const file of [output, secrets ?? null]) if (file !== null) await checkOutput(file);
    const lambdock = await this.lambdock(flags);
    const made = await this.unlessStopped(
      lambdock.compose({
        functions: argv as string[],
        gateway,
        publish,
        concurrency,
        written: [output, secrets ?? null].filter((file) => file !== null),
        ...(flags['aws-endpoint'] !== undefined && {awsEndpoint: flags['aws-endpoint']}),
      }),
    );
    const {text, services, asked} = made;
    if (secrets !== undefined) {
      const values = new Map(asked.map(({name, value}) => [name, value]));
      await writeSecrets(secrets, Buffer.from(envFileText(values)));
    } else if (asked.length > 0) {
      this.terminal.warn(
        `the compose file asks for ${asked.map(({name}) => name).join(', ')}; --secrets-file FILE writes what is known of them, for docker compose --env-file FILE`,
      );
    }
    if (output === null) this.print([text.trimEnd()]);
    else await writeOutput(output, Buffer.from(text));
    const asks = asked.map(({name, origin}) => ({name, origin}));
    return {file: output, text, services, gateway: made.gateway, asks};
  }
}
