import {createHash} from 'node:crypto';
import {lookup} from 'node:dns/promises';
import {access, readFile} from 'node:fs/promises';
import {isIP} from 'node:net';
import {homedir} from 'node:os';
import {join} from 'node:path';
import {LambdockError} from '../errors/lambdock-error.js';
import type {Endpoint} from './engine.js';

/** The caller's own variables that say where Docker is. */
export type DockerVariables = Readonly<Record<string, string | undefined>>;

/** What flags say about the endpoint, and the environment they stand before. */
export interface EndpointRequest {
  readonly dockerHost?: string | undefined;
  readonly dockerContext?: string | undefined;
  readonly variables: DockerVariables;
}

/** TLS material of an endpoint, as PEM text. */
export interface TlsFiles {
  readonly ca: string | undefined;
  readonly cert: string | undefined;
  readonly key: string | undefined;
  readonly verify: boolean;
}

/** An endpoint with what is needed to connect to it. */
export interface FoundEndpoint {
  readonly endpoint: Endpoint;
  readonly tls: TlsFiles | null;
  /** Socket of the ssh agent, for ssh:// endpoints. */
  readonly sshAgent: string | null;
}

const LOOPBACK = '127.0.0.1';

/**
 * Finds the engine as the docker command line does: flag, DOCKER_HOST, DOCKER_CONTEXT, the current
 * context, then the sockets that Docker, rootless Docker, Docker Desktop, Colima, OrbStack, Rancher
 * Desktop and podman listen on.
 */
export async function findEndpoint(request: EndpointRequest): Promise<FoundEndpoint> {
  const {endpoint, tls} = await locate(request);
  const sshAgent = request.variables['SSH_AUTH_SOCK'] ?? null;
  return {endpoint: await bindable(endpoint), tls, sshAgent};
}

type Located = Pick<FoundEndpoint, 'endpoint' | 'tls'>;

async function locate(request: EndpointRequest): Promise<Located> {
  const {dockerHost, dockerContext, variables} = request;
  if (dockerHost !== undefined) return fromUrl(dockerHost, '--docker-host', variables);
  if (dockerContext !== undefined) return fromContext(dockerContext, '--docker-context', variables);
  const host = variables['DOCKER_HOST'];
  if (host !== undefined && host !== '') return fromUrl(host, 'DOCKER_HOST', variables);
  const context = variables['DOCKER_CONTEXT'];
  if (context !== undefined && context !== '') {
    return fromContext(context, 'DOCKER_CONTEXT', variables);
  }
  const current = await currentContext(variables);
  if (current !== null) return fromContext(current, 'current context', variables);
  return fromSockets(variables);
}

const configFolder = (variables: DockerVariables): string =>
  variables['DOCKER_CONFIG'] ?? join(homedir(), '.docker');

async function currentContext(variables: DockerVariables): Promise<string | null> {
  const config = await readJson(join(configFolder(variables), 'config.json'));
  const name = config?.['currentContext'];
  return typeof name === 'string' && name !== '' && name !== 'default' ? name : null;
}

async function fromContext(
  name: string,
  origin: string,
  variables: DockerVariables,
): Promise<Located> {
  if (name === 'default') return fromSockets(variables);
  const id = createHash('sha256').update(name).digest('hex');
  const folder = join(configFolder(variables), 'contexts');
  const meta = await readJson(join(folder, 'meta', id, 'meta.json'));
  const docker = (meta?.['Endpoints'] as Record<string, Record<string, unknown>> | undefined)?.[
    'docker'
  ];
  const host = docker?.['Host'];
  if (typeof host !== 'string') {
    throw new LambdockError('DOCKER_UNREACHABLE', {
      message: `There is no Docker context named "${name}" (${origin}).`,
      suggestions: ['`docker context ls` shows the contexts'],
      details: {context: name, origin},
    });
  }
  const tls = await readTls(join(folder, 'tls', id, 'docker'), docker?.['SkipTLSVerify'] !== true);
  return {endpoint: endpointOf(host, `context ${name}`), tls};
}

async function fromUrl(url: string, origin: string, variables: DockerVariables): Promise<Located> {
  const endpoint = endpointOf(url, origin);
  const wantsTls = (variables['DOCKER_TLS_VERIFY'] ?? '') !== '' || url.startsWith('https://');
  if (!wantsTls || !/^(tcp|https):/.test(endpoint.url)) return {endpoint, tls: null};
  const folder = variables['DOCKER_CERT_PATH'] ?? configFolder(variables);
  // Who asks for TLS gets it, if only with the authorities that Node knows.
  const none = {ca: undefined, cert: undefined, key: undefined, verify: true};
  return {endpoint, tls: (await readTls(folder, true)) ?? none};
}

async function readTls(folder: string, verify: boolean): Promise<TlsFiles | null> {
  const [ca, cert, key] = await Promise.all(
    ['ca.pem', 'cert.pem', 'key.pem'].map((name) =>
      readFile(join(folder, name), 'utf8').catch(() => undefined),
    ),
  );
  if (ca === undefined && cert === undefined && key === undefined) return null;
  return {ca, cert, key, verify};
}

/** The sockets to try on this machine, in order. */
function candidateSockets(variables: DockerVariables): readonly string[] {
  const home = homedir();
  const run = variables['XDG_RUNTIME_DIR'];
  return [
    '/var/run/docker.sock',
    ...(run === undefined ? [] : [join(run, 'docker.sock')]),
    join(home, '.docker/run/docker.sock'),
    join(home, '.docker/desktop/docker.sock'),
    join(home, '.colima/default/docker.sock'),
    join(home, '.orbstack/run/docker.sock'),
    join(home, '.rd/docker.sock'),
    ...(run === undefined ? [] : [join(run, 'podman/podman.sock')]),
    '/run/podman/podman.sock',
  ];
}

async function fromSockets(variables: DockerVariables): Promise<Located> {
  if (variables['OS'] === 'Windows_NT') {
    return {endpoint: endpointOf('npipe:////./pipe/docker_engine', 'default pipe'), tls: null};
  }
  const sockets = candidateSockets(variables);
  for (const path of sockets) {
    if (await exists(path))
      return {endpoint: endpointOf(`unix://${path}`, 'default socket'), tls: null};
  }
  return {endpoint: endpointOf(`unix://${sockets[0] ?? ''}`, 'default socket'), tls: null};
}

/** An endpoint from a DOCKER_HOST value; one without a scheme is a tcp address, as for docker. */
export function endpointOf(value: string, origin: string): Endpoint {
  const url = normaliseUrl(value);
  if (/^(unix|npipe):/.test(url)) {
    return {url, origin, publishedHost: LOOPBACK, bindAddress: LOOPBACK};
  }
  if (!URL.canParse(url) || !/^(tcp|http|https|ssh):/.test(url)) {
    throw new LambdockError('DOCKER_UNREACHABLE', {
      message: `"${value}" (${origin}) is not a Docker endpoint.`,
      suggestions: [
        'Endpoints look like unix:///var/run/docker.sock, tcp://HOST:2375 or ssh://USER@HOST',
      ],
      details: {endpoint: value, origin},
    });
  }
  const host = new URL(url.replace(/^[a-z]+:/, 'http:')).hostname.replace(/^\[|\]$/g, '');
  if (isLoopback(host)) return {url, origin, publishedHost: LOOPBACK, bindAddress: LOOPBACK};
  return {url, origin, publishedHost: host, bindAddress: host};
}

/**
 * Ports of a function are published where its engine is reached, and on no other address: a host
 * name is looked up for that. One that cannot be is left to fail at the first request.
 */
async function bindable(endpoint: Endpoint): Promise<Endpoint> {
  if (isIP(endpoint.bindAddress) !== 0) return endpoint;
  const found = await lookup(endpoint.bindAddress).catch(() => null);
  return found === null ? endpoint : {...endpoint, bindAddress: found.address};
}

const isLoopback = (host: string): boolean =>
  host === 'localhost' || host.startsWith('127.') || host === '::1';

function normaliseUrl(value: string): string {
  if (value.startsWith('/')) return `unix://${value}`;
  return value.includes('://') ? value : `tcp://${value}`;
}

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

async function readJson(path: string): Promise<Record<string, unknown> | null> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as Record<string, unknown>;
  } catch {
    return null;
  }
}
