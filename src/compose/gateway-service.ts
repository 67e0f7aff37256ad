import {
  GATEWAY_PORT,
  GATEWAY_VARIABLE,
  type GatewaySettings,
} from '../core/compose/gateway-settings.js';
import {literal} from '../core/compose/service-name.js';
import {answersScript} from '../core/compose/supervisor.js';
import {LABELS} from '../core/labels.js';
import {healthcheck, type ComposeValue} from './function-service.js';

/**
 * Events wait for each other, and are tried up to three times: their number, and not a timeout, says how long an end takes.
 * The engine waits no longer than it does take.
 */
const DRAIN_SECONDS = 600;

/** What the gateway's service is made of. */
export interface GatewayServiceRequest {
  readonly image: string;
  readonly version: string;
  readonly settings: GatewaySettings;
  /** `ADDRESS:PORT` of this machine, or null. */
  readonly publish: string | null;
}

/** The Invoke API in front of the functions, as a compose service. It has no access to the engine. */
export function gatewayService({
  image,
  version,
  settings,
  publish,
}: GatewayServiceRequest): ComposeValue {
  const longestMs = Math.max(0, ...settings.functions.map(({timeoutMs}) => timeoutMs));
  return {
    image,
    pull_policy: 'never',
    entrypoint: ['node', '/var/task/gateway.cjs'],
    command: [],
    environment: {[GATEWAY_VARIABLE]: literal(`${JSON.stringify(settings, null, 1)}\n`)},
    ...(publish !== null && {ports: [`${publish}:${GATEWAY_PORT}`]}),
    labels: {[LABELS.version]: version, [LABELS.role]: 'compose'},
    // Who needs the gateway needs the functions: they start before it, and stop after it.
    depends_on: Object.fromEntries(
      settings.functions.map(({service}) => [service, {condition: 'service_started'}]),
    ),
    restart: 'unless-stopped',
    stop_grace_period: `${DRAIN_SECONDS + Math.ceil(longestMs / 1000)}s`,
    healthcheck: healthcheck(answersScript(GATEWAY_PORT, '/readyz')),
  };
}
