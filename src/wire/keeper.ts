import {hostVariables} from '../config/host-variables.js';
import {connectEngine} from '../docker/connect.js';
import {processIdentity} from '../files/process-identity.js';
import type {KeeperRequest} from '../files/spawn-keeper.js';
import {warmStore, type WarmStore} from '../files/warm-store.js';
import {keeperRound, type KeeperTools} from '../pool/keeper-round.js';

/** How often an engine may fail to answer before its containers are taken for gone with it. */
const MOST_FAILURES = 20;
const AFTER_FAILURE_MS = 3_000;

/** Keeps warm containers until the last of them has gone; what a keeper is told comes as JSON. */
export async function keepWarm(request: string): Promise<void> {
  const {cacheFolder, dockerHost, dockerContext} = JSON.parse(request) as KeeperRequest;
  const ownership = processIdentity();
  const engine = await connectEngine({dockerHost, dockerContext, variables: hostVariables()});
  const store = warmStore({cacheFolder, endpoint: engine.endpoint.url, ownership});
  const tools: KeeperTools = {store, engine, self: ownership.self, now: Date.now};
  const changes = changesOf(store.watch);
  for (let failures = 0; failures < MOST_FAILURES;) {
    let wait: number | null = AFTER_FAILURE_MS;
    try {
      wait = await keeperRound(tools);
      failures = 0;
    } catch {
      failures += 1;
    }
    if (wait === null) break;
    await changes.within(wait);
  }
  changes.close();
}

/** Several files change in one invocation: they make one round. */
const TOGETHER_MS = 300;

/** Waits for changes, those included that came while nobody waited. */
function changesOf(watch: WarmStore['watch']): {
  within(ms: number): Promise<void>;
  close(): void;
} {
  const state = {hasChanged: false, wake: (): void => undefined};
  const close = watch(() => {
    state.hasChanged = true;
    state.wake();
  });
  return {
    close,
    within: (ms) =>
      new Promise((resolve) => {
        // However many changes come: what has rested long enough goes in time.
        const deadline = performance.now() + ms;
        const together = (): number => Math.min(deadline - performance.now(), TOGETHER_MS);
        let timer: NodeJS.Timeout;
        const end = (): void => {
          clearTimeout(timer);
          state.wake = (): void => undefined;
          state.hasChanged = false;
          resolve();
        };
        timer = setTimeout(end, state.hasChanged ? together() : ms);
        state.wake = () => {
          clearTimeout(timer);
          timer = setTimeout(end, together());
        };
      }),
  };
}
