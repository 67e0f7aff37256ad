import type {InvocationResult} from '../core/invocation.js';
import type {RecordedEvent} from '../core/recorded-event.js';
import type {ReplayOptions} from '../core/replay-options.js';
import {deliver} from '../replay/deliver.js';
import type {RunEvent} from '../replay/judge-event.js';
import {lostResult} from '../replay/lost-result.js';
import {openHooks} from './open-hooks.js';
import type {SettledFunction} from './open-function.js';
import {openWork} from './open-work.js';
import type {Invoker} from './pooled-invoker.js';
import type {ProjectFunction} from './images.js';
import type {Session} from './session.js';

/** Settles a function for the events of a replay. */
export async function openTarget(
  session: Session,
  target: ProjectFunction,
  {context, signal}: ReplayOptions,
): Promise<SettledFunction> {
  const work = openWork(session);
  const hooked = await openHooks(session, work)(target.project);
  return (hooked ?? work).open(target, {
    ...(context !== undefined && {context}),
    ...(signal !== undefined && {signal}),
  });
}

/** Who runs events, and how. */
export interface RunnerParts {
  readonly target: ProjectFunction;
  readonly options: ReplayOptions;
  readonly opened: SettledFunction;
  /** In place of the opened function, for events that no other is to have touched. */
  readonly runCold?: Invoker;
}

/** Runs events through an opened function until each has a result, its container taken away or not. */
export function eventRunner({target, options, opened, runCold}: RunnerParts): RunEvent {
  const {spec, driver, imageUsed} = opened;
  const {clientContext, isolation} = options;
  // The session's signal ends the run: one of each event's own would be left behind by every event.
  const ofEvent = clientContext === undefined ? {} : {clientContext};
  const facts = {functionName: spec.name, driver, image: imageUsed, memoryLimitMb: spec.memoryMb};
  const once = (event: RecordedEvent, isCold: boolean): Promise<InvocationResult> => {
    const isApart = isCold && runCold !== undefined;
    const run = isApart ? runCold : opened.run;
    return run({
      project: target.project,
      spec: isApart ? target.spec : spec,
      event: event.event,
      options: isCold && !isApart ? {...ofEvent, cold: true} : ofEvent,
      began: performance.now(),
    });
  };
  return (event, {cold = isolation === 'cold'} = {}) =>
    deliver(
      () => once(event, cold),
      (error) => lostResult(facts, event, error),
    );
}
