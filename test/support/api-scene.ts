import type {AccessRecord} from '../../src/core/access-record.js';
import type {ApiResponse} from '../../src/core/api-message.js';
import type {InvocationResult} from '../../src/core/invocation.js';
import type {EventOptions} from '../../src/core/options.js';
import type {ServedFunction, ServedFunctions} from '../../src/core/served-function.js';
import type {EventQueue} from '../../src/serve/event-queue.js';
import {invokeApi} from '../../src/serve/invoke-api.js';
import {serveMetrics} from '../../src/serve/metrics.js';
import {configurationOf} from '../../src/wire/configuration-of.js';
import {sampleResult, sampleSpec} from './samples.js';

/** Where the functions of a scene are invoked. */
export const INVOKE = '/2015-03-31/functions';
/** What the ARN of each begins with. */
export const ARN = 'arn:aws:lambda:us-east-1:123456789012:function';

/** The Invoke API over functions that do what a test says: `hello`, `Stack/Worker` and `quick`. */
export interface ApiScene {
  readonly calls: {readonly event: string; readonly options: EventOptions}[];
  /** Request ids of events that were taken in. */
  readonly accepted: string[];
  readonly records: AccessRecord[];
  readonly warnings: string[];
  /** What every function does. */
  run: (options: EventOptions) => Promise<InvocationResult>;
  hasRoom: boolean;
  isReady: boolean;
  /** Why no function is ready. */
  initFailure: string | null;
  /** A body of null is one over the listener's limit. */
  ask(
    method: string,
    url: string,
    request?: {
      readonly body?: string | null;
      readonly headers?: Record<string, string>;
      readonly signal?: AbortSignal;
    },
  ): Promise<ApiResponse>;
}

/** Opens a scene in which everything succeeds. */
export async function openApiScene(): Promise<ApiScene> {
  const served = (name: string, driver: ServedFunction['driver'] = 'rie'): ServedFunction => ({
    name,
    driver,
    configuration: configurationOf(sampleSpec({name}), {
      arn: `${ARN}:${name}`,
      image: `lambdock/${name}:1`,
      openedAt: new Date(0),
    }),
    figures: () => ({
      environments: 2,
      busy: 1,
      waiting: 3,
      isReady: scene.isReady,
      initFailure: scene.initFailure,
    }),
    invoke: async (event, options) => {
      scene.calls.push({event: Buffer.from(event).toString(), options});
      return scene.run(options);
    },
  });
  const all = [served('hello'), served('Stack/Worker'), served('quick', 'runtime-api')];
  const functions: ServedFunctions = {
    list: () => all,
    find: (name) => all.find((one) => one.name === name) ?? null,
    get isReady() {
      return scene.isReady;
    },
  };
  const events: EventQueue = {
    accept: (event) => scene.hasRoom && scene.accepted.push(event.requestId) > 0,
    count: () => scene.accepted.length,
    settled: async () => undefined,
    drain: async () => undefined,
  };
  const api = invokeApi({
    functions,
    home: {region: 'us-east-1', account: '123456789012'},
    newId: () => 'id-1',
    now: () => 1000,
    events,
    metrics: await serveMetrics({functions, accepted: (name) => events.count(name)}),
    warn: (message) => scene.warnings.push(message),
    onAccess: (record) => scene.records.push(record),
  });
  const scene: ApiScene = {
    calls: [],
    accepted: [],
    records: [],
    warnings: [],
    run: async () => sampleResult('{"n":1.10}'),
    hasRoom: true,
    isReady: true,
    initFailure: null,
    ask: (method, url, {body = '', headers = {}, signal = new AbortController().signal} = {}) =>
      api({
        method,
        url,
        headers,
        body: body === null ? null : Buffer.from(body),
        signal,
      }),
  };
  return scene;
}

/** A body that does not come in pieces. */
export const textOf = ({body}: ApiResponse): string =>
  typeof body === 'function' ? '' : Buffer.from(body as Uint8Array).toString();

/** The same, parsed. */
export const jsonOf = (response: ApiResponse): unknown => JSON.parse(textOf(response));
