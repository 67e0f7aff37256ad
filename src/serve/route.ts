/** What a request asks for. */
export type Route =
  | {readonly kind: 'health' | 'ready' | 'metrics'}
  | {readonly kind: 'list'; readonly query: URLSearchParams}
  | {
      readonly kind: 'invoke' | 'stream' | 'get' | 'configuration';
      /** As it stands in the path, decoded: a name, an ARN, with or without a qualifier. */
      readonly text: string;
      readonly query: URLSearchParams;
    }
  | {readonly kind: 'unknown'}
  | {readonly kind: 'wrong-method'; readonly allow: string};

const PROBES: Readonly<Record<string, 'health' | 'ready' | 'metrics'>> = {
  '/healthz': 'health',
  '/readyz': 'ready',
  '/metrics': 'metrics',
};

const FUNCTIONS = '/2015-03-31/functions';
const STREAMS = '/2021-11-15/functions/';
const UNKNOWN = {kind: 'unknown'} as const;

/** Reads a request line; with or without a slash at the end it means the same. */
export function routeOf(method: string, url: string): Route {
  const mark = url.indexOf('?');
  const path = withoutSlash(mark === -1 ? url : url.slice(0, mark));
  const query = new URLSearchParams(mark === -1 ? '' : url.slice(mark + 1));
  const probe = PROBES[path];
  if (probe !== undefined) {
    return method === 'GET' || method === 'HEAD'
      ? {kind: probe}
      : {kind: 'wrong-method', allow: 'GET, HEAD'};
  }
  if (path === FUNCTIONS) return only('GET', method, {kind: 'list', query});
  if (path.startsWith(`${FUNCTIONS}/`)) {
    const [text, ...rest] = segments(path.slice(FUNCTIONS.length + 1));
    if (text === undefined) return UNKNOWN;
    switch (rest.join('/')) {
      case 'invocations':
        return only('POST', method, {kind: 'invoke', text, query});
      case 'configuration':
        return only('GET', method, {kind: 'configuration', text, query});
      case '':
        return only('GET', method, {kind: 'get', text, query});
    }
  } else if (path.startsWith(STREAMS)) {
    const [text, ...rest] = segments(path.slice(STREAMS.length));
    if (text !== undefined && rest.join('/') === 'response-streaming-invocations')
      return only('POST', method, {kind: 'stream', text, query});
  }
  return UNKNOWN;
}

const withoutSlash = (path: string): string =>
  path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path;

const only = (allow: string, method: string, route: Route): Route =>
  method === allow ? route : {kind: 'wrong-method', allow};

/** The parts of a path, decoded; none where one of them cannot be. */
function segments(path: string): readonly string[] {
  try {
    return path.split('/').map(decodeURIComponent);
  } catch {
    return [];
  }
}
