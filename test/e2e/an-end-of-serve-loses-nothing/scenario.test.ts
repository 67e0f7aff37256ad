import {once} from 'node:events';
import {readFile} from 'node:fs/promises';
import {connect, type Socket} from 'node:net';
import {join} from 'node:path';
import {InvokeCommand, LambdaClient, type InvokeCommandOutput} from '@aws-sdk/client-lambda';
import {afterEach, beforeEach, describe, expect, it} from '@jest/globals';
import {openProject, type E2eProject} from '../../support/e2e-project.js';
import {clientOf, startServe} from '../../support/served.js';
import {until} from '../../support/until.js';

const LIMIT_MS = 120_000;

let project: E2eProject;
beforeEach(async () => {
  project = await openProject({fixture: 'projects/served'});
});
afterEach(async () => project[Symbol.asyncDispose]());

/** What became of a request: its answer, a refusal, or no connection. */
type Fate = number | 'refused' | 'unheard';

async function fateOf(sent: Promise<InvokeCommandOutput>): Promise<Fate> {
  try {
    const {FunctionError, StatusCode = 0} = await sent;
    return FunctionError === undefined ? StatusCode : 'unheard';
  } catch (error) {
    const {$metadata, code} = error as {$metadata?: {httpStatusCode?: number}; code?: string};
    const isRefused = $metadata?.httpStatusCode === 503 || code === 'ECONNREFUSED';
    return isRefused ? 'refused' : 'unheard';
  }
}

describe('a server that is told to stop under load', () => {
  it(
    'answers all that it took, runs accepted events to their end, waits for no client that takes nothing, and leaves nothing',
    async () => {
      const {url, started} = await startServe(project, [
        ...['--driver', 'runtime-api', '--concurrency', '2', '--retry-delay', '1h'],
        ...['--on-failure', 'failed.ndjson', '--on-success', 'done.ndjson'],
      ]);
      const lambda = new LambdaClient(clientOf(url));
      const invoke = (payload: unknown, type: 'Event' | 'RequestResponse') =>
        lambda.send(
          new InvokeCommand({
            FunctionName: 'any',
            InvocationType: type,
            Payload: JSON.stringify(payload),
          }),
        );
      const accepted = ['throw', 'answer', 'answer', 'throw', 'answer'];
      for (const way of accepted) await invoke({way}, 'Event');
      const stalled = await stalledClient(url);
      const fates: Promise<Fate>[] = [];
      let isOver = false;
      const load = async (): Promise<void> => {
        while (!isOver) {
          const fate = fateOf(invoke({ms: 20}, 'RequestResponse'));
          fates.push(fate);
          if ((await fate) === 'refused') isOver = true;
        }
      };
      const clients = Array.from({length: 8}, load);
      await until('answers', async () => fates.length > 40);
      // One failed event waits an hour for its next try.
      started.child.kill('SIGTERM');
      await Promise.all(clients);
      expect((await started.ended(60_000)).exitCode).toBe(143);
      stalled.destroy();
      expect(started.stderr()).toMatch(/response-streaming-invocations.*timed-out/);
      const told = await Promise.all(fates);
      expect(told.filter((fate) => fate !== 200 && fate !== 'refused')).toEqual([]);
      expect(told.filter((fate) => fate === 200).length).toBeGreaterThan(40);
      expect(await linesOf('failed.ndjson')).toEqual([
        ['RetriesExhausted', 3],
        ['RetriesExhausted', 3],
      ]);
      expect(await linesOf('done.ndjson')).toHaveLength(3);
      await project.untilNoContainer();
    },
    LIMIT_MS,
  );

  it(
    'leaves at once at the second signal',
    async () => {
      const {url, started} = await startServe(project, ['any', '--timeout', '60']);
      const lambda = new LambdaClient(clientOf(url));
      const sent = lambda
        .send(new InvokeCommand({FunctionName: 'any', Payload: '{"ms": 55000}'}))
        .catch((error: unknown) => error);
      await started.untilStderr('START RequestId');
      started.child.kill('SIGINT');
      await until('refusal', async () => (await fetch(`${url}/readyz`)).status === 503);
      started.child.kill('SIGINT');
      expect((await started.ended()).exitCode).toBe(130);
      expect(await sent).toBeInstanceOf(Error);
      // What it left goes with the next start.
      await project.run(['invoke', 'any', '-d', '{}']);
      await project.untilNoContainer();
    },
    LIMIT_MS,
  );

  it('names a port that is taken, and starts nothing', async () => {
    const {url, started} = await startServe(project, ['any', '--warm', '0']);
    const port = new URL(url).port;
    const second = await project.run(['serve', 'any', '--port', port]);
    expect(second.exitCode).toBe(3);
    expect(second.stderr).toContain(`port ${port} of 127.0.0.1 is in use`);
    expect(await project.containers()).toEqual([]);
    started.child.kill('SIGINT');
    expect((await started.ended()).exitCode).toBe(130);
  });
});

/** A client that asks for an endless stream, and stops reading once that has begun. */
async function stalledClient(url: string): Promise<Socket> {
  const client = connect(Number(new URL(url).port), '127.0.0.1');
  client.on('error', () => undefined);
  const path = '/2021-11-15/functions/streamer/response-streaming-invocations';
  const event = '{"endless":true}';
  const head = [`POST ${path} HTTP/1.1`, 'Host: a', `Content-Length: ${event.length}`];
  client.write([...head, '', event].join('\r\n'));
  await once(client, 'data');
  client.pause();
  return client;
}

async function linesOf(file: string): Promise<readonly (readonly [string, number])[]> {
  const text = await readFile(join(project.folder, file), 'utf8');
  return text
    .trim()
    .split('\n')
    .map((line) => {
      const {requestContext} = JSON.parse(line) as {
        requestContext: {condition: string; approximateInvokeCount: number};
      };
      return [requestContext.condition, requestContext.approximateInvokeCount];
    });
}
