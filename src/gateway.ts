// What the gateway's container of a compose project runs: see wire/compose.ts.
import {accessLine} from './cli/format-access.js';
import {openGateway} from './wire/gateway.js';

const say = (line: string): void => void process.stderr.write(`${line}\n`);

async function main(): Promise<void> {
  const gateway = await openGateway(process.env, {
    onAccess: (record) => say(accessLine(record, false)),
    onProblem: say,
  });
  say(`listening on port ${gateway.port}`);
  void gateway.ready.then(() => say('ready'));
  for (const [signal, code] of [
    ['SIGTERM', 143],
    ['SIGINT', 130],
  ] as const) {
    process.once(signal, () => {
      say(`${signal}: answering what was accepted`);
      void gateway.dispose().then(() => process.exit(code));
    });
  }
}

main().catch((error: unknown) => {
  say(error instanceof Error ? (error.stack ?? error.message) : String(error));
  process.exit(70);
});
