import {spawn} from 'node:child_process';
import {readFile} from 'node:fs/promises';
import {homedir} from 'node:os';
import {join} from 'node:path';
import {DOCKER_HUB} from '../core/image-reference.js';
import type {DockerVariables} from './endpoint.js';

/** What a registry is told, as the engine passes it on. */
export interface RegistryLogin {
  readonly username?: string;
  readonly password?: string;
  readonly identitytoken?: string;
  readonly serveraddress: string;
}

/** What is known of a registry's login; `problem` says why nothing is, where that is a surprise. */
export interface FoundLogin {
  readonly login: RegistryLogin | null;
  readonly problem: string | null;
}

/** The part of Docker's config.json that tells logins. */
interface DockerConfig {
  readonly auths?: Readonly<Record<string, StoredLogin>>;
  readonly credHelpers?: Readonly<Record<string, string>>;
  readonly credsStore?: string;
}

interface StoredLogin {
  readonly auth?: string;
  readonly username?: string;
  readonly password?: string;
  readonly identitytoken?: string;
}

/** Docker's own key for Docker Hub. */
const HUB_KEY = 'https://index.docker.io/v1/';
/** The user name by which a store says that the secret is a token. */
const TOKEN_USER = '<token>';
const HELPER_LIMIT_MS = 20_000;

/**
 * The login that `docker login` has kept for a registry: from a helper of its own, the common store,
 * or config.json itself. Secrets go into the engine's request and nowhere else.
 */
export async function findLogin(registry: string, variables: DockerVariables): Promise<FoundLogin> {
  const {DOCKER_CONFIG: folder = ''} = variables;
  const file = join(folder === '' ? join(homedir(), '.docker') : folder, 'config.json');
  const config = await readConfig(file);
  if (config === 'unreadable') {
    return {login: null, problem: `${file} is not JSON: no login could be read from it`};
  }
  const key = registry === DOCKER_HUB ? HUB_KEY : registry;
  const helper = config.credHelpers?.[key] ?? config.credHelpers?.[registry] ?? config.credsStore;
  if (helper === undefined || helper === '')
    return {login: storedLogin(config, key), problem: null};
  try {
    const asked = await askHelper({helper, key, variables});
    return {login: asked ?? storedLogin(config, key), problem: null};
  } catch (error) {
    return {login: storedLogin(config, key), problem: `${file}: ${(error as Error).message}`};
  }
}

async function readConfig(file: string): Promise<DockerConfig | 'unreadable'> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch {
    return {};
  }
  try {
    return (JSON.parse(text) ?? {}) as DockerConfig;
  } catch {
    return 'unreadable';
  }
}

/** Keys are hosts, or addresses of older days: `https://host/v1/`. */
const hostOf = (key: string): string => key.replace(/^https?:\/\//, '').replace(/\/.*$/, '');

function storedLogin({auths = {}}: DockerConfig, key: string): RegistryLogin | null {
  const stored =
    auths[key] ?? Object.entries(auths).find(([name]) => hostOf(name) === hostOf(key))?.[1];
  if (stored === undefined) return null;
  if (stored.identitytoken) return {identitytoken: stored.identitytoken, serveraddress: key};
  const text = stored.auth ? Buffer.from(stored.auth, 'base64').toString('utf8') : '';
  const colon = text.indexOf(':');
  const username = stored.username ?? (colon === -1 ? '' : text.slice(0, colon));
  // Padding of older versions of Docker.
  const password = stored.password ?? text.slice(colon + 1).replace(/\0+$/, '');
  return username === '' ? null : {username, password, serveraddress: key};
}

interface HelperRequest {
  readonly helper: string;
  readonly key: string;
  readonly variables: DockerVariables;
}

/** Runs `docker-credential-<helper> get`; null when it knows no login. Its words are not repeated: they may hold one. */
async function askHelper({helper, key, variables}: HelperRequest): Promise<RegistryLogin | null> {
  const program = `docker-credential-${helper}`;
  if (!/^[\w.-]+$/.test(helper)) throw new Error('the name of its credential helper is not one');
  const {exitCode, output} = await run({program, input: key, variables});
  if (exitCode !== 0) {
    // The helpers' protocol has no other sign for a registry that they do not know.
    if (/credentials not found/i.test(output)) return null;
    throw new Error(`${program} failed with exit code ${exitCode ?? 'none'}`);
  }
  let answer: {readonly Username?: string; readonly Secret?: string};
  try {
    answer = JSON.parse(output) as typeof answer;
  } catch {
    throw new Error(`${program} answered with something else than JSON`);
  }
  const {Username: username = '', Secret: secret = ''} = answer;
  if (username === TOKEN_USER) return {identitytoken: secret, serveraddress: key};
  return username === '' ? null : {username, password: secret, serveraddress: key};
}

function run(request: {
  readonly program: string;
  readonly input: string;
  readonly variables: DockerVariables;
}): Promise<{readonly exitCode: number | null; readonly output: string}> {
  const {program, input, variables} = request;
  return new Promise((resolve, reject) => {
    const child = spawn(program, ['get'], {
      env: {...variables},
      stdio: ['pipe', 'pipe', 'ignore'],
      timeout: HELPER_LIMIT_MS,
    });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stdin.on('error', () => undefined);
    child.on('error', ({code}: NodeJS.ErrnoException) => {
      reject(new Error(`${program} could not be run (${code ?? 'no reason given'})`));
    });
    child.on('close', (exitCode) => resolve({exitCode, output}));
    child.stdin.end(input);
  });
}
