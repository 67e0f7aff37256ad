import {environmentKey} from './environment-key.js';
import type {ProjectFunction} from './images.js';
import {holdingWork, type Session} from './session.js';
import {prepareEnvironment} from './start-environment.js';

/** The key of a function's environments as its code and settings are now; nothing is made or started. */
export const functionKey = (session: Session, target: ProjectFunction): Promise<string> =>
  holdingWork(
    session,
    prepareEnvironment(session, target, session.signal).then((prepared) =>
      environmentKey(session, prepared),
    ),
  );
