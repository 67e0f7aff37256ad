import {request, type Agent, type ClientRequest} from 'node:http';
import type {Client} from './client.js';
import {dockerError} from './docker-error.js';

/** What docker-modem keeps and its types do not know. */
interface Modem {
  readonly version: string;
  readonly socketPath?: string;
  readonly agent?: Agent;
}

/**
 * Has the engine kill a container. The engine answers a kill when its own work for that end is done; on a
 * socket of this machine the order is in its hands when it is written, whether its sender lives on or not.
 */
export async function killContainer(
  client: Client,
  {id, onFailure}: {readonly id: string; readonly onFailure?: (() => void) | undefined},
): Promise<void> {
  const {version, socketPath, agent} = client.docker.modem as unknown as Modem;
  if (socketPath === undefined) {
    await signalContainer(client, id, 'SIGKILL');
    return;
  }
  await new Promise<void>((resolve, reject) => {
    const path = `/${version}/containers/${id}/kill?signal=SIGKILL`;
    const headers = {Host: 'docker', 'Content-Length': '0'};
    const sent: ClientRequest = request({socketPath, agent, path, headers, method: 'POST'});
    sent.on('error', (error) => reject(dockerError(error, client.endpoint, 'kill the container')));
    sent.on('response', (answer) => {
      answer.resume();
      if ((answer.statusCode ?? 0) >= 500) onFailure?.();
    });
    sent.end(() => resolve());
  });
}

/** Sends a signal and waits until the engine has done so; false when there is nothing to signal. */
export async function signalContainer(
  client: Client,
  id: string,
  signal: 'SIGTERM' | 'SIGKILL',
): Promise<boolean> {
  const sent = await client.callUnless([404, 409], `send ${signal}`, () =>
    client.docker
      .getContainer(id)
      .kill({signal})
      .then(() => true),
  );
  return sent !== null;
}
