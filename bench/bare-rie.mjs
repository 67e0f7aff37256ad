// The emulator as people start it by hand: one container, its default log level, a port on the loopback.
import {docker} from './engine.mjs';
import {loopProcess} from './loop-process.mjs';

const RIE = '/usr/local/bin/aws-lambda-rie';
const INVOKE = '/2015-03-31/functions/function/invocations';

/**
 * Starts a base or derived image with the emulator around it. `url` takes events, one at a time; it may not
 * listen yet.
 */
export function startBareRie(image, handler, {timeout = 5} = {}) {
  const variables = [
    ['AWS_LAMBDA_FUNCTION_NAME', 'bare'],
    ['AWS_LAMBDA_FUNCTION_TIMEOUT', timeout],
  ].flatMap(([name, value]) => ['-e', `${name}=${value}`]);
  const entry = ['--entrypoint', RIE, image, '/lambda-entrypoint.sh', handler];
  const id = docker('run', '-d', '--rm', '-p', '127.0.0.1::8080', ...variables, ...entry);
  const [address] = docker('port', id, '8080').split('\n');
  return {id, url: `http://${address}${INVOKE}`, stop: () => docker('rm', '-f', id)};
}

/**
 * `count` emulators, and a Node process of its own that posts to them over kept connections: one client per
 * emulator, since a second event at a time kills it. `round(events)` as of `loopProcess`.
 */
export async function bareLoop(image, handler, {count = 1, event, env}) {
  const bare = Array.from({length: count}, () => startBareRie(image, handler));
  const stop = () => bare.forEach((one) => one.stop());
  try {
    const urls = bare.map(({url}) => url);
    const loop = await httpLoop({urls, clients: count, event, env});
    return {
      round: loop.round,
      close: async () => {
        await loop.close();
        stop();
      },
    };
  } catch (error) {
    stop();
    throw error;
  }
}

/**
 * A Node process that posts an event again and again over kept connections: `clients` at once, each to one of
 * `urls` in turn, waiting for each answer.
 */
export const httpLoop = ({urls, clients = 1, event, headers = {}, env}) =>
  loopProcess('http', {urls, clients, event, headers}, {env});
