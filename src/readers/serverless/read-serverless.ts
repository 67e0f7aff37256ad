import {basename, dirname} from 'node:path';
import type {FunctionEntry} from '../../core/function-entry.js';
import {formatPlace, type Place} from '../../core/place.js';
import type {Project} from '../../core/project.js';
import {projectId} from '../../core/project-id.js';
import type {ReferenceScope} from '../../core/reference-scope.js';
import {isLambdockError, LambdockError} from '../../errors/lambdock-error.js';
import {awsSources} from './aws-sources.js';
import {openEvaluator} from './evaluate-variables.js';
import {NeedsAws, type Evaluator, type Reach} from './evaluation.js';
import {eventInvokeOf} from './event-invoke-of.js';
import {fileSource} from './file-source.js';
import {wrongValue, type FunctionReading} from './function-reading.js';
import {functionSpec, physicalName} from './function-spec-of.js';
import {entryAt, isList, isMapping, keysOf, placeOf, wholeOf, type Located} from './located.js';
import {logicalName} from './logical-names.js';
import {projectSources} from './project-sources.js';
import {referenceScope} from './resources.js';
import type {ServerlessTools} from './serverless-tools.js';
import {openService, type Service} from './settings-of-service.js';

/** Names are read without AWS: whoever lists functions need not be online. */
const LOCAL: Reach = {aws: false};

/** The project that a serverless.yml describes; a function's settings are read when it is chosen. */
export async function readServerless(tools: ServerlessTools): Promise<Project> {
  const root = wholeOf(tools.file);
  if (!isMapping(root.value))
    throw wrongValue(root, 'a mapping with service, provider and functions');
  let opened: Evaluator | undefined;
  const service: Service = openService(tools, root, () => {
    opened ??= openEvaluator(
      new Map([...projectSources(service), ...awsSources(service), ['file', fileSource(service)]]),
    );
    return opened;
  });
  await checkProvider(service);
  const {file} = tools.file;
  const name = await orElse(() => service.name(LOCAL), basename(dirname(file)));
  const region = await orElse(() => service.region(LOCAL), undefined);
  return {
    name,
    id: projectId(file),
    root: dirname(file),
    file,
    registry: null,
    ...(region !== undefined && {region}),
    functions: await functionEntries(service),
  };
}

/** What AWS would have to tell, or what is not known, is told when it is needed. */
async function orElse<T, U>(find: () => Promise<T>, fallback: U): Promise<T | U> {
  try {
    return await find();
  } catch (error) {
    if (error instanceof NeedsAws || isLambdockError(error)) return fallback;
    throw error;
  }
}

async function checkProvider({evaluator, root}: Service): Promise<void> {
  const provider = await orElse(() => evaluator.at(root, ['provider'], LOCAL), undefined);
  const isText = typeof provider?.value === 'string';
  const name = isText
    ? provider
    : provider && (await orElse(() => evaluator.at(provider, ['name'], LOCAL), undefined));
  if (name === undefined || name.value === 'aws' || name.value === null) return;
  throw new LambdockError('PROJECT_UNSUPPORTED', {
    message: `${formatPlace(placeOf(name.spot))}: ${name.spot.path}: the provider is ${JSON.stringify(name.value)}; lambdock runs functions of AWS Lambda`,
    details: {...placeOf(name.spot)},
  });
}

async function functionEntries(service: Service): Promise<readonly FunctionEntry[]> {
  const functions = await functionGroups(service);
  const base = await orElse(
    async () => `${await service.name(LOCAL)}-${await service.stage(LOCAL)}`,
    null,
  );
  let scope: Promise<ReferenceScope> | undefined;
  const sharedScope = (): Promise<ReferenceScope> =>
    (scope ??= referenceScope(service, async (logical) => {
      const [key, found] = [...functions].find(([name]) => logicalName(name) === logical) ?? [];
      if (key === undefined || found === undefined) return undefined;
      return physicalName({service, key, own: await service.evaluator.top(found, {aws: true})});
    }));
  const readingOf = async (key: string, found: Located): Promise<FunctionReading> => {
    const own = await service.evaluator.top(found, {aws: true});
    const spot = own.spot.path === '' ? {...own.spot, path: found.spot.path} : own.spot;
    return {service, key, own: {...own, spot}};
  };
  return Promise.all(
    [...functions].map(async ([key, found]) => ({
      name: key,
      aliases: await aliasesOf(service, {key, found, base}),
      // Most functions of a run are never asked where they stand.
      get place(): Place {
        return placeOf(found.spot);
      },
      spec: async () => functionSpec(await readingOf(key, found), sharedScope),
      eventInvoke: async () => eventInvokeOf(await readingOf(key, found), functions.keys()),
    })),
  );
}

interface Named {
  readonly key: string;
  readonly found: Located;
  readonly base: string | null;
}

/** The physical name, where it can be told. */
async function aliasesOf(
  {evaluator}: Service,
  {key, found, base}: Named,
): Promise<readonly string[]> {
  const isUnnamed = isMapping(found.value) && !Object.hasOwn(found.value, 'name');
  const own = isUnnamed
    ? undefined
    : await orElse(() => evaluator.at(found, ['name'], LOCAL), undefined);
  if (typeof own?.value === 'string') return [own.value];
  return base === null ? [] : [`${base}-${key}`];
}

/** `functions:` is a mapping, or a list of mappings; each of them may stand in a file of its own. */
async function functionGroups(service: Service): Promise<ReadonlyMap<string, Located>> {
  const {evaluator, root, tools} = service;
  const found = await evaluator.at(root, ['functions'], {aws: true});
  if (found === undefined || found.value === null) throw noFunctions(service);
  const groups = isList(found.value)
    ? keysOf(found).flatMap((index) => entryAt(found, index) ?? [])
    : [found];
  const functions = new Map<string, Located>();
  for (const group of groups) {
    try {
      const top = await evaluator.top(group, {aws: true});
      if (!isMapping(top.value)) throw wrongValue(top, 'a mapping of functions by their names');
      for (const key of keysOf(top)) {
        const entry = entryAt(top, key);
        if (entry !== undefined) functions.set(key, entry);
      }
    } catch (error) {
      // The functions of the other files are none the worse for it.
      if (!isLambdockError(error) || groups.length === 1) throw error;
      tools.warn(`some functions are not known: ${error.message}`);
    }
  }
  if (functions.size === 0) throw noFunctions(service);
  return functions;
}

const noFunctions = ({tools}: Service): LambdockError =>
  new LambdockError('PROJECT_INVALID', {
    message: `${tools.file.shownAs} has no functions`,
    suggestions: ['add `functions: {hello: {handler: index.handler}}`'],
    details: {file: tools.file.file},
  });
