import type {ContextOverrides} from '../core/options.js';
import type {ProjectFunction} from './images.js';
import {invokeFunction} from './invoker.js';
import {openHooks} from './open-hooks.js';
import {openWork} from './open-work.js';
import type {Invoker} from './pooled-invoker.js';
import type {Session} from './session.js';
import {prepareEnvironment} from './start-environment.js';

/** Runs single events of a function as it is now, each in an environment that no other event sees. */
export async function coldRunner(
  session: Session,
  target: ProjectFunction,
  context: ContextOverrides | undefined,
): Promise<Invoker> {
  const prepared = await prepareEnvironment(session, {...target, context}, session.signal);
  const invoke: Invoker = (request) =>
    // What hooks have changed is looked at anew.
    invokeFunction(
      session,
      request,
      request.spec === target.spec ? {prepared, resolveMs: 0} : undefined,
    );
  const hooked = await openHooks(session, {...openWork(session), invoke})(target.project);
  return hooked === null ? invoke : (request) => hooked.invoke(request);
}
