import type {InvocationResult} from './invocation.js';
import type {HideSecrets} from './redact-line.js';

/** How runtimes and libraries say that there is no way to another machine, or no name for it. */
const SIGNS =
  /(?:getaddrinfo|connect|queryA|lookup)?[ \t]*\b(?:ENETUNREACH|EHOSTUNREACH|EAI_AGAIN|ENOTFOUND)\b[^\n"',)}\]]{0,80}|(?:Network is unreachable|network is unreachable|No route to host|no route to host|Temporary failure in name resolution|temporary failure in name resolution|Name or service not known|failed to lookup address information|Could not resolve host|No such host is known|Could not connect to the endpoint URL)[^\n"'})\]>]{0,80}|(?:dial tcp:? )?lookup [\w.-]+[^\n"',]{0,60}(?:no such host|server misbehaving)|TypeError: fetch failed|(?:UnknownHostException|NoRouteToHostException)[^\n"',)}\]]{0,80}/g;

/** As many as a report shows. */
const MOST = 5;

/**
 * The function's own words for a network that it could not reach: in its error and in its logs. A
 * function that says nothing of it cannot be heard. Without secrets.
 */
export function blockedAttempts(
  {error, logs}: Pick<InvocationResult, 'error' | 'logs'>,
  hide: HideSecrets['inText'],
): readonly string[] {
  const found = new Set<string>();
  const look = (text: string): void => {
    if (text.search(SIGNS) === -1) return;
    // Before words are cut, as a part of a secret is found by nobody.
    for (const [words] of hide(text).matchAll(SIGNS))
      if (found.size < MOST) found.add(words.trim());
  };
  if (error !== null) look(`${error.type}: ${error.message}`);
  for (const {message} of logs) look(message);
  return isRefused(found, logs) ? [] : [...found];
}

/** All that Node's fetch says by itself, whatever has failed. */
const FETCH = 'TypeError: fetch failed';

/** Whether a fetch has failed because nobody listened, as the function's log tells: that is no way that was closed. */
const isRefused = (found: ReadonlySet<string>, logs: InvocationResult['logs']): boolean =>
  found.size === 1 &&
  found.has(FETCH) &&
  logs.some(({message}) => message.includes('ECONNREFUSED'));
