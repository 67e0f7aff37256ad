import {localSource} from '../../core/cloudformation/local-source.js';
import {formatPlace} from '../../core/place.js';
import type {DocumentValue} from '../../core/reference.js';
import type {Leaf, LeafSource, ReferenceScope, TemplateText} from '../../core/reference-scope.js';
import type {Reach} from './evaluation.js';
import {serviceSetting, SETTINGS} from './function-reading.js';
import {entryAt, isList, keysOf, placeOf, type Located} from './located.js';
import type {Service} from './settings-of-service.js';

/** A function's physical name by the begin of its logical id: `Hello` for `HelloLambdaFunction`. */
export type PhysicalNames = (logical: string) => Promise<string | undefined>;

/** What references are looked up in: `resources:`, and the resources that the framework makes itself. */
export async function referenceScope(
  service: Service,
  physicalName: PhysicalNames,
): Promise<ReferenceScope> {
  const sections = await resourceFiles(service);
  const stack = await stackName(service);
  const region = await service.region(SETTINGS);
  const origins = new Map<string, string>();
  const {source, whyUnknown} = localSource({
    pseudo: {region, stackName: stack},
    given: (id) => {
      const {params} = service.tools.flags;
      const value = Object.hasOwn(params, id) ? params[id] : undefined;
      return value === undefined ? undefined : {value, secret: false, origin: '--param'};
    },
    entry: async (section, id) => {
      const found = await entryOf(service, sections, [section, id]);
      if (found === undefined && section === 'Resources') {
        return ownResource(service, id, physicalName);
      }
      if (found === undefined) return undefined;
      origins.set(`${section}.${id}`, formatPlace(placeOf(found.spot)));
      return (await service.evaluator.whole(found, SETTINGS)).value;
    },
    origin: (section, id) => origins.get(`${section}.${id}`) ?? service.tools.file.shownAs,
  });
  const template = {...(await templateText(service, sections)), whyUnknown};
  return {stack, template, local: source};
}

/** `provider.stackName`, else `service-stage`; a flag comes before both. */
export async function stackName(service: Service): Promise<string> {
  const {stack} = service.tools.flags;
  if (stack !== null) return stack;
  const own = await serviceSetting({service}, 'provider', 'stackName');
  if (typeof own?.value === 'string') return own.value;
  return `${await service.name(SETTINGS)}-${await service.stage(SETTINGS)}`;
}

/** The parts of `resources:`, the last first: later ones replace earlier ones. */
async function resourceFiles(service: Service): Promise<readonly Located[]> {
  const found = await serviceSetting({service}, 'resources');
  if (found === undefined) return [];
  if (!isList(found.value)) return [found];
  return keysOf(found)
    .flatMap((index) => entryAt(found, index) ?? [])
    .reverse();
}

async function entryOf(
  service: Service,
  files: readonly Located[],
  path: readonly string[],
): Promise<Located | undefined> {
  for (const file of files) {
    const found = await service.evaluator.at(file, path, SETTINGS);
    if (found !== undefined) return found;
  }
  return undefined;
}

async function templateText(service: Service, files: readonly Located[]): Promise<TemplateText> {
  return {
    mappings: await section(service, files, 'Mappings'),
    conditions: await section(service, files, 'Conditions'),
  };
}

const LOCAL: Reach = {aws: false};

/** What cannot be told of an entry disturbs only who needs it, to whom the entry is not there. */
async function section(
  service: Service,
  files: readonly Located[],
  name: string,
): Promise<Readonly<Record<string, DocumentValue>>> {
  const values = new Map<string, DocumentValue>();
  for (const file of files.toReversed()) {
    const found = await service.evaluator.at(file, [name], LOCAL).catch(() => undefined);
    for (const key of found === undefined ? [] : keysOf(found)) {
      const entry = found && entryAt(found, key);
      if (entry === undefined) continue;
      const whole = await service.evaluator.whole(entry, LOCAL).catch(() => undefined);
      if (whole !== undefined) values.set(key, whole.value);
    }
  }
  return Object.fromEntries(values);
}

/** What the framework adds to the template, as far as it has a name that is known. */
async function ownResource(
  service: Service,
  id: string,
  physicalName: PhysicalNames,
): Promise<DocumentValue | undefined> {
  const [service_, stage, region] = [
    await service.name(SETTINGS),
    await service.stage(SETTINGS),
    await service.region(SETTINGS),
  ];
  if (id === 'IamRoleLambdaExecution') {
    return {
      Type: 'AWS::IAM::Role',
      Properties: {RoleName: `${service_}-${stage}-${region}-lambdaRole`},
    };
  }
  const [, logical = '', kind] = /^(.+)(LambdaFunction|LogGroup)$/.exec(id) ?? [];
  const name = kind === undefined ? undefined : await physicalName(logical);
  if (name === undefined) return undefined;
  return kind === 'LogGroup'
    ? {Type: 'AWS::Logs::LogGroup', Properties: {LogGroupName: `/aws/lambda/${name}`}}
    : {Type: 'AWS::Lambda::Function', Properties: {FunctionName: name}};
}

/** Looks leaves up in the project, then in AWS: for settings that the function cannot do without. */
export const settingsSource =
  (service: Service, {local, stack}: ReferenceScope): LeafSource =>
  async (leaf) => {
    // An account that is made up must not name anything that is to be fetched.
    const isAccount = leaf.kind === 'ref' && leaf.id === 'AWS::AccountId';
    return (isAccount ? undefined : await local(leaf)) ?? askedOfAws(service, leaf, stack);
  };

async function askedOfAws(
  service: Service,
  leaf: Leaf,
  stack: string | null,
): ReturnType<LeafSource> {
  const aws = await service.tools.aws(await service.region(SETTINGS));
  const told = (value: string | undefined, origin: string): Awaited<ReturnType<LeafSource>> =>
    value === undefined ? undefined : {value, secret: false, origin};
  if (leaf.kind === 'import-value') return told(await aws.exportedValue(leaf.name), 'exports');
  if (leaf.kind === 'dynamic') return undefined;
  if (leaf.id === 'AWS::AccountId') return told(await aws.account(), 'credentials');
  const resource = stack === null ? undefined : await aws.stackResource(stack, leaf.id);
  if (resource === undefined) return undefined;
  const value =
    leaf.kind === 'ref' ? resource.physicalId : await aws.attribute(resource, leaf.attribute);
  return told(value, `stack ${stack ?? ''}`);
}
