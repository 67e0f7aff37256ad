import {AWS_REGISTRY, baseImageOf, standInOf} from '../core/base-image.js';
import {hasSecretName, kindOfImageVariable, type EnvironmentRow} from '../core/environment-row.js';
import {isLambdockError} from '../errors/lambdock-error.js';
import {findRuntime} from '../core/runtime.js';
import {driverOf} from './driver.js';
import {environmentOf} from './environment.js';
import type {ProjectFunction} from './images.js';
import type {Session} from './session.js';

/** Variables of the credentials, which are the caller's own where a flag asked for them. */
const CREDENTIALS = ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN'];

/** Every variable of a function with its origin: its own, then Lambda's, then the image's. */
export async function environmentRows(
  session: Session,
  target: ProjectFunction,
): Promise<readonly EnvironmentRow[]> {
  const [environment, image] = await Promise.all([
    environmentOf(session, {
      ...target,
      context: undefined,
      driver: driverOf(session.options, {...target, context: undefined, inspected: false}),
    }),
    imageVariables(session, target),
  ]);
  const all = environment.all(image.pairs);
  const own = Object.entries(environment.own).map(
    ([name, {value, by, origin, sources = [], secret = false}]): EnvironmentRow => ({
      name,
      value,
      kind: by,
      origin,
      sources,
      secret: secret || hasSecretName(name),
    }),
  );
  const others = Object.entries(all)
    .filter(([name]) => !Object.hasOwn(environment.own, name))
    .map(([name, value]) => lambdaRow(session, name, value));
  const ofImage = image.pairs.flatMap((pair): EnvironmentRow[] => {
    const split = pair.indexOf('=');
    const name = pair.slice(0, split);
    if (Object.hasOwn(all, name)) return [];
    const value = pair.slice(split + 1);
    const kind = kindOfImageVariable(name);
    return [{name, value, kind, origin: image.name, sources: [], secret: hasSecretName(name)}];
  });
  return [...own, ...others, ...ofImage];
}

function lambdaRow({options}: Session, name: string, value: string): EnvironmentRow {
  const {awsProfile, awsEnv} = options;
  const isReal = awsProfile !== undefined || awsEnv === true;
  const isCredential = CREDENTIALS.includes(name);
  const origin = !isCredential
    ? 'Lambda'
    : awsProfile !== undefined
      ? `--aws-profile ${awsProfile}`
      : isReal
        ? '--aws-env'
        : 'dummy credentials';
  const kind = kindOfImageVariable(name) === 'image' ? 'lambda' : 'system path';
  return {name, value, kind, origin, sources: [], secret: isReal && isCredential};
}

interface ImageVariables {
  readonly name: string;
  readonly pairs: readonly string[];
}

/** What the image itself sets, where it is at hand: nothing is pulled or built to know it. */
async function imageVariables(session: Session, target: ProjectFunction): Promise<ImageVariables> {
  const names = imageNames(session, target);
  try {
    const engine = await session.engine();
    for (const name of names) {
      const facts = await engine.inspectImage(name);
      if (facts !== null) return {name, pairs: facts.env};
    }
    session.warn(`the variables of the image are not shown: ${names[0] ?? 'it'} is not here yet`);
  } catch (error) {
    if (!isLambdockError(error)) throw error;
    session.warn(`the variables of the image are not shown: ${error.message}`);
  }
  return {name: names[0] ?? 'the image', pairs: []};
}

function imageNames({options}: Session, {project, spec}: ProjectFunction): readonly string[] {
  const {code, baseImage, architecture} = spec;
  if (code.kind === 'image') return [code.reference];
  if (baseImage !== null) return [baseImage];
  const runtime = findRuntime(spec.runtime ?? '');
  if (runtime === undefined) return [];
  const registry = options.registry ?? project.registry ?? AWS_REGISTRY;
  const real = baseImageOf(runtime, registry);
  return options.standIn === 'never' ? [real] : [real, standInOf(runtime, architecture)];
}
