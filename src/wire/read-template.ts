import {basename, dirname} from 'node:path';
import {hostVariables} from '../config/host-variables.js';
import {readDocument} from '../config/read-document.js';
import {readSamconfig} from '../config/samconfig.js';
import {DEFAULTS} from '../core/defaults.js';
import type {ConfigDocument} from '../core/document.js';
import {closest} from '../core/nearest-name.js';
import type {FunctionEntry} from '../core/function-entry.js';
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
import {builtTemplate, tellingBuild} from './sam-build.js';
import {shownFrom} from './shown-from.js';

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
  const built = kind === 'cdk' ? null : builtTemplate(file);
  const templates =
    kind === 'cdk' ? assemblyTemplates(file, read) : [topTemplate(file, {built, read, settings})];
  const region = await regionOf(options, settings);
  const {functions, parameters} = await readTemplates(templates, {
    read,
    exists: (path) => changedAt(path) !== null,
    inlineCode: (code) => inlineCodeFolder(cacheFolder(hostVariables()), code),
    params: paramsOf(options, settings),
    region: region ?? DEFAULTS.region,
    stackName: options.stack ?? null,
    overrides: options.overrides ?? {},
    onWarning: options.onWarning,
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
    functions: built === null ? functions : functions.map(telling(request, built, read)),
  };
}

const shown = ({folder}: TemplateRequest, path: string): string => shownFrom(folder, path);

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

/** Says of functions that they run as `sam build` left them, unless flags name other code. */
function telling(
  request: TemplateRequest,
  built: string,
  read: (file: string) => ConfigDocument,
): (entry: FunctionEntry) => FunctionEntry {
  const {overrides = {}, onWarning} = request.options;
  if (overrides.code !== undefined || overrides.image !== undefined) return (entry) => entry;
  const said = new Set<string>();
  const warn = (message: string): void => {
    if (!said.has(message)) onWarning?.(message);
    said.add(message);
  };
  const shownAs = (path: string): string => shown(request, path);
  return (entry) => tellingBuild({built, source: request.file, read, shown: shownAs, warn}, entry);
}

interface TopReading {
  readonly built: string | null;
  readonly read: (file: string) => ConfigDocument;
  readonly settings: SamSettings | null;
}

/** What `sam build` made of the template, where that is newer, else the template. */
function topTemplate(file: string, {built, read, settings}: TopReading): TopTemplate {
  const root = dirname(file);
  return {
    document: read(built ?? file),
    folder: built === null ? root : dirname(built),
    sourceFolder: built === null ? null : root,
    stackName: settings?.stackName ?? null,
    label: null,
    assets: NO_ASSETS,
  };
}

/** Flag, samconfig.toml, what goes with the credentials that are asked for: their keys are not. */
async function regionOf(
  {region, awsProfile, awsEnv}: ProjectOptions,
  settings: SamSettings | null,
): Promise<string | undefined> {
  const told = region ?? settings?.region ?? undefined;
  if (told !== undefined || (awsProfile === undefined && awsEnv !== true)) return told;
  const {regionOfIdentity} = await import('../aws/credentials.js');
  return regionOfIdentity({
    profile: awsProfile,
    fromEnvironment: awsEnv === true,
    variables: hostVariables(),
  });
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
