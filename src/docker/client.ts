import {Agent as HttpAgent, type AgentOptions} from 'node:http';
import {Agent} from 'node:https';
import {userInfo} from 'node:os';
import Docker from 'dockerode';
import {LambdockError} from '../errors/lambdock-error.js';
import {dockerError, isForeign, statusOf} from './docker-error.js';
import type {Endpoint} from './engine.js';
import type {FoundEndpoint} from './endpoint.js';

/** The API version asked for first: known to every engine from Docker 25 to 29. */
const PREFERRED = '1.44';
/** The oldest version lambdock can work with. */
const OLDEST = '1.41';

/** dockerode, connected, with its errors translated and its API version agreed on. */
export interface Client {
  readonly docker: Docker;
  readonly endpoint: Endpoint;
  /** Runs one request; a failure becomes a LambdockError unless `expected` names its status. */
  call<T>(action: string, request: () => Promise<T>): Promise<T>;
  /** As `call`, but resolves with null for these HTTP statuses. */
  callUnless<T>(
    statuses: readonly number[],
    action: string,
    request: () => Promise<T>,
  ): Promise<T | null>;
}

/** Connects dockerode; nothing is sent before the first request. */
export function createClient(found: FoundEndpoint): Client {
  const {endpoint} = found;
  const docker = openDocker(found);
  const modem = docker.modem as unknown as {version: string};
  modem.version = `v${PREFERRED}`;
  let agreed: Promise<void> | null = null;

  const negotiate = (): Promise<void> =>
    (agreed ??= agreeOnVersion(docker, endpoint).then((version) => {
      modem.version = `v${version}`;
    }));

  /** A refused version is a plain 400: on the first ones, which may be several at once, the versions are compared. */
  async function attempt<T>(request: () => Promise<T>): Promise<T> {
    const before = modem.version;
    try {
      const answer = await request();
      if (isForeign(answer)) throw new Error(`it answered ${String(answer)}`);
      return answer;
    } catch (error) {
      if (statusOf(error) !== 400) throw error;
      await negotiate();
      if (modem.version === before) throw error;
      return request();
    }
  }

  const callUnless: Client['callUnless'] = async (statuses, action, request) => {
    try {
      return await attempt(request);
    } catch (error) {
      const status = statusOf(error);
      if (status !== null && statuses.includes(status)) return null;
      throw dockerError(error, endpoint, action);
    }
  };
  const call: Client['call'] = async (action, request) => {
    try {
      return await attempt(request);
    } catch (error) {
      throw dockerError(error, endpoint, action);
    }
  };
  return {docker, endpoint, call, callUnless};
}

/** docker-modem reads DOCKER_HOST and DOCKER_CERT_PATH for itself, and fails, though nothing is left open. */
function openDocker(found: FoundEndpoint): Docker {
  const {endpoint, tls} = found;
  try {
    return new Docker({...dockerodeOptions(found), ...(tls && tlsOptions(tls))});
  } catch (error) {
    throw new LambdockError('DOCKER_UNREACHABLE', {
      message: `The Docker engine at ${endpoint.url} (${endpoint.origin}) cannot be reached: ${(error as Error).message}`,
      suggestions: ['correct or unset DOCKER_HOST, DOCKER_TLS_VERIFY and DOCKER_CERT_PATH'],
      details: {endpoint: endpoint.url, origin: endpoint.origin},
      cause: error,
    });
  }
}

async function agreeOnVersion(docker: Docker, endpoint: Endpoint): Promise<string> {
  const modem = docker.modem as unknown as {version: string | undefined};
  modem.version = undefined;
  const found = (await docker.version().catch((error: unknown) => {
    throw dockerError(error, endpoint, 'tell its version');
  })) as {ApiVersion?: string; MinAPIVersion?: string};
  const newest = found.ApiVersion ?? OLDEST;
  const oldest = found.MinAPIVersion ?? OLDEST;
  const version =
    compare(newest, PREFERRED) < 0 ? newest : compare(oldest, PREFERRED) > 0 ? oldest : PREFERRED;
  if (compare(version, OLDEST) < 0) {
    throw new LambdockError('DOCKER_API_UNSUPPORTED', {
      message: `The Docker engine at ${endpoint.url} speaks API ${oldest} to ${newest}; lambdock needs ${OLDEST} or later.`,
      details: {endpoint: endpoint.url, oldest, newest, needed: OLDEST},
    });
  }
  return version;
}

/** Orders `1.9` before `1.41`. */
function compare(a: string, b: string): number {
  const [majorA = 0, minorA = 0] = a.split('.').map(Number);
  const [majorB = 0, minorB = 0] = b.split('.').map(Number);
  return majorA - majorB || minorA - minorB;
}

/**
 * Every connection option spelled out: docker-modem fills what is left open from DOCKER_HOST and
 * its relatives, and would talk to another engine than the one chosen.
 */
function dockerodeOptions({endpoint: {url}, tls, sshAgent}: FoundEndpoint): Docker.DockerOptions {
  const none = {
    host: undefined,
    port: undefined,
    protocol: 'http',
    ca: undefined,
    cert: undefined,
    key: undefined,
  };
  if (/^(unix|npipe):/.test(url)) {
    const socketPath = url.replace(/^(unix|npipe):\/\//, '');
    return {...none, socketPath, agent: socketAgent()} as Docker.DockerOptions;
  }
  const parsed = new URL(url.replace(/^(tcp|ssh):/, 'http:'));
  const ssh = url.startsWith('ssh:');
  return {
    ...none,
    socketPath: undefined,
    host: parsed.hostname.replace(/^\[|\]$/g, ''),
    port: portOf(url) ?? (ssh ? 22 : tls === null ? 2375 : 2376),
    protocol: ssh ? 'ssh' : 'http',
    ...(ssh && {
      username: decodeURIComponent(parsed.username) || userInfo().username,
      sshOptions: {agent: sshAgent ?? undefined},
    }),
  } as Docker.DockerOptions;
}

/** Keeps connections. The TLS name of a server is looked for in every request that has none: 10 ms the first time. */
const socketAgent = (): HttpAgent =>
  new HttpAgent({
    keepAlive: true,
    scheduling: 'lifo',
    timeout: 5_000,
    servername: '',
  } as AgentOptions);

/** URL would drop a port that is its scheme's default. */
function portOf(url: string): number | null {
  const found = /^[a-z]+:\/\/[^/]*:(\d+)(?:\/|$)/.exec(url);
  return found?.[1] === undefined ? null : Number(found[1]);
}

const tlsOptions = ({ca, cert, key, verify}: NonNullable<FoundEndpoint['tls']>) => ({
  ca,
  cert,
  key,
  protocol: 'https' as const,
  ...(!verify && {agent: new Agent({ca, cert, key, rejectUnauthorized: false})}),
});
