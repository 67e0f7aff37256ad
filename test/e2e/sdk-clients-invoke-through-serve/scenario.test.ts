import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {
  GetFunctionCommand,
  InvalidRequestContentException,
  InvokeCommand,
  InvokeWithResponseStreamCommand,
  LambdaClient,
  ListFunctionsCommand,
  RequestTooLargeException,
  ResourceNotFoundException,
  TooManyRequestsException,
  type InvocationType,
} from '@aws-sdk/client-lambda';
import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import parsePrometheus from 'parse-prometheus-text-format';
import {DRIVERS, type Driver} from '../../../src/core/driver.js';
import {openProject, type E2eProject} from '../../support/e2e-project.js';
import {clientOf, startServe, type Served} from '../../support/served.js';
import {until} from '../../support/until.js';

const LIMIT_MS = 120_000;

let project: E2eProject;
const servers = new Map<Driver, Served>();
beforeAll(async () => {
  project = await openProject({fixture: 'projects/served'});
  for (const driver of DRIVERS) {
    servers.set(
      driver,
      await startServe(project, [
        ...['--driver', driver, '--concurrency', '1', '--queue', '2', '--retry-delay', '50ms'],
        ...['--on-failure', `failed-${driver}.ndjson`, '--on-success', `done-${driver}.ndjson`],
      ]),
    );
  }
}, LIMIT_MS);
afterAll(async () => {
  for (const {started} of servers.values()) {
    started.child.kill('SIGTERM');
    await started.ended();
  }
  await project[Symbol.asyncDispose]();
}, LIMIT_MS);

const urlOf = (driver: Driver): string => servers.get(driver)?.url ?? '';
const textOf = (payload: Uint8Array | undefined): string => Buffer.from(payload ?? []).toString();

describe.each(DRIVERS)('an SDK client of serve, with the driver %s', (driver) => {
  const lambda = (): LambdaClient => new LambdaClient(clientOf(urlOf(driver)));
  const invoke = (payload: unknown, over: Partial<InvokeCommand['input']> = {}) =>
    lambda().send(
      new InvokeCommand({FunctionName: 'any', Payload: JSON.stringify(payload), ...over}),
    );

  it('counts one event after a hundred looks at health, readiness and figures', async () => {
    for (let n = 0; n < 100; n += 1) {
      for (const path of ['healthz', 'readyz', 'metrics'])
        expect((await fetch(`${urlOf(driver)}/${path}`)).status).toBe(200);
    }
    const {Payload} = await invoke({});
    expect(JSON.parse(textOf(Payload))).toMatchObject({count: 1});
    const families = parsePrometheus(await (await fetch(`${urlOf(driver)}/metrics`)).text());
    const counted = families.find(({name}) => name === 'lambdock_invocations_total')?.metrics;
    expect(counted).toEqual([{value: '1', labels: {function: 'any', status: 'ok'}}]);
  });

  it('gets the answer, the version, the end of the log and its own client context', async () => {
    const answer = await invoke(
      {way: 'log'},
      {
        LogType: 'Tail',
        Qualifier: 'prod',
        ClientContext: Buffer.from('{"custom":{"a":"ü"}}').toString('base64'),
      },
    );
    expect(answer).toMatchObject({StatusCode: 200, ExecutedVersion: '$LATEST'});
    expect(answer.FunctionError).toBeUndefined();
    const log = Buffer.from(answer.LogResult ?? '', 'base64').toString();
    expect(Buffer.byteLength(log)).toBe(4096);
    expect(log).toMatch(/x-end\n[^]*REPORT RequestId: \S+\tDuration: /);
    const {awsRequestId, clientContext, invokedFunctionArn} = JSON.parse(
      textOf(answer.Payload),
    ) as Record<string, unknown>;
    expect(awsRequestId).toBe(answer.$metadata.requestId);
    expect(clientContext).toMatchObject({custom: {a: 'ü'}});
    // The emulator has an account of its own, and knows no qualifier.
    const own = 'arn:aws:lambda:us-east-1:123456789012:function:any:prod';
    const emulators = 'arn:aws:lambda:us-east-1:012345678912:function:any';
    expect(invokedFunctionArn).toBe(driver === 'rie' ? emulators : own);
  });

  it('is told of errors, crashes and time outs, and not of an answer that looks like one', async () => {
    const threw = await invoke({way: 'throw'});
    expect(threw.FunctionError).toBe('Unhandled');
    expect(JSON.parse(textOf(threw.Payload))).toMatchObject({
      errorType: 'RangeError',
      errorMessage: 'as it was told',
    });
    const ended = await invoke({way: 'exit'});
    expect([ended.FunctionError, textOf(ended.Payload)]).toEqual([
      'Unhandled',
      expect.stringContaining('exit status 3'),
    ]);
    const late = await invoke({ms: 5000});
    expect([late.FunctionError, textOf(late.Payload)]).toEqual([
      'Unhandled',
      expect.stringContaining('Task timed out after 3.00 seconds'),
    ]);
    expect((await invoke({way: 'look-alike'})).FunctionError).toBeUndefined();
  });

  it('gets the SDK’s own errors', async () => {
    const other = invoke({}, {FunctionName: 'nobody'});
    await expect(other).rejects.toBeInstanceOf(ResourceNotFoundException);
    const broken = lambda().send(new InvokeCommand({FunctionName: 'any', Payload: '{'}));
    await expect(broken).rejects.toBeInstanceOf(InvalidRequestContentException);
    const large = invoke('x'.repeat(6_291_560));
    await expect(large).rejects.toBeInstanceOf(RequestTooLargeException);
    const context = invoke({}, {ClientContext: 'bm90IEpTT04='});
    await expect(context).rejects.toBeInstanceOf(InvalidRequestContentException);
  });

  it('is told when too many wait, and why', async () => {
    const many = await Promise.allSettled(Array.from({length: 8}, () => invoke({ms: 300})));
    const refused = many.flatMap((one) => (one.status === 'rejected' ? [one.reason as Error] : []));
    expect(many.length - refused.length).toBe(3);
    for (const error of refused) {
      expect(error).toBeInstanceOf(TooManyRequestsException);
      expect(error).toMatchObject({Reason: 'ReservedFunctionConcurrentInvocationLimitExceeded'});
    }
  });

  it('need not wait: an event is tried three times, and its record kept', async () => {
    const type: InvocationType = 'Event';
    const failing = await invoke({way: 'throw', n: 7}, {InvocationType: type});
    expect([failing.StatusCode, textOf(failing.Payload)]).toEqual([202, '']);
    await invoke({n: 8}, {InvocationType: type, Qualifier: 'prod'});
    const record = JSON.parse(await lineOf(`failed-${driver}.ndjson`)) as unknown;
    expect(record).toMatchObject({
      version: '1.0',
      requestContext: {
        requestId: failing.$metadata.requestId,
        functionArn: 'arn:aws:lambda:us-east-1:123456789012:function:any:$LATEST',
        condition: 'RetriesExhausted',
        approximateInvokeCount: 3,
      },
      requestPayload: {way: 'throw', n: 7},
      responseContext: {statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled'},
      responsePayload: {errorType: 'RangeError', errorMessage: 'as it was told'},
    });
    const done = await lineOf(`done-${driver}.ndjson`);
    expect(JSON.parse(done)).toMatchObject({
      requestContext: {condition: 'Success', approximateInvokeCount: 1},
      responsePayload: {event: {n: 8}},
    });
  });

  it('asks whether it could, and nothing is run', async () => {
    const before = await countOf(invoke);
    expect((await invoke({}, {InvocationType: 'DryRun'})).StatusCode).toBe(204);
    expect(await countOf(invoke)).toBe(before + 1);
  });

  it('lists the functions, and finds one', async () => {
    const {Functions = []} = await lambda().send(new ListFunctionsCommand({}));
    expect(Functions.map(({FunctionName}) => FunctionName)).toEqual(['any', 'streamer']);
    const {Configuration} = await lambda().send(new GetFunctionCommand({FunctionName: 'any'}));
    expect(Configuration).toMatchObject({Runtime: 'nodejs22.x', Timeout: 3, State: 'Active'});
  });

  it('hears a streamed answer in pieces, and how it ended', async () => {
    const {pieces, end} = await streamOf(lambda(), {});
    expect(pieces.join('')).toBe('piece 1;piece 2;piece 3;');
    expect(end).toMatchObject({LogResult: expect.any(String)});
    expect(end?.ErrorCode).toBeUndefined();
    expect(pieces.length > 1).toBe(driver === 'runtime-api');
    const isSaid = servers.get(driver)?.started.stderr().includes('in one piece, at its end');
    expect(isSaid).toBe(driver === 'rie');
    const torn = await streamOf(lambda(), {fails: true});
    // The emulator takes a stream that fails half way for a success.
    expect(torn.end?.ErrorCode).toBe(driver === 'rie' ? undefined : 'Unhandled');
    expect(torn.end?.ErrorDetails ?? '').toContain(driver === 'rie' ? '' : 'half way');
    await told(driver, / 200 {2}[\d.]+ ms {2}\d\d+ bytes {2}streamer {2}ResponseStream {2}ok/);
  });
});

// The emulator takes a stream that fails for a success.
describe('an event of which the project says what becomes of it', () => {
  it('is tried as often, and handed on', async () => {
    const {$metadata} = await new LambdaClient(clientOf(urlOf('runtime-api'))).send(
      new InvokeCommand({FunctionName: 'streamer', InvocationType: 'Event', Payload: 'null'}),
    );
    const handed = await until('record that was handed on', async () => {
      const text = await readFile(join(project.folder, 'done-runtime-api.ndjson'), 'utf8');
      return text.split('\n').find((line) => line.includes($metadata.requestId ?? 'none'));
    });
    const {requestContext, requestPayload} = JSON.parse(handed) as Record<string, object>;
    expect(requestContext).toMatchObject({functionArn: expect.stringContaining('function:any:')});
    expect(requestPayload).toMatchObject({
      requestContext: {condition: 'RetriesExhausted', approximateInvokeCount: 2},
      requestPayload: null,
      responsePayload: {errorType: 'TypeError'},
    });
    const said = servers
      .get('runtime-api')
      ?.started.stderr()
      .match(/^.*streamer: onSuccess is .*$/gm);
    expect(said).toEqual([
      expect.stringContaining(
        'arn:aws:sqs:us-east-1:123456789012:done, no function that is served here: its records are in the file of --on-success alone',
      ),
    ]);
  });
});

// With rie all of a stream comes at its end: who leaves at its first byte leaves after it.
describe('a client that leaves in the middle of a stream', () => {
  it('is in the access log when the function has ended', async () => {
    const client = new AbortController();
    const path = '/2021-11-15/functions/streamer/response-streaming-invocations';
    const options = {method: 'POST', body: '{}', signal: client.signal};
    const {body} = await fetch(`${urlOf('runtime-api')}${path}`, options);
    await body?.getReader().read();
    client.abort();
    const line = /ms {2}\d+ bytes {2}streamer {2}ResponseStream {2}ok {2}client gone/;
    expect(await told('runtime-api', line)).toBe(true);
  });
});

describe('a client that gives up while its event waits', () => {
  it.each(DRIVERS)('is told as such, with the driver %s', async (driver) => {
    const url = `${urlOf(driver)}/2015-03-31/functions/any/invocations`;
    const untilCounted = (line: string): Promise<true> =>
      until(line, async () =>
        (await (await fetch(`${urlOf(driver)}/metrics`)).text()).includes(line),
      );
    const before = fetch(url, {method: 'POST', body: '{"ms":2000}'});
    await untilCounted('lambdock_environments{function="any",state="busy"} 1\n');
    const client = new AbortController();
    const waits = fetch(url, {method: 'POST', body: '{}', signal: client.signal}).then(
      () => 'answered',
      () => 'given up',
    );
    await untilCounted('lambdock_events_waiting{function="any"} 1\n');
    client.abort();
    expect(await waits).toBe('given up');
    expect(await told(driver, / 499 {2}.* any {2}client gone {2}/)).toBe(true);
    expect((await before).status).toBe(200);
  });
});

const told = (driver: Driver, line: RegExp): Promise<boolean> =>
  until('such line of the access log', () =>
    Promise.resolve(line.test(servers.get(driver)?.started.stderr() ?? '')),
  );

async function countOf(invoke: (payload: unknown) => Promise<{Payload?: Uint8Array | undefined}>) {
  const {Payload} = await invoke({});
  return (JSON.parse(textOf(Payload)) as {count: number}).count;
}

const lineOf = (file: string): Promise<string> =>
  until(`line of ${file}`, async () => {
    const text = await readFile(join(project.folder, file), 'utf8');
    return text.endsWith('\n') && text.trim();
  });

async function streamOf(lambda: LambdaClient, payload: unknown) {
  const {EventStream = []} = await lambda.send(
    new InvokeWithResponseStreamCommand({
      FunctionName: 'streamer',
      Payload: JSON.stringify(payload),
      LogType: 'Tail',
    }),
  );
  const pieces: string[] = [];
  let end: {ErrorCode?: string; ErrorDetails?: string; LogResult?: string} | undefined;
  for await (const {PayloadChunk, InvokeComplete} of EventStream) {
    if (PayloadChunk !== undefined) pieces.push(textOf(PayloadChunk.Payload));
    if (InvokeComplete !== undefined) end = InvokeComplete as typeof end;
  }
  return {pieces, end};
}
