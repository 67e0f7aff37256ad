import type {AccessRecord} from '../core/access-record.js';
import type {ApiHandler, ApiRequest, ApiResponse} from '../core/api-message.js';
import type {ServedFunctions} from '../core/served-function.js';
import {functionPage} from './list-functions.js';
import {invokeRequestOf, targetOf, type Home, type InvokeRequest} from './invoke-request.js';
import {refusalOf, refused, UNKNOWN_CALL, wrongMethod, type Refusal} from './refusal.js';
import {routeOf, type Route} from './route.js';
import {runEvent, type OnOutput} from './run-event.js';

/** What the API works with. */
export interface ApiTools {
  readonly functions: ServedFunctions;
  readonly home: Home;
  readonly newId: () => string;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly onOutput?: OnOutput | undefined;
  readonly onAccess?: ((record: AccessRecord) => void) | undefined;
}

/** What a request came to, and what is told of it. */
interface Handled extends Partial<Omit<AccessRecord, 'time' | 'method' | 'path' | 'durationMs'>> {
  readonly response: ApiResponse;
}

/** The Invoke API of Lambda over functions: one request, one response, whatever carries them. */
export function invokeApi(tools: ApiTools): ApiHandler {
  return async (request) => {
    const began = tools.now();
    const requestId = tools.newId();
    const route = routeOf(request.method, request.url);
    const {response, ...told} = await handle(tools, {request, route, requestId});
    if (!isProbe(route)) {
      tools.onAccess?.({
        time: new Date(began).toISOString(),
        method: request.method,
        path: request.url,
        httpStatus: response.status,
        durationMs: Math.round((tools.now() - began) * 10) / 10,
        requestId,
        function: null,
        invocationType: null,
        status: null,
        errorType: null,
        attempts: null,
        coldStart: null,
        ...told,
      });
    }
    return response;
  };
}

interface Asked {
  readonly request: ApiRequest;
  readonly route: Route;
  readonly requestId: string;
}

const isProbe = ({kind}: Route): boolean =>
  kind === 'health' || kind === 'ready' || kind === 'metrics';

async function handle(tools: ApiTools, asked: Asked): Promise<Handled> {
  const {request, route, requestId} = asked;
  const {functions, home} = tools;
  const refuse = (refusal: Refusal): Handled => ({
    response: refused(refusal, requestId),
    errorType: refusal.type,
  });
  switch (route.kind) {
    case 'health':
      return {response: text(200, 'ok\n')};
    case 'ready':
      return {response: functions.isReady ? text(200, 'ready\n') : text(503, 'warming up\n')};
    case 'metrics':
    case 'unknown':
      return refuse(UNKNOWN_CALL);
    case 'wrong-method':
      return refuse(wrongMethod(request.method, route.allow));
    case 'list': {
      const page = functionPage(functions.list(), route.query);
      return 'refusal' in page ? refuse(page.refusal) : {response: json(page, requestId)};
    }
    case 'get':
    case 'configuration':
    case 'stream':
    case 'invoke': {
      const target = targetOf(route, functions, home);
      if ('refusal' in target) return refuse(target.refusal);
      const {name, configuration} = target.served;
      if (route.kind === 'configuration')
        return {response: json(configuration, requestId), function: name};
      if (route.kind === 'get')
        return {response: json(described(configuration), requestId), function: name};
      const checked = invokeRequestOf(request, target);
      if ('refusal' in checked) return {...refuse(checked.refusal), function: name};
      return {function: name, ...(await invoke(tools, asked, checked))};
    }
  }
}

async function invoke(
  tools: ApiTools,
  {request, requestId}: Asked,
  checked: InvokeRequest,
): Promise<Handled> {
  const {type} = checked;
  if (type === 'DryRun') {
    const headers = {'x-amzn-RequestId': requestId, 'X-Amz-Executed-Version': '$LATEST'};
    return {response: {status: 204, headers, body: ''}, invocationType: type};
  }
  try {
    const {signal} = request;
    const {result, response} = await runEvent(checked, {
      requestId,
      onOutput: tools.onOutput,
      signal,
    });
    const {status, attempts, coldStart} = result;
    return {
      response,
      invocationType: type,
      status,
      attempts,
      coldStart,
      requestId: result.requestId,
    };
  } catch (error) {
    const refusal = refusalOf(error);
    return {response: refused(refusal, requestId), errorType: refusal.type, invocationType: type};
  }
}

const text = (status: number, body: string): ApiResponse => ({
  status,
  headers: {'Content-Type': 'text/plain; charset=utf-8'},
  body,
});

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
