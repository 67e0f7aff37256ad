import type {ReplayOptions} from '../core/replay-options.js';
import {coldRunner} from './cold-runner.js';
import type {SettledFunction} from './open-function.js';
import type {ProjectFunction} from './images.js';
import {openJudge, type EventRunner, type HeldJudge} from './replay-judge.js';
import {versionOf} from './replay-identity.js';
import {eventRunner, openTarget} from './replay-runner.js';
import type {Session} from './session.js';

export {checkGoldens, comparisonFor} from './replay-judge.js';

/** What is compared. */
export interface Compared {
  readonly target: ProjectFunction;
  readonly options: ReplayOptions;
  readonly opened: SettledFunction;
}

/** The judge of a replay whose answers are compared. */
export async function replayJudge(
  session: Session,
  {target, options, opened}: Compared,
): Promise<HeldJudge | null> {
  const runCold = await coldRunner(session, target, options.context);
  const run = eventRunner({target, options, opened, runCold});
  return openJudge({
    session,
    target,
    options,
    runCold: (event) => run(event, {cold: true}),
    secrets: opened.secrets,
    open: async (other) => {
      const runner = await openOther(session, other, options);
      return {...runner, isSame: runner.likeness === opened.likeness()};
    },
  });
}

/** Another version runs its events as the replayed one does. */
async function openOther(
  session: Session,
  target: ProjectFunction,
  options: ReplayOptions,
): Promise<Omit<EventRunner, 'isSame'> & {readonly likeness: string}> {
  const runCold = await coldRunner(session, target, options.context);
  const opened = await openTarget(session, target, options);
  return {
    run: eventRunner({target, options, opened, runCold}),
    secrets: opened.secrets,
    version: versionOf(opened),
    likeness: opened.likeness(),
    [Symbol.asyncDispose]: () => opened.dispose(),
  };
}
