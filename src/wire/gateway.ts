import {randomUUID} from 'node:crypto';
import {
  GATEWAY_PORT,
  GATEWAY_VARIABLE,
  type GatewaySettings,
} from '../core/compose/gateway-settings.js';
import {DEFAULTS} from '../core/defaults.js';
import type {InvocationResult} from '../core/invocation.js';
import type {EventOptions} from '../core/options.js';
import {POOL_DEFAULTS} from '../core/pool-limits.js';
import {checkedRequestId} from '../core/request-id.js';
import {sayOnce} from '../core/say-once.js';
import type {ServeOptions} from '../core/serve-options.js';
import type {ServedFunction, ServedFunctions} from '../core/served-function.js';
import {openFleet} from '../fleet/open-fleet.js';
import type {Lane} from '../fleet/fleet-tools.js';
import {rieClient} from '../net/rie-client.js';
import {listenForRuntimes} from '../net/runtimes-server.js';
import {serviceAddresses} from '../net/service-addresses.js';
import {openFront} from './front.js';
import {resultOf} from './result-of.js';

/** Who hears of what happens at a gateway. */
export interface GatewayListeners {
  readonly onAccess: NonNullable<ServeOptions['onAccess']>;
  readonly onProblem: (message: string) => void;
}

/** An open gateway. */
export interface Gateway {
  readonly port: number;
  /** Resolves when each function has a container that takes events. */
  readonly ready: Promise<void>;
  /** Answers what was accepted, then ends. */
  dispose(): Promise<void>;
}

const WATCH_MS = 100;

/** Opens the Invoke API over the containers of a compose project, which this process neither starts nor sees. */
export async function openGateway(
  variables: Readonly<Record<string, string | undefined>>,
  {onAccess, onProblem}: GatewayListeners,
): Promise<Gateway> {
  const {functions} = settingsOf(variables);
  const fleet = await openFleet(
    {
      now: preciseNow,
      addressesOf: serviceAddresses,
      rie: rieClient,
      limits: POOL_DEFAULTS,
      listen: listenForRuntimes,
      onInitFailure: (name, cause) => onProblem(`${name}: its init fails: ${cause}`),
    },
    functions,
  );
  const served = servedLanes(fleet.lanes, sayOnce(onProblem));
  const home = homeOf(functions[0]?.configuration.FunctionArn ?? '');
  const front = await openFront(served, {
    host: '0.0.0.0',
    port: GATEWAY_PORT,
    home,
    hasFiles: false,
    onAccess,
    warn: onProblem,
  });
  const watch = {timer: undefined as NodeJS.Timeout | undefined};
  const ready = new Promise<void>((resolve) => {
    watch.timer = setInterval(() => {
      if (!served.isReady) return;
      clearInterval(watch.timer);
      resolve();
    }, WATCH_MS);
  });
  return {
    port: front.port,
    ready,
    async dispose() {
      clearInterval(watch.timer);
      await front.drain();
      fleet.close(new Error('the gateway has ended'));
      await front.close();
    },
  };
}

const settingsOf = (variables: Readonly<Record<string, string | undefined>>): GatewaySettings =>
  JSON.parse(variables[GATEWAY_VARIABLE] ?? '{"functions":[]}') as GatewaySettings;

/** `arn:aws:lambda:REGION:ACCOUNT:function:NAME`. */
function homeOf(arn: string): {readonly region: string; readonly account: string} {
  const [, , , region = DEFAULTS.region, account = DEFAULTS.account] = arn.split(':');
  return {region, account};
}

/** Milliseconds since the epoch, with fractions. */
const preciseNow = (): number => performance.timeOrigin + performance.now();

function servedLanes(
  lanes: readonly Lane[],
  onProblem: (message: string) => void,
): ServedFunctions {
  const functions = lanes.map((lane) => servedLane(lane, onProblem));
  const find = (name: string): ServedFunction | null =>
    functions.find((one) => one.name === name) ??
    functions.find(({configuration}) => configuration.FunctionName === name) ??
    functions.find((_one, index) => lanes[index]?.settings.aliases.includes(name)) ??
    null;
  return {
    list: () => functions,
    find,
    get isReady() {
      return functions.every((one) => one.figures().isReady);
    },
  };
}

function servedLane(lane: Lane, onProblem: (message: string) => void): ServedFunction {
  const {name, configuration, driver, eventInvoke} = lane.settings;
  return {
    name,
    configuration,
    driver,
    eventInvoke,
    figures: () => lane.figures(),
    invoke: (event, options) => run(lane, {event, options}, onProblem),
  };
}

async function run(
  lane: Lane,
  {event, options}: {readonly event: Uint8Array; readonly options: EventOptions},
  onProblem: (message: string) => void,
): Promise<InvocationResult> {
  const {settings} = lane;
  const {clientContext, context = {}, requestId} = options;
  const invocation = {
    requestId: requestId === undefined ? randomUUID() : checkedRequestId(requestId),
    functionName: settings.name,
    event,
    clientContext:
      clientContext === undefined || clientContext === null ? null : JSON.stringify(clientContext),
    ...(context.traceId !== undefined && {traceId: context.traceId}),
    ...(context.identity !== undefined && {identity: context.identity}),
    ...(context.invokedFunctionArn !== undefined && {
      invokedFunctionArn: context.invokedFunctionArn,
    }),
  };
  const {observation, attempts} = await lane.invoke(invocation, options);
  for (const problem of observation.problems) onProblem(`${settings.name}: ${problem}`);
  return resultOf({
    invocation,
    observation,
    driver: settings.driver,
    attempts,
    timings: {
      resolveMs: null,
      buildMs: null,
      startMs: null,
      readyMs: null,
      invokeMs: observation.invokeMs,
      stopMs: null,
    },
    image: settings.image,
  });
}
