import {LambdockError} from '../errors/lambdock-error.js';
import type {ErrorCode} from '../errors/catalog.js';
import type {Endpoint} from './engine.js';

const UNREACHABLE = new Set([
  'ENOENT',
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EHOSTDOWN',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
]);
const FORBIDDEN = new Set(['EACCES', 'EPERM']);
const LOST = new Set(['ECONNRESET', 'EPIPE']);
/** A page of HTML says no more than its beginning. */
const LONGEST_WORDS = 200;

/** Whether an answer is no engine's: those are JSON or empty, and docker-modem leaves all else as bytes. */
export const isForeign = (answer: unknown): boolean => Buffer.isBuffer(answer) && answer.length > 0;

/** The HTTP status of an engine's refusal, or null when no engine answered. */
export const statusOf = (error: unknown): number | null =>
  isForeign((error as {json?: unknown} | null)?.json) ? null : numberAt(error, 'statusCode');

/** The engine's own words. */
export function engineWords(error: unknown): string {
  const json = (error as {json?: unknown}).json;
  if (typeof json === 'object' && json !== null && 'message' in json) return String(json.message);
  // docker-modem puts the status before the engine's words where the answer was a stream.
  const text = error instanceof Error ? error.message : String(error);
  return text.replace(/^\(HTTP code \d+\) [^-]* - /, '').trim();
}

/**
 * An engine's failure in lambdock's terms, from the errno or the HTTP status. `action` completes
 * "Docker could not ...".
 */
export function dockerError(error: unknown, endpoint: Endpoint, action: string): LambdockError {
  if (error instanceof LambdockError) return error;
  const errno = (error as {code?: unknown}).code;
  const at = `${endpoint.url} (${endpoint.origin})`;
  const details = {endpoint: endpoint.url, origin: endpoint.origin};
  const status = statusOf(error);
  const init = (code: ErrorCode, message: string, suggestions?: readonly string[]) =>
    new LambdockError(code, {
      message,
      details: {...details, ...(status !== null && {status})},
      cause: error,
      ...(suggestions && {suggestions}),
    });

  if (status !== null) {
    const words = engineWords(error);
    // The engine has no status of its own for a full disk: ENOSPC's text is its only sign.
    if (words.includes('no space left on device')) {
      return init('DISK_FAILED', `The engine's disk is full: Docker could not ${action}: ${words}`);
    }
    return init('DOCKER_FAILED', `Docker could not ${action}: ${words}`);
  }
  if (typeof errno === 'string') {
    if (UNREACHABLE.has(errno)) {
      return init(
        'DOCKER_UNREACHABLE',
        `No Docker engine answers at ${at}: ${errno}.`,
        startHints(),
      );
    }
    if (FORBIDDEN.has(errno))
      return init('DOCKER_FORBIDDEN', `No permission to use ${at}: ${errno}.`);
    if (LOST.has(errno)) {
      return init(
        'DOCKER_FAILED',
        `The Docker engine at ${at} closed the connection: it could not ${action}.`,
      );
    }
  }
  return init(
    'DOCKER_UNREACHABLE',
    `What answers at ${at} is not a Docker engine: ${engineWords(error).slice(0, LONGEST_WORDS)}`,
  );
}

const startHints = (): readonly string[] => [
  'Start Docker: `sudo systemctl start docker` on Linux, Docker Desktop, Colima or OrbStack elsewhere',
  'Or name another endpoint with --docker-host or --docker-context',
  '`lambdock doctor` shows what was tried',
];

function numberAt(value: unknown, key: string): number | null {
  const found = (value as Record<string, unknown> | null)?.[key];
  return typeof found === 'number' ? found : null;
}
