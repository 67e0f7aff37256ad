import {describe, expect, it} from '@jest/globals';
import type {Hosted} from '../../../src/sandbox/hosted-event.js';
import {invokeThroughHost} from '../../../src/sandbox/invoke-through-host.js';
import {runtimeOutput} from '../../../src/sandbox/runtime-output.js';

const RESPONSE = {kind: 'response', body: Buffer.from('"ok"'), isHttp: false, errorType: null};

/** A runtime that answers at once, and whose lines come only with the end of its streams. */
function lateSpeaker(startedAt = 0, initEndedAt: number | null = 0): Hosted {
  const output = runtimeOutput(() => 0);
  const streams = {end: (): void => undefined};
  const host = {
    step: 'idle',
    initEndedAt,
    isDelivered: true,
    posted: null as unknown,
    hasExtension: false,
    onNews: () => undefined,
    give: () => {
      host.posted = RESPONSE;
    },
    expire: () => undefined,
  };
  const engine = {peakMemory: () => Promise.resolve(null)};
  const kill = async (): Promise<void> => {
    await output.sink.stdout(Buffer.from('late\n'));
    streams.end();
  };
  const ended = new Promise<void>((resolve) => {
    streams.end = resolve;
  });
  const end = {isOver: false, exitCode: null, onEnd: () => undefined};
  const hosted = {
    tools: {engine, now: () => 0},
    runtime: {
      ...{id: 'c', host, output, end, kill, pipes: null, startedAt},
      ...{attachment: {ended}, contact: {seen: true}},
    },
    request: {functionArn: 'arn', functionName: 'f', timeoutMs: 1000, memoryLimitMb: 128},
  };
  return hosted as unknown as Hosted;
}

describe('the last event of an environment', () => {
  it('is heard until the streams of its container end', async () => {
    const event = {
      requestId: 'r',
      functionName: 'f',
      event: Buffer.from('{}'),
      clientContext: null,
    };
    const told: Uint8Array[] = [];
    const {logs} = await invokeThroughHost(
      lateSpeaker(),
      {invocation: event, coldStart: true},
      {onOutput: (chunk) => void told.push(chunk), isLast: true},
    );
    expect(logs.map(({message}) => message)).toEqual(['late']);
    expect(Buffer.concat(told).toString()).toMatch(/^START .*\nlate\nEND /);
  });
});

describe('an init that never ends', () => {
  it('is told as a timeout of the init, with the time that it had', async () => {
    const event = {
      requestId: 'r',
      functionName: 'f',
      event: Buffer.from('{}'),
      clientContext: null,
    };
    const told: Uint8Array[] = [];
    const seen = await invokeThroughHost(
      lateSpeaker(-10_000, null),
      {invocation: event, coldStart: true},
      {onOutput: (chunk) => void told.push(chunk)},
    );
    const text = 'Init timed out after 10.00 seconds';
    expect(seen.outcome).toMatchObject({status: 'timed-out', error: {type: 'Sandbox.Timedout'}});
    expect(seen.durationMs).toBe(10_000);
    expect(JSON.stringify(seen.outcome)).toContain(text);
    expect(Buffer.concat(told).toString()).toContain(text);
  });
});
