import {createServer, type ServerResponse} from 'node:http';
import {hostname} from 'node:os';
import {InvokeCommand, LambdaClient, ListFunctionsCommand} from '@aws-sdk/client-lambda';

/** What the client is told to do; each task prints one line of JSON. */
export type Task =
  | {readonly kind: 'invoke'; readonly name: string; readonly event: unknown}
  | {readonly kind: 'send'; readonly name: string; readonly event: unknown}
  | {readonly kind: 'list'}
  | {readonly kind: 'fetch'; readonly url: string}
  /** So many events at once, none of which ends before all have arrived; with `hold` the last never does. */
  | {readonly kind: 'meet'; readonly count: number; readonly hold?: boolean};

const PORT = 8000;
const client = new LambdaClient({
  endpoint: 'http://gateway:3001',
  region: 'us-east-1',
  credentials: {accessKeyId: 'test', secretAccessKey: 'test'},
  // What the gateway says is to be seen, not what a second try would have brought.
  maxAttempts: 1,
});

const say = (line: unknown): void => void process.stdout.write(`${JSON.stringify(line)}\n`);

async function invoke(name: string, event: unknown): Promise<unknown> {
  try {
    const {$metadata, FunctionError, LogResult, Payload} = await client.send(
      new InvokeCommand({
        FunctionName: name,
        Payload: JSON.stringify(event),
        LogType: 'Tail',
        ClientContext: Buffer.from('{"custom": {"from": "client"}}').toString('base64'),
      }),
    );
    return {
      status: $metadata.httpStatusCode,
      functionError: FunctionError ?? null,
      payload: JSON.parse(Buffer.from(Payload ?? []).toString()) as unknown,
      log: Buffer.from(LogResult ?? '', 'base64').toString(),
    };
  } catch (error) {
    const {
      name: error_,
      $metadata,
      message,
    } = error as Error & {
      $metadata?: {httpStatusCode?: number};
    };
    return {error: error_, status: $metadata?.httpStatusCode, message};
  }
}

/** Whoever arrives waits until all have. */
function meetingPoint(count: number, hold: boolean): {readonly url: string; close(): void} {
  const waiting: ServerResponse[] = [];
  const server = createServer(({url}, response) => {
    waiting.push(response);
    say({arrived: url?.slice(1)});
    if (waiting.length === count && !hold) for (const one of waiting) one.end();
  });
  server.listen(PORT);
  return {
    url: `http://${hostname()}:${PORT}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

async function run(task: Task): Promise<unknown> {
  switch (task.kind) {
    case 'invoke':
      return invoke(task.name, task.event);
    case 'send': {
      const Payload = JSON.stringify(task.event);
      const input = {FunctionName: task.name, InvocationType: 'Event', Payload} as const;
      return (await client.send(new InvokeCommand(input))).StatusCode;
    }
    case 'list': {
      const {Functions} = await client.send(new ListFunctionsCommand({}));
      return Functions?.map(({FunctionName, Runtime}) => ({FunctionName, Runtime}));
    }
    case 'fetch':
      return fetch(task.url).then(
        ({status}) => status,
        (error: unknown) => ((error as Error).cause as NodeJS.ErrnoException).code,
      );
    case 'meet': {
      const point = meetingPoint(task.count, task.hold === true);
      const {url} = point;
      const all = Array.from({length: task.count}, () => invoke('meets', {url}));
      const answers = await Promise.all(all);
      point.close();
      return answers;
    }
  }
}

for (const task of JSON.parse(process.env['TASKS'] ?? '[]') as Task[]) say(await run(task));
process.exit();
