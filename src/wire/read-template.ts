import {basename, dirname, join, relative} from 'node:path';
import {hostVariables} from '../config/host-variables.js';
import {readDocument} from '../config/read-document.js';
import {readSamconfig} from '../config/samconfig.js';
import {DEFAULTS} from '../core/defaults.js';
import type {ConfigDocument} from '../core/document.js';
import {closest} from '../core/nearest-name.js';
import type {Project} from '../core/project.js';
import {projectId} from '../core/project-id.js';
import type {SamSettings} from '../core/sam-settings.js';
import {LambdockError} from '../errors/lambdock-error.js';
import {changedAt} from '../files/changed-at.js';
import {cacheFolder} from '../files/cache-folder.js';
import {inlineCodeFolder} from '../files/inline-code.js';
import {assemblyTemplates} from '../readers/cloudformation/assembly.js';
import {readTemplates} from '../readers/cloudformation/read-template.js';
import {
  NO_ASSETS,
  type Surroundings,
  type TopTemplate,
} from '../readers/cloudformation/template-input.js';
import type {ProjectOptions} from './project-options.js';

/** A template, or a cloud assembly, to read; messages name files relative to `folder`. */
export interface TemplateRequest {
  readonly kind: 'template' | 'cdk';
  readonly file: string;
  readonly folder: string;
  readonly options: ProjectOptions;
}

/** Reads a template of SAM's or CloudFormation's, or a cloud assembly of the CDK's. */
export async function readTemplateProject(request: TemplateRequest): Promise<Project> {
  const {kind, file, options} = request;
  const read = reader(request);
  const root = dirname(file);
  const settings =
    kind === 'cdk' ? null : await readSamconfig(root, (path) => shown(request, path));
  const templates =
    kind === 'cdk' ? assemblyTemplates(file, read) : [topTemplate(file, {read, settings})];
  const region = await regionOf(options, settings);
  const {functions, parameters} = await readTemplates(templates, {
    read,
    exists: (path) => changedAt(path) !== null,
    inlineCode: (code) => inlineCodeFolder(cacheFolder(hostVariables()), code),
    params: paramsOf(options, settings),
    region: region ?? DEFAULTS.region,
    stackName: options.stack ?? null,
    overrides: options.overrides ?? {},
  });
  refuseUnknown(options.params ?? {}, parameters);
  if (functions.length === 0) throw noFunctions(shown(request, file));
  return {
    name: basename(root),
    id: projectId(file),
    root,
    file,
    registry: null,
    ...(region !== undefined && {region}),
    functions,
  };
}

function shown({folder}: TemplateRequest, path: string): string {
  const inside = relative(folder, path);
  return inside.startsWith('..') || inside === '' ? path : inside;
}

/** Several stacks may be made of one template: it is read once. */
function reader(request: TemplateRequest): (file: string) => ConfigDocument {
  const documents = new Map<string, ConfigDocument>();
  return (path) => {
    const known = documents.get(path);
    const document = known ?? readDocument(path, shown(request, path), 'template');
    documents.set(path, document);
    return document;
  };
}

/** What `sam build` made of the template, where that is newer, else the template. */
function topTemplate(
  file: string,
  {read, settings}: {read: (file: string) => ConfigDocument; settings: SamSettings | null},
): TopTemplate {
  const root = dirname(file);
  const built = join(root, '.aws-sam', 'build', 'template.yaml');
  const isBuilt = (changedAt(built) ?? 0) > (changedAt(file) ?? 0);
  return {
    document: read(isBuilt ? built : file),
    folder: isBuilt ? dirname(built) : root,
    sourceFolder: isBuilt ? root : null,
    stackName: settings?.stackName ?? null,
    label: null,
    assets: NO_ASSETS,
  };
}

/** Flag, samconfig.toml, the profile whose credentials are asked for. */
async function regionOf(
  {region, awsProfile, awsEnv}: ProjectOptions,
  settings: SamSettings | null,
): Promise<string | undefined> {
  const told = region ?? settings?.region ?? undefined;
  if (told !== undefined || (awsProfile === undefined && awsEnv !== true)) return told;
  const {awsIdentity} = await import('../aws/credentials.js');
  const identity = await awsIdentity({
    profile: awsProfile,
    fromEnvironment: awsEnv === true,
    variables: hostVariables(),
  });
  return identity.region;
}

function paramsOf(
  {params = {}}: ProjectOptions,
  settings: SamSettings | null,
): Surroundings['params'] {
  const saved = Object.entries(settings?.params ?? {});
  return new Map([
    ...saved.map(([name, value]) => [name, {value, origin: settings?.shownAs ?? ''}] as const),
    ...Object.entries(params).map(([name, value]) => [name, {value, origin: '--param'}] as const),
  ]);
}

/** A parameter that no template has is a slip of the pen; those of samconfig.toml may be for others. */
function refuseUnknown(params: Readonly<Record<string, string>>, known: readonly string[]): void {
  for (const name of Object.keys(params)) {
    if (known.includes(name) || name.startsWith('AWS::')) continue;
    const nearest = closest(name, known);
    throw new LambdockError('USAGE', {
      message: `--param ${name}: the template has no parameter ${name}${known.length === 0 ? '' : `; it has ${known.join(', ')}`}`,
      suggestions: nearest === undefined ? [] : [`did you mean ${nearest}?`],
      details: {name, known},
    });
  }
}

const noFunctions = (shownAs: string): LambdockError =>
  new LambdockError('PROJECT_INVALID', {
    message: `${shownAs} has no function: no AWS::Serverless::Function and no AWS::Lambda::Function whose condition holds`,
    suggestions: ['name another file with --project FILE'],
    details: {file: shownAs},
  });
