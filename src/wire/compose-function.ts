import {functionService, type ComposeValue} from '../compose/function-service.js';
import {serviceVariables, type ServiceVariables} from '../compose/function-variables.js';
import type {AskedValue, ComposeOptions} from '../core/compose/compose-options.js';
import type {GatewayFunction} from '../core/compose/gateway-settings.js';
import {literal} from '../core/compose/service-name.js';
import type {Driver} from '../core/driver.js';
import {arnInAws} from '../core/function-in-aws.js';
import {eventInvokeOf} from '../core/function-entry.js';
import type {FunctionSpec} from '../core/function-spec.js';
import type {PublishedService} from '../core/loopback-values.js';
import {ownerLabels} from '../core/owner.js';
import type {Project} from '../core/project.js';
import {RIE_PORT} from '../core/rie.js';
import {VERSION} from '../core/version.js';
import {LambdockError} from '../errors/lambdock-error.js';
import type {ImageIdentity} from '../image/identify-image.js';
import {configurationOf} from './configuration-of.js';
import {containerRequestOf} from './container-request.js';
import {environmentOf, type FunctionEnvironment} from './environment.js';
import {identify, imageUsed, makeImage, tellWarnings} from './images.js';
import type {Session} from './session.js';

/** A function that becomes a service. */
export interface ComposeTarget {
  readonly project: Project;
  readonly spec: FunctionSpec;
  readonly service: string;
  readonly gateway: string;
  readonly driver: Driver;
  /** The gateway's port for its runtimes. */
  readonly runtimePort: number;
  readonly options: ComposeOptions;
  /** What a compose file beside the project publishes. */
  readonly published: readonly PublishedService[];
}

/** A function as a service, and as the gateway is told of it. */
export interface ComposedFunction {
  readonly service: string;
  readonly value: ComposeValue;
  readonly settings: GatewayFunction;
  readonly asked: readonly AskedValue[];
}

const BASH = '/bin/bash';
const EXTENSIONS = '/opt/extensions';

/** A function as far as it is known before its service is written. */
interface Settled {
  readonly identity: ImageIdentity;
  readonly environment: FunctionEnvironment;
  readonly hasBash: boolean;
}

/** Makes a function's image, and describes the service that runs it. */
export async function composeFunction(
  session: Session,
  target: ComposeTarget,
): Promise<ComposedFunction> {
  const {spec, service, driver} = target;
  const named = await identify(session, target, session.signal);
  const {identity} = await makeImage(session, named, session);
  tellWarnings(session, identity);
  const hasBash = await lookInto(session, {identity, spec, driver});
  const environment = await environmentOf(session, {...target, context: undefined});
  tellNetwork(session, spec);
  const settled = {identity, environment, hasBash};
  const variables = variablesOf(session, target, settled);
  return {
    service,
    asked: variables.asked,
    value: serviceOf(session, target, {...settled, written: variables.written}),
    settings: {...settingsOf(target, settled), ...(await saidOfEvents(target))},
  };
}

const saidOfEvents = async ({
  project,
  spec,
}: ComposeTarget): Promise<Pick<GatewayFunction, 'eventInvoke'>> => {
  const eventInvoke = await eventInvokeOf(project, spec.name);
  return Object.keys(eventInvoke).length === 0 ? {} : {eventInvoke};
};

function variablesOf(
  {options: {awsProfile, awsEnv}}: Session,
  {spec, service, options}: ComposeTarget,
  {identity, environment}: Settled,
): ServiceVariables {
  return serviceVariables({
    functionName: spec.name,
    service,
    own: environment.own,
    all: withEndpoint(environment.all(identity.facts.env), options),
    hasRealCredentials: awsProfile !== undefined || awsEnv === true,
  });
}

function serviceOf(
  session: Session,
  {project, spec, driver, gateway, runtimePort}: ComposeTarget,
  {
    identity,
    environment,
    hasBash,
    written,
  }: Settled & {readonly written: ServiceVariables['written']},
): ComposeValue {
  const {timeoutMs} = environment;
  const container = containerRequestOf(
    {
      project,
      spec,
      image: identity.reference,
      base: {...identity.facts, emulator: identity.emulator.path},
      env: [],
      timeoutMs,
      driver,
      owner: session.ownership.self,
      now: Date.now(),
    },
    session.options,
  );
  const [handler] = container.env ?? [];
  const [, name = '', value = ''] = /^(.+?)=(.*)$/s.exec(handler ?? '') ?? [];
  return functionService({
    functionName: spec.name,
    gateway,
    container,
    environment: {...written, ...(handler !== undefined && {[name]: literal(value)})},
    runtimePort: driver === 'runtime-api' ? runtimePort : null,
    hasBash,
    timeoutMs,
  });
}

function settingsOf(
  {project, spec, service, driver, runtimePort}: ComposeTarget,
  {identity, environment: {timeoutMs, region}, hasBash}: Settled,
): GatewayFunction {
  const isHosted = driver === 'runtime-api';
  return {
    name: spec.name,
    aliases: project.functions.find(({name}) => name === spec.name)?.aliases ?? [],
    service,
    driver,
    port: isHosted ? runtimePort : RIE_PORT,
    isSupervised: isHosted && hasBash,
    timeoutMs,
    configuration: configurationOf(spec, {
      arn: arnInAws(spec, {region}),
      image: identity.reference,
      // The same file for the same project.
      openedAt: new Date(0),
    }),
    image: imageUsed(identity, true),
  };
}

/** All services of a compose file meet on one network. */
function tellNetwork(session: Session, {name, docker}: FunctionSpec): void {
  const {network} = docker ?? {};
  if (network === undefined || session.options.network !== undefined) return;
  session.warn(
    `the network ${network} of function ${name} is not joined; --network ${network} puts all services of the file there`,
  );
}

/** An endpoint of the function's own stays. */
const withEndpoint = (
  variables: Readonly<Record<string, string>>,
  {awsEndpoint}: ComposeOptions,
): Readonly<Record<string, string>> =>
  awsEndpoint === undefined ? variables : {AWS_ENDPOINT_URL: awsEndpoint, ...variables};

interface LookedInto {
  readonly identity: ImageIdentity;
  readonly spec: FunctionSpec;
  readonly driver: Driver;
}

/** Whether the image has bash: AWS's own images and stand-ins do, and have no extensions. */
async function lookInto(session: Session, {identity, spec, driver}: LookedInto): Promise<boolean> {
  const {code, baseImage, layers, name} = spec;
  const isForeign = baseImage !== null || code.kind === 'image' || code.kind === 'build';
  const mayExtend = session.options.extensions !== false && driver === 'runtime-api';
  if (!isForeign && (!mayExtend || layers.length === 0)) return true;
  const engine = await session.engine();
  const created = await engine.createContainer({
    image: identity.reference,
    entrypoint: [BASH],
    labels: ownerLabels({
      version: VERSION,
      role: 'sandbox',
      owner: session.ownership.self,
      expiresAt: Date.now() + 60_000,
    }),
  });
  if (created === null) throw new Error('a container without a name met another one');
  try {
    const isExtended = mayExtend && (await engine.hasPath(created.id, EXTENSIONS));
    if (isExtended) throw withExtensions(name);
    return !isForeign || (await engine.hasPath(created.id, BASH));
  } finally {
    await engine.removeContainer(created.id);
  }
}

const withExtensions = (name: string): LambdockError =>
  new LambdockError('DRIVER_UNAVAILABLE', {
    message: `function ${name} has extensions (${EXTENSIONS}), which only the emulator runs`,
    suggestions: ['--driver rie runs them', '--no-extensions goes without them'],
    details: {function: name},
  });
