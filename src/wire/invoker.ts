import type {InvocationResult} from '../core/invocation.js';
import type {Sandbox} from '../core/sandbox.js';
import {eitherSignal} from './either-signal.js';
import {imageUsed} from './images.js';
import type {Inspection} from './inspection.js';
import {invocationOf, type InvokeRequest} from './invocation-of.js';
import {tellLeft} from './persistent-engine.js';
import {resultOf} from './result-of.js';
import {holdingWork, type Session} from './session.js';
import {prepareEnvironment, startEnvironment, type Prepared} from './start-environment.js';

/** Resolves image and environment, starts a sandbox, runs the event, and removes what it started. */
export function invokeFunction(
  session: Session,
  request: InvokeRequest,
  known?: Known,
): Promise<InvocationResult> {
  return holdingWork(session, invoke(session, request, known));
}

/** What has been found out about an event already. */
export interface Known {
  readonly prepared: Prepared;
  readonly resolveMs: number;
}

async function invoke(
  session: Session,
  request: InvokeRequest,
  known: Known | undefined,
): Promise<InvocationResult> {
  const {spec, options, began} = request;
  const invocation = invocationOf(request);
  const interrupted = eitherSignal(session.signal, options.signal);
  interrupted.throwIfAborted();
  const inspection = await inspectionOf(session, request);
  const signal = eitherSignal(interrupted, inspection?.failed);
  const target = {project: request.project, spec, context: options.context, inspection};
  const prepared = known?.prepared ?? (await prepareEnvironment(session, target, signal));
  const resolveMs = known?.resolveMs ?? performance.now() - began;
  const {sandbox, identity, buildMs} = await startEnvironment(session, prepared, signal);
  const release = session.hold(sandbox);
  try {
    await inspection?.checkPort(sandbox.id);
    const {onEmulatorLine} = inspection ?? {};
    const listeners = {...options, signal, onEmulatorLine, isLast: true};
    const observation = await sandbox.invoke(invocation, listeners);
    inspection?.end();
    const stopping = performance.now();
    // An engine that refuses the signal is told to remove the container: the answer is here already.
    const stopped = await sandbox
      .stop({onOutput: options.onOutput, signal: options.signal})
      .catch(() => removed(session, sandbox));
    if (stopped !== undefined) holdUntilEnd(session, stopped.ended);
    for (const problem of observation.problems) session.warn(`${request.spec.name}: ${problem}`);
    const timings = {
      resolveMs,
      buildMs,
      startMs: sandbox.startMs,
      readyMs: sandbox.readyMs,
      invokeMs: observation.invokeMs,
      stopMs: performance.now() - stopping,
    };
    const image = imageUsed(identity, buildMs === 0);
    const {driver} = sandbox;
    return resultOf({invocation, observation, driver, attempts: 1, timings, image});
  } catch (error) {
    await removed(session, sandbox);
    throw error;
  } finally {
    release();
  }
}

/** What an engine at fault does not remove is told: it changes nothing of what has become of the event. */
const removed = (session: Session, sandbox: Sandbox): Promise<void> =>
  Promise.resolve(sandbox[Symbol.asyncDispose]()).catch((error: unknown) =>
    tellLeft(error, session),
  );

/** The answer does not wait for the last work of extensions; whoever disposes does. */
function holdUntilEnd(session: Session, ended: Promise<void>): void {
  const release = session.hold({[Symbol.asyncDispose]: () => ended});
  ended.then(release, () => undefined);
}

/** Loaded only when a debugger is asked for. */
const inspectionOf = async (
  session: Session,
  {spec, options}: InvokeRequest,
): Promise<Inspection | null> =>
  options.inspect === undefined
    ? null
    : (await import('./inspection.js')).openInspection(session, spec, options);
