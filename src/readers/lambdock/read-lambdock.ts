import {basename, dirname, resolve} from 'node:path';
import {codeAt, layerAt} from '../../core/code-source.js';
import {DEFAULTS} from '../../core/defaults.js';
import type {EventInvokeConfig} from '../../core/event-invoke.js';
import {destinationOf, eventInvokeConfig} from '../../core/event-invoke-config.js';
import {entryOf} from '../../core/function-entry.js';
import {pointerOf, type ConfigDocument} from '../../core/document.js';
import type {CodeSource, FunctionSpec, ImageBuild} from '../../core/function-spec.js';
import type {Project} from '../../core/project.js';
import {issuesError, type Issue} from '../../core/issue.js';
import {onOwnRuntime} from '../../core/own-runtime.js';
import {projectId} from '../../core/project-id.js';
import {containerSettings} from './container-settings.js';
import {declaredVariables} from './declared-variables.js';
import {functionIssues, type Overridden} from './function-issues.js';
import type {FunctionKeys, LambdockFile} from './lambdock-file.js';
import {hasRules, rulesTogether} from '../../core/redaction.js';
import {replayRules} from './replay-rules.js';

/** A lambdock.yml with what the schema found wrong in it. */
export interface LambdockInput {
  readonly document: ConfigDocument;
  readonly issues: readonly Issue[];
  /** What flags say for every function, so that the file need not. */
  readonly overridden: Overridden;
}

/** The project that a lambdock.yml describes, or one error with everything that is wrong in it. */
export function readLambdock({document, issues, overridden}: LambdockInput): Project {
  const all = [...document.issues, ...issues, ...functionIssues(document, overridden)];
  if (all.length > 0) throw issuesError(document.shownAs, all);
  const file = document.value as unknown as LambdockFile;
  const root = dirname(document.file);
  return {
    name: file.name ?? basename(root),
    id: projectId(document.file),
    root,
    file: document.file,
    registry: file.registry ?? null,
    ...(file.driver !== undefined && {driver: file.driver}),
    ...(file.stack !== undefined && {stack: file.stack}),
    ...(file.layersCache !== undefined && {layersCache: resolve(root, file.layersCache)}),
    ...(file.runtimes !== undefined && {runtimes: imagesOf(file.runtimes)}),
    ...(file.layerMap !== undefined && {layerMap: file.layerMap}),
    ...(file.hooks !== undefined && {hooks: resolve(root, file.hooks)}),
    functions: Object.keys(file.functions).map((name) => ({
      ...entryOf(functionSpec(document, file, name)),
      eventInvoke: () => Promise.resolve(eventInvokeOf(file, name)),
    })),
  };
}

/** What is said of events that nobody waits for, each key by the function, else by all. */
function eventInvokeOf({functions, defaults}: LambdockFile, name: string): EventInvokeConfig {
  const {retries, maximumAge, onSuccess, onFailure} = {
    ...defaults?.asynchronous,
    ...functions[name]?.asynchronous,
  };
  return eventInvokeConfig({
    retries,
    maxAgeSeconds: maximumAge,
    onSuccess: onSuccess === undefined ? undefined : destinationOf(onSuccess),
    onFailure: onFailure === undefined ? undefined : destinationOf(onFailure),
  });
}

function functionSpec(document: ConfigDocument, file: LambdockFile, name: string): FunctionSpec {
  const keys = file.functions[name] ?? {};
  const {defaults = {}} = file;
  const root = dirname(document.file);
  const isImage = keys.image !== undefined || keys.build !== undefined;
  const layers = isImage ? [] : (keys.layers ?? defaults.layers ?? []);
  const rules = replayRules(document, name);
  const redaction = rulesTogether([defaults.redact ?? {}, keys.redact ?? {}]);
  return {
    name,
    runtime: null,
    architecture: keys.architecture ?? defaults.architecture ?? DEFAULTS.architecture,
    handler: keys.handler ?? null,
    code:
      buildOf(document, name) ??
      codeOf(root, keys, [...(defaults.ignore ?? []), ...(keys.ignore ?? [])]),
    baseImage: null,
    ...(!isImage && runtimeOf(file, name)),
    layers: layers.map((layer) => layerAt(root, layer)),
    environment: declaredVariables(document, name),
    memoryMb: keys.memory ?? defaults.memory ?? DEFAULTS.memoryMb,
    timeoutMs: (keys.timeout ?? defaults.timeout ?? DEFAULTS.timeoutSeconds) * 1000,
    place: document.nodes.get(`/functions/${name}`)?.keyPlace ?? null,
    ...containerSettings(document, name),
    ...(rules.length > 0 && {replayRules: rules}),
    ...(hasRules(redaction) && {redaction}),
  };
}

/** A runtime of the project's own is its image, and Lambda's name for it where that is its name. */
function runtimeOf(file: LambdockFile, name: string): Pick<FunctionSpec, 'runtime' | 'baseImage'> {
  const keys = file.functions[name] ?? {};
  const runtime = keys.runtime ?? file.defaults?.runtime ?? null;
  const own = onOwnRuntime(runtime, imagesOf(file.runtimes ?? {})) ?? {runtime, baseImage: null};
  return keys.baseImage === undefined ? own : {...own, baseImage: keys.baseImage};
}

const imagesOf = (
  runtimes: NonNullable<LambdockFile['runtimes']>,
): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(runtimes).map(([name, {image}]) => [name, image]));

function buildOf(document: ConfigDocument, name: string): ImageBuild | null {
  const {build, imageConfig = {}} =
    (document.value as unknown as LambdockFile).functions[name] ?? {};
  if (build === undefined) return null;
  const written = typeof build === 'string' ? {context: build} : build;
  const {context = '.', dockerfile = 'Dockerfile', args = {}, target = null} = written;
  const path = ['functions', name, 'build'];
  const folder = resolve(dirname(document.file), context);
  const texts = Object.entries(args).map(([key, value]) => {
    const source = document.nodes.get(pointerOf([...path, 'args', key]))?.source;
    return [key, typeof value === 'number' ? (source ?? String(value)) : String(value)] as const;
  });
  return {
    kind: 'build',
    context: folder,
    dockerfile: resolve(folder, dockerfile),
    args: Object.fromEntries(texts),
    target,
    config: imageConfig,
    place: document.nodes.get(pointerOf(path))?.place ?? null,
  };
}

const codeOf = (root: string, keys: FunctionKeys, ignore: readonly string[]): CodeSource =>
  keys.image === undefined
    ? codeAt(root, keys.code ?? '.', ignore)
    : {kind: 'image', reference: keys.image, config: keys.imageConfig ?? {}};
