import type {AccessRecord} from '../core/access-record.js';
import type {ApiHandler, ApiRequest, ApiResponse} from '../core/api-message.js';
import type {ServedFunctions} from '../core/served-function.js';
import {
  answerInvocation,
  type Answered,
  type InvocationTools,
  type Told,
} from './answer-invocation.js';
import {functionPage} from './list-functions.js';
import {invokeRequestOf, targetOf, type Home} from './invoke-request.js';
import type {ServeMetrics} from './metrics.js';
import {refused, UNKNOWN_CALL, wrongMethod, type Refusal} from './refusal.js';
import {routeOf, type Route} from './route.js';
import {toldAtEnd} from './told-at-end.js';

/** What the API works with. */
export interface ApiTools extends InvocationTools {
  readonly functions: ServedFunctions;
  readonly home: Home;
  readonly newId: () => string;
  readonly onAccess?: ((record: AccessRecord) => void) | undefined;
  readonly metrics: ServeMetrics;
}

/** What a request came to, and what is told of it. */
interface Handled extends Answered {
  readonly function?: string;
}

/** The Invoke API of Lambda over functions: one request, one response, whatever carries them. */
export function invokeApi(tools: ApiTools): ApiHandler {
  return async (request) => {
    const began = tools.now();
    const requestId = tools.newId();
    const route = routeOf(request.method, request.url);
    if (isProbe(route)) return probe(tools, route.kind);
    const {response, ended, ...told} = await handle(tools, {request, route, requestId});
    const tell = (bytes: number, end: Told = {}): void => {
      const record: AccessRecord = {
        kind: 'request',
        time: new Date(began).toISOString(),
        method: request.method,
        path: request.url,
        httpStatus: response.status,
        durationMs: Math.round((tools.now() - began) * 10) / 10,
        bytes,
        clientGone: request.signal.aborted,
        requestId,
        function: null,
        invocationType: null,
        status: null,
        errorType: null,
        attempts: null,
        coldStart: null,
        ...told,
        ...end,
      };
      tools.metrics.answered(record);
      tools.onAccess?.(record);
    };
    const {body} = response;
    if (typeof body === 'function')
      return {...response, body: toldAtEnd({body, ended, signal: request.signal}, tell)};
    tell(typeof body === 'string' ? Buffer.byteLength(body) : body.length);
    return response;
  };
}

type Probe = Extract<Route, {readonly kind: 'health' | 'ready' | 'metrics'}>;

const isProbe = (route: Route): route is Probe => PROBES.includes(route.kind);
const PROBES: readonly string[] = ['health', 'ready', 'metrics'];

/** Who only looks starts nothing, and is not in the log. */
async function probe({functions, metrics}: ApiTools, kind: Probe['kind']): Promise<ApiResponse> {
  if (kind === 'health') return text(200, 'ok\n');
  if (kind === 'ready')
    return functions.isReady ? text(200, 'ready\n') : text(503, notReady(functions));
  return text(200, await metrics.text(), metrics.contentType);
}

/** What is waited for, and what keeps it from coming. */
function notReady(functions: ServedFunctions): string {
  const failing = functions.list().flatMap((served) => {
    const {initFailure = null} = served.figures();
    return initFailure === null ? [] : [`${served.name}: its init fails: ${initFailure}\n`];
  });
  return ['warming up\n', ...failing].join('');
}

interface Asked {
  readonly request: ApiRequest;
  readonly route: Exclude<Route, Probe>;
  readonly requestId: string;
}

async function handle(tools: ApiTools, {request, route, requestId}: Asked): Promise<Handled> {
  const {functions, home} = tools;
  const refuse = (refusal: Refusal): Handled => ({
    response: refused(refusal, requestId),
    errorType: refusal.type,
  });
  switch (route.kind) {
    case 'unknown':
      return refuse(UNKNOWN_CALL);
    case 'wrong-method':
      return refuse(wrongMethod(request.method, route.allow));
    case 'list': {
      const page = functionPage(functions.list(), route.query);
      return 'refusal' in page ? refuse(page.refusal) : {response: json(page, requestId)};
    }
    case 'get':
    case 'configuration': {
      const target = targetOf(route, functions, home);
      if ('refusal' in target) return refuse(target.refusal);
      const {name, configuration} = target.served;
      const body = route.kind === 'get' ? described(configuration) : configuration;
      return {response: json(body, requestId), function: name};
    }
    case 'stream':
    case 'invoke': {
      const target = targetOf(route, functions, home);
      if ('refusal' in target) return refuse(target.refusal);
      const {name} = target.served;
      const checked = invokeRequestOf(request, target);
      if ('refusal' in checked) return {...refuse(checked.refusal), function: name};
      const isStream = route.kind === 'stream';
      const asked = {checked, isStream, requestId, request};
      return {function: name, ...(await answerInvocation(tools, asked))};
    }
  }
}

const text = (
  status: number,
  body: string,
  contentType = 'text/plain; charset=utf-8',
): ApiResponse => ({status, headers: {'Content-Type': contentType}, body});

const json = (value: unknown, requestId: string): ApiResponse => ({
  status: 200,
  headers: {'Content-Type': 'application/json', 'x-amzn-RequestId': requestId},
  body: JSON.stringify(value),
});

/** GetFunction: there is no place in S3 that the code could be fetched from. */
const described = (configuration: unknown): unknown => ({
  Configuration: configuration,
  Code: {RepositoryType: 'Docker'},
  Tags: {},
});
