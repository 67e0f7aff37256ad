import {mkdir, mkdtemp, rm, writeFile} from 'node:fs/promises';
import {get} from 'node:http';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it, jest} from '@jest/globals';
import {createLambdock, type Lambdock} from '../../../src/index.js';
import {baseImage} from '../../support/base-images.js';

jest.setTimeout(120_000);

const CODE = `
exports.seen = async (event, context) => ({
  arn: context.invokedFunctionArn, trace: process.env._X_AMZN_TRACE_ID, client: context.clientContext,
  identity: context.identity, left: context.getRemainingTimeInMillis(), env: process.env,
});
exports.speaks = async ({say, times = 1}) => { console.log(say.repeat(times)); return say; };
exports.streams = awslambda.streamifyResponse(async ({fails}, stream) => {
  stream.write('first');
  await new Promise((resolve) => setTimeout(resolve, 400));
  if (fails) throw new RangeError('half way');
  stream.end('last');
});
exports.asks = async ({api}) => {
  try { return (await fetch('http://' + api + '/2018-06-01/runtime/invocation/next')).status; }
  catch (error) { return error.cause.code; }
};
`;
/** An entry point that gives its runtime another host, whatever it was told. */
const STUBBORN = 'unset AWS_LAMBDA_RUNTIME_API; exec /lambda-entrypoint.sh index.seen';

let folder: string;
let lambdock: Lambdock;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lambdock-hosted-'));
  await mkdir(join(folder, 'code'));
  await mkdir(join(folder, 'layer', 'extensions'), {recursive: true});
  await writeFile(join(folder, 'layer', 'extensions', 'one'), '#!/bin/sh\n', {mode: 0o755});
  await writeFile(join(folder, 'code', 'index.js'), CODE);
  const functions = Object.fromEntries(
    ['seen', 'speaks', 'streams', 'asks'].map((name) => [
      name,
      {runtime: 'nodejs22.x', handler: `index.${name}`, code: './code'},
    ]),
  );
  const project = {
    driver: 'runtime-api',
    defaults: {timeout: 20},
    functions: {
      ...functions,
      extended: {...functions['seen'], layers: ['./layer']},
      stubborn: {
        image: await baseImage('node'),
        timeout: 1,
        imageConfig: {entryPoint: ['/bin/sh', '-c', STUBBORN]},
      },
    },
  };
  await writeFile(join(folder, 'lambdock.yml'), JSON.stringify(project));
  lambdock = await createLambdock({cwd: folder});
});

afterAll(async () => {
  await lambdock.dispose();
  await rm(folder, {recursive: true});
});

interface Seen {
  readonly arn: string;
  readonly trace: string;
  readonly client: unknown;
  readonly identity: unknown;
  readonly left: number;
  readonly env: Readonly<Record<string, string>>;
}

describe('a function whose runtime lambdock serves', () => {
  it('is told region, account, version, trace, caller and time as the caller says, and nothing of an emulator', async () => {
    const identity = {cognitoIdentityId: 'eu-west-1:1', cognitoIdentityPoolId: 'eu-west-1:2'};
    const trace = 'Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1';
    const result = await lambdock.function('seen').invoke(null, {
      clientContext: {custom: {who: 'Zoë 日本'}},
      context: {functionVersion: '7', accountId: '111122223333', traceId: trace, identity},
    });
    expect(result).toMatchObject({status: 'ok', driver: 'runtime-api', coldStart: true});
    const seen = result.payload as Seen;
    expect(seen.arn).toBe('arn:aws:lambda:us-east-1:111122223333:function:seen:7');
    expect(seen).toMatchObject({trace, identity, client: {custom: {who: 'Zoë 日本'}}});
    expect(seen.left).toBeLessThanOrEqual(20_000);
    expect(seen.env).not.toHaveProperty('AWS_LAMBDA_FUNCTION_TIMEOUT');
    expect(seen.env).toMatchObject({_HANDLER: 'index.seen', AWS_LAMBDA_FUNCTION_VERSION: '7'});
  });

  it('has its own lines with each event, one after another in one environment', async () => {
    const speaks = lambdock.function('speaks');
    const one = await speaks.invoke({say: 'one'});
    const pieces: string[] = [];
    const onResponseChunk = (chunk: Uint8Array): void => {
      pieces.push(Buffer.from(chunk).toString());
    };
    const two = await speaks.invoke({say: 'two'}, {onResponseChunk});
    expect(pieces).toEqual(['"two"']);
    expect([one.coldStart, two.coldStart, two.initDurationMs]).toEqual([true, false, null]);
    expect([one, two].map(({logs}) => logs.map(({message}) => message))).toEqual([
      ['one'],
      ['two'],
    ]);
    expect(two.logs[0]?.requestId).toBe(two.requestId);
    // Written just before the answer, read by nobody before it.
    for (let event = 0; event < 40; event += 1) {
      const {logs} = await speaks.invoke({say: `event ${event}`});
      expect(logs.map(({message}) => message)).toEqual([`event ${event}`]);
    }
  });

  it('has all of its lines with an event that ends while the runtime still holds most of them', async () => {
    const text = (logs: readonly {message: string}[]): string =>
      logs.map(({message}) => message).join('');
    const event = {say: 'x', times: 1e6};
    const speaks = lambdock.function('speaks');
    expect(text((await speaks.invoke(event)).logs)).toHaveLength(1e6);
    expect(text((await speaks.invoke({say: 'next'})).logs)).toBe('next');
    expect(text((await speaks.invoke(event, {cold: true})).logs)).toHaveLength(1e6);
  });

  it('streams: the first piece is here before the handler ends, and an error after it is an error', async () => {
    const pieces: string[] = [];
    const state = {isOver: false, whenFirst: true};
    const onResponseChunk = (chunk: Uint8Array): void => {
      if (pieces.length === 0) state.whenFirst = state.isOver;
      pieces.push(Buffer.from(chunk).toString());
    };
    const streams = lambdock.function('streams');
    const whole = await streams.invoke({}, {onResponseChunk}).finally(() => {
      state.isOver = true;
    });
    expect([whole.status, pieces.join(''), pieces[0]]).toEqual(['ok', 'firstlast', 'first']);
    expect(Buffer.from(whole.body ?? []).toString()).toBe('firstlast');
    expect(state.whenFirst).toBe(false);
    const failing = (): never => {
      throw new Error('nobody listens');
    };
    await expect(streams.invoke({}, {onResponseChunk: failing})).rejects.toThrow('nobody listens');
    const torn = await streams.invoke({fails: true});
    expect(torn).toMatchObject({status: 'function-error', error: {type: 'RangeError'}});
  });

  it('cannot take the event of another, and neither can anything else on its network', async () => {
    const seen = (await lambdock.function('seen').invoke(null)).payload as Seen;
    const api = seen.env['AWS_LAMBDA_RUNTIME_API'] ?? '';
    const asked = await lambdock.function('asks').invoke({api});
    // Cut before or after the request was written.
    expect(asked.payload).toMatch(/^(UND_ERR_SOCKET|ECONNRESET)$/);
    const local = new Promise((resolve) => {
      get(`http://${api}/2018-06-01/runtime/invocation/next`, resolve).on('error', resolve);
    });
    expect(await local).toMatchObject({code: 'ECONNRESET'});
    expect((await lambdock.function('seen').invoke(null)).status).toBe('ok');
  });

  it('is refused, with the driver that can, where it has extensions or starts an emulator of its own', async () => {
    const refusal = {code: 'DRIVER_UNAVAILABLE', suggestions: ['--driver rie']};
    await expect(lambdock.function('extended').invoke(null)).rejects.toMatchObject(refusal);
    await expect(lambdock.function('stubborn').invoke(null)).rejects.toMatchObject(refusal);
  });
});
