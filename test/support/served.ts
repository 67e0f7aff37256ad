import type {E2eProject} from './e2e-project.js';
import type {Started} from './start-cli.js';
import {until} from './until.js';

/** A server that has been started and is ready. */
export interface Served {
  readonly url: string;
  readonly started: Started;
}

/** Starts `lambdock serve` on a free port; resolves when its functions are warm. */
export async function startServe(
  project: E2eProject,
  args: readonly string[] = [],
): Promise<Served> {
  const started = project.start(['serve', '--port', '0', ...args]);
  await started.untilStderr('listening on ');
  const [, url = ''] = /listening on (http:\S+)/.exec(started.stderr()) ?? [];
  await until('readiness', async () => (await fetch(`${url}/readyz`)).ok, 60_000);
  return {url, started};
}

/** Settings for an SDK client of such a server. */
export const clientOf = (endpoint: string) => ({
  endpoint,
  region: 'us-east-1',
  credentials: {accessKeyId: 'test', secretAccessKey: 'test'},
  maxAttempts: 1,
});
