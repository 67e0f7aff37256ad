import {hostVariables} from '../config/host-variables.js';
import {cacheFolder} from '../files/cache-folder.js';
import {warmStore, type WarmStore} from '../files/warm-store.js';
import type {Session} from './session.js';

/** The warm containers of this machine in a session's engine. */
export const warmStoreOf = async (session: Session): Promise<WarmStore> =>
  warmStore({
    cacheFolder: cacheFolder(hostVariables()),
    endpoint: (await session.engine()).endpoint.url,
    ownership: session.ownership,
  });
