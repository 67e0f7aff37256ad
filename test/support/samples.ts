import type {BuildPlan} from '../../src/core/build-plan.js';
import type {FunctionSpec} from '../../src/core/function-spec.js';
import type {InvocationResult, Outcome} from '../../src/core/invocation.js';
import type {LambdaFunction} from '../../src/wire/lambdock-types.js';

/** A function as a project would describe it. */
export const sampleSpec = (over: Partial<FunctionSpec> = {}): FunctionSpec => ({
  name: 'hello',
  runtime: 'nodejs22.x',
  architecture: 'x86_64',
  handler: 'index.handler',
  code: {kind: 'directory', path: '/project/hello', ignore: []},
  baseImage: null,
  layers: [],
  environment: {},
  memoryMb: 128,
  timeoutMs: 3000,
  place: null,
  ...over,
});

/** A plan with one step kept and one to be made. */
export const samplePlan = (over: Partial<BuildPlan> = {}): BuildPlan => ({
  functionName: 'hello',
  image: 'lambdock/hello:3f2a',
  upToDate: false,
  steps: [
    {
      kind: 'base',
      target: 'public.ecr.aws/lambda/nodejs:22',
      action: 'keep',
      cause: 'image present',
      digest: 'sha256:1',
      bytes: null,
    },
    {
      kind: 'code',
      target: './hello',
      action: 'add',
      cause: 'code changed',
      digest: 'sha256:2',
      bytes: 12_345,
    },
  ],
  ...over,
});

/** What a function answered, as text; null for no answer. */
export function sampleResult(
  body: string | Uint8Array | null,
  outcome: Outcome = {status: 'ok'},
  over: Partial<InvocationResult> = {},
): InvocationResult {
  const bytes = typeof body === 'string' ? Buffer.from(body) : body;
  return {
    invocation: {
      requestId: 'r-1',
      functionName: 'hello',
      event: Buffer.from('{}'),
      clientContext: null,
    },
    requestId: 'r-1',
    outcome,
    status: outcome.status,
    payload: parsed(bytes),
    body: bytes,
    error: outcome.status === 'ok' ? null : outcome.error,
    statusAssumed: false,
    coldStart: true,
    attempts: 1,
    driver: 'rie',
    durationMs: 12.4,
    initDurationMs: 118,
    billedDurationMs: 131,
    memoryLimitMb: 128,
    maxMemoryUsedMb: 41.2,
    timings: {resolveMs: 3, buildMs: 0, startMs: 180, readyMs: 12, invokeMs: 131, stopMs: null},
    image: {
      base: 'public.ecr.aws/lambda/nodejs:22',
      baseDigest: null,
      derived: 'lambdock/hello:3f2a',
      reused: true,
      standIn: false,
    },
    logs: [],
    logsDropped: 0,
    ...over,
  };
}

function parsed(body: Uint8Array | null): unknown {
  if (body === null) return null;
  try {
    return JSON.parse(new TextDecoder('utf-8', {fatal: true}).decode(body)) as unknown;
  } catch {
    return null;
  }
}

/** A function whose every call gives what is said here. */
export const fakeFunction = (over: Partial<LambdaFunction>): LambdaFunction => {
  const unexpected = async (): Promise<never> => {
    throw new Error('not expected in this test');
  };
  return {
    spec: unexpected,
    plan: unexpected,
    build: unexpected,
    key: unexpected,
    environment: unexpected,
    invoke: unexpected,
    open: unexpected,
    replay: unexpected,
    ...over,
  };
};
