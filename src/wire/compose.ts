import {resolve} from 'node:path';
import {gatewayService} from '../compose/gateway-service.js';
import type {ComposeValue} from '../compose/function-service.js';
import {composeServices} from '../config/compose-services.js';
import {yamlText} from '../config/yaml-text.js';
import type {Architecture} from '../core/architecture.js';
import {
  COMPOSE_DEFAULTS,
  type AskedValue,
  type ComposeFile,
  type ComposeOptions,
} from '../core/compose/compose-options.js';
import {FIRST_RUNTIME_PORT} from '../core/compose/gateway-settings.js';
import {distinctValues} from '../core/compose/distinct-values.js';
import {checkGatewayName, serviceName} from '../core/compose/service-name.js';
import {DEFAULTS} from '../core/defaults.js';
import type {FunctionSpec} from '../core/function-spec.js';
import {inParallel} from '../core/in-parallel.js';
import type {Project} from '../core/project.js';
import {VERSION} from '../core/version.js';
import {LambdockError} from '../errors/lambdock-error.js';
import {realPlace} from '../files/real-place.js';
import {gatewayFolder} from '../files/gateway-folder.js';
import {composeFunction, type ComposedFunction} from './compose-function.js';
import type {HookedWork} from './hooked-work.js';
import {identify, makeImage, tellWarnings} from './images.js';
import {namedOrKnown} from './project.js';
import {withoutOutputs} from './without-outputs.js';
import {holdingWork, type Session} from './session.js';

/** A project, with the hooks around its builds; null where there are none. */
export interface ComposedProject {
  readonly project: Project;
  readonly hooked: Pick<HookedWork, 'settled' | 'aroundEvents'> | null;
}

/** Makes the images of functions and of a gateway, and a compose file that runs them. */
export const composeProject = (
  session: Session,
  composed: ComposedProject,
  options: ComposeOptions,
): Promise<ComposeFile> => holdingWork(session, compose(session, composed, options));

async function compose(
  session: Session,
  {project, hooked}: ComposedProject,
  options: ComposeOptions,
): Promise<ComposeFile> {
  const {gateway = COMPOSE_DEFAULTS.gateway, publish = COMPOSE_DEFAULTS.publish} = options;
  checkGatewayName(gateway);
  const specs = await namedOrKnown(project, options.functions ?? [], session);
  const {cwd = '.'} = session.options;
  // The next run would find another code, and secrets would be in an image.
  const written = (options.written ?? []).map((file) => realPlace(resolve(cwd, file)));
  const unique = [
    ...new Map(specs.map((spec) => [spec.name, withoutOutputs(spec, written)])).values(),
  ];
  checkNames(unique, gateway);
  const unheard = hooked?.aroundEvents ?? [];
  if (unheard.length > 0) {
    session.warn(`no hook around events runs in a compose project: not ${unheard.join(', ')}`);
  }
  const image = await gatewayImage(session, project, gateway);
  const functions = await composeAll(session, {project, hooked}, {specs: unique, gateway, options});
  session.sweep();
  const settings = {functions: functions.map((one) => one.settings)};
  const front = gatewayService({image, version: VERSION, settings, publish});
  const asked = distinctValues(functions.flatMap((one) => one.asked));
  return {
    text: textOf(session, {gateway, front, functions, asked}),
    services: functions.map(
      ({
        service,
        settings: {
          name,
          image: {derived},
        },
      }) => ({
        function: name,
        service,
        image: derived,
      }),
    ),
    gateway: {service: gateway, image},
    asked,
  };
}

interface ComposeRequest {
  readonly specs: readonly FunctionSpec[];
  readonly gateway: string;
  readonly options: ComposeOptions;
}

async function composeAll(
  session: Session,
  {project, hooked}: ComposedProject,
  {specs, gateway, options}: ComposeRequest,
): Promise<readonly ComposedFunction[]> {
  const driver = session.options.driver ?? project.driver ?? 'runtime-api';
  const published = await composeServices(project.root);
  return inParallel(
    [...specs.entries()],
    async ([index, spec]) =>
      composeFunction(session, {
        ...((await hooked?.settled({project, spec})) ?? {project, spec}),
        service: serviceName(spec.name),
        gateway,
        driver,
        runtimePort: FIRST_RUNTIME_PORT + index,
        options,
        published,
      }),
    options.concurrency ?? COMPOSE_DEFAULTS.concurrency,
  );
}

/** The gateway runs in an image like a function's: its code is lambdock's own. */
async function gatewayImage(session: Session, project: Project, name: string): Promise<string> {
  const folder = gatewayFolder();
  if (folder === null) {
    throw new LambdockError('USAGE', {
      message: 'this copy of lambdock has no gateway: dist/gateway is not there',
      suggestions: ['npm run build makes it'],
    });
  }
  const spec: FunctionSpec = {
    name,
    runtime: 'nodejs22.x',
    architecture: await nativeArchitecture(session),
    handler: 'gateway.main',
    code: {kind: 'directory', path: folder, ignore: []},
    baseImage: null,
    layers: [],
    environment: {},
    memoryMb: DEFAULTS.memoryMb,
    timeoutMs: DEFAULTS.timeoutSeconds * 1000,
    place: null,
  };
  const named = await identify(session, {project, spec}, session.signal);
  const {identity} = await makeImage(session, named, session);
  tellWarnings(session, identity);
  return identity.reference;
}

/** Of the engine's machine, which may be another than this one. */
async function nativeArchitecture(session: Session): Promise<Architecture> {
  const {architecture} = await (await session.engine()).info();
  return /^(aarch64|arm64)/.test(architecture) ? 'arm64' : 'x86_64';
}

function checkNames(specs: readonly FunctionSpec[], gateway: string): void {
  const taken = new Map<string, string>([[gateway.toLowerCase(), 'the gateway']]);
  for (const {name} of specs) {
    const service = serviceName(name).toLowerCase();
    const other = taken.get(service);
    if (other !== undefined) {
      throw new LambdockError('USAGE', {
        message: `the service of function ${name} would have the name of ${other}: ${service}`,
        suggestions:
          other === 'the gateway'
            ? ['--gateway NAME gives the gateway another name']
            : ['name the functions that are wanted: lambdock compose NAME…'],
        details: {function: name, service},
      });
    }
    taken.set(service, `function ${name}`);
  }
}

interface Parts {
  readonly gateway: string;
  readonly front: ComposeValue;
  readonly functions: readonly ComposedFunction[];
  readonly asked: readonly AskedValue[];
}

function textOf({options: {network}}: Session, {gateway, front, functions, asked}: Parts): string {
  const services = [
    [gateway, front] as const,
    ...functions.map(({service, value}) => [service, value] as const),
  ];
  const comment = [
    `Made by lambdock ${VERSION}: lambdock compose. Make it again when code, layers or settings change.`,
    ...asked.map(({name, origin}) => `Asks for ${name} (${origin})`),
  ];
  return yamlText(
    {
      services: Object.fromEntries(services),
      ...(network !== undefined && {networks: {default: {name: network, external: true}}}),
    },
    comment,
  );
}
