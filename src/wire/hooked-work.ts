import {resolve} from 'node:path';
import {codeAt} from '../core/code-source.js';
import {sha256} from '../core/digest.js';
import {changedAt} from '../files/changed-at.js';
import type {BuildPlan} from '../core/build-plan.js';
import type {HookInput, HookName, NamedHooks, ResultChange} from '../core/hooks.js';
import type {InvocationResult} from '../core/invocation.js';
import type {Project} from '../core/project.js';
import {checkHooks} from '../hooks/check-hooks.js';
import {hookChain, type HookChain} from '../hooks/hook-chain.js';
import {loadExports} from '../modules/load-exports.js';
import {whileLinked} from './either-signal.js';
import {functionKey} from './function-key.js';
import {buildFunction, planFunction, type ProjectFunction} from './images.js';
import type {InvokeRequest} from './invocation-of.js';
import type {OpenOptions} from '../core/options.js';
import type {SettledFunction} from './open-function.js';
import type {SessionWork} from './open-work.js';
import type {Invoker} from './pooled-invoker.js';
import {listFunctions} from './project.js';
import type {Session} from './session.js';
import {shownFrom} from './shown-from.js';

/** What a function can be asked for, with the user's hooks around it. */
export interface HookedWork {
  /** The hooks around events that there are. */
  readonly aroundEvents: readonly HookName[];
  /** Nothing is run for a plan but `validate`. */
  plan(target: ProjectFunction): Promise<BuildPlan>;
  build(target: ProjectFunction): Promise<BuildPlan>;
  /** That of the function as the hook before a build leaves it, with these hooks. */
  key(target: ProjectFunction): Promise<string>;
  invoke(request: InvokeRequest): Promise<InvocationResult>;
  /** The function as the hooks around a build leave it, for who makes something else of its image. */
  settled(target: ProjectFunction): Promise<ProjectFunction>;
  /** What comes before an event is done once; what is put around one is put around each. */
  open(target: ProjectFunction, options: OpenOptions): Promise<SettledFunction>;
}

interface Surroundings {
  readonly session: Session;
  readonly project: Project;
  readonly work: SessionWork;
}

/** Loads and checks the hooks of plugins and of the project, or of the option in place of the latter. */
export async function openHookedWork({session, project, work}: Surroundings): Promise<HookedWork> {
  const sources = await hookSources(session, project);
  const chain = hookChain(sources);
  const {name, root, file} = project;
  const about: HookInput = {project: {name, root, file}, signal: session.signal};
  let validated: Promise<void> | null = null;
  const validate = (): Promise<void> =>
    (validated ??= validateAll(session, project, {chain, about}));
  const prepare = async <T extends ProjectFunction>(target: T): Promise<T> => {
    await validate();
    const {code} = await chain.beforeBuild({...about, function: target.spec});
    session.signal.throwIfAborted();
    if (code === undefined) return target;
    const ignore = target.spec.code.kind === 'directory' ? target.spec.code.ignore : [];
    return {...target, spec: {...target.spec, code: codeAt(root, code, ignore)}};
  };
  const build = builder(session, {chain, about});
  // Other hooks make another function of it, though its environments may be the same.
  const stamps = sources.map(({from, file}) => [from, file === null ? null : changedAt(file)]);
  const stamped = (key: string): string => sha256(JSON.stringify([key, ...stamps]));
  const isHeardOf = sources.some(({hooks}) => hooks.afterBuild !== undefined);
  const around = aroundEvent(session, {chain, about});
  const settle = async <T extends ProjectFunction>(
    target: T,
    until?: AbortSignal,
  ): Promise<{readonly prepared: T; readonly buildMs: number}> => {
    const prepared = await prepare(target);
    if (!isHeardOf) return {prepared, buildMs: 0};
    return whileLinked([session.signal, until], async (signal) => {
      const {buildMs} = await build(prepared, signal);
      return {prepared, buildMs};
    });
  };
  return {
    aroundEvents: chain.aroundEvents,
    plan: (target) => validate().then(() => planFunction(session, target)),
    build: async (target) => (await build(await prepare(target), session.signal)).plan,
    key: async (target) => stamped(await functionKey(session, await prepare(target))),
    async invoke(request) {
      const {prepared, buildMs} = await settle(request, request.options.signal);
      return around(prepared, async (sent) => withBuild(await work.invoke(sent), buildMs));
    },
    settled: async (target) => (await settle(target)).prepared,
    async open(target, options) {
      const {prepared} = await settle(target, options.signal);
      const opened = await work.open(prepared, options);
      return {...opened, key: stamped(opened.key), run: (request) => around(request, opened.run)};
    },
  };
}

interface Built {
  readonly plan: BuildPlan;
  /** 0 when everything was there. */
  readonly buildMs: number;
}

/** Builds a function, and tells the hooks. */
const builder =
  (session: Session, {chain, about}: Chained) =>
  async (target: ProjectFunction, signal: AbortSignal): Promise<Built> => {
    const began = performance.now();
    const plan = await buildFunction(session, target, signal);
    const {image, upToDate} = plan;
    const buildMs = upToDate ? 0 : performance.now() - began;
    await chain.afterBuild({...about, function: target.spec, image, built: !upToDate});
    return {plan, buildMs};
  };

/** What was built for an event before it was sent is told as if the event had found it missing. */
function withBuild(result: InvocationResult, buildMs: number): InvocationResult {
  if (buildMs === 0) return result;
  const {image, timings} = result;
  return {
    ...result,
    image: {...image, reused: false},
    timings: {
      ...timings,
      resolveMs: timings.resolveMs === null ? null : timings.resolveMs - buildMs,
      buildMs: (timings.buildMs ?? 0) + buildMs,
    },
  };
}

interface Chained {
  readonly chain: HookChain;
  readonly about: HookInput;
}

/** Runs one event between the hooks that come before and after it. */
const aroundEvent =
  (session: Session, {chain, about}: Chained) =>
  async (request: InvokeRequest, run: Invoker): Promise<InvocationResult> => {
    const told = {...about, function: request.spec, event: eventOf(request.event)};
    const {environment, ...change} = await chain.beforeInvoke(told);
    session.signal.throwIfAborted();
    const sent = {...request, ...change, spec: withVariables(request.spec, environment)};
    // An answer that a hook sees is kept, and one that it may replace is not told before.
    const isSeen = chain.aroundEvents.includes('afterInvoke');
    const options = isSeen ? {...sent.options, keepStream: true} : sent.options;
    const {onResponseChunk, ...untold} = options;
    const result = await run({...sent, options: chain.mayReplace ? untold : options});
    const done = {...told, function: sent.spec, event: change.event ?? told.event, result};
    await chain.afterInvoke(done);
    const answer = await chain.result(done, changed);
    if (chain.mayReplace && answer.status === 'ok' && answer.body !== null) {
      await onResponseChunk?.(answer.body);
    }
    return answer;
  };

async function hookSources(session: Session, project: Project): Promise<readonly NamedHooks[]> {
  const {hooks = project.hooks, pluginHooks = [], cwd = '.'} = session.options;
  const plugins = pluginHooks.map((one) => ({...one, hooks: checkHooks(one.hooks, one.from)}));
  if (hooks === undefined) return plugins;
  if (typeof hooks !== 'string') {
    const from = 'createLambdock({hooks})';
    return [...plugins, {from, file: null, hooks: checkHooks(hooks, from)}];
  }
  const folder = resolve(cwd);
  const file = resolve(folder, hooks);
  const from = shownFrom(folder, file);
  const exported = await loadExports(file, from);
  return [...plugins, {from, file, hooks: checkHooks(exported['default'] ?? exported, from)}];
}

async function validateAll(
  session: Session,
  project: Project,
  {chain, about}: Chained,
): Promise<void> {
  if (!chain.validates) return;
  const listed = await listFunctions(project, session.options);
  const functions = listed.flatMap(({spec}) => (spec === null ? [] : [spec]));
  await chain.validate({...about, functions});
}

/** What the function is sent, as JavaScript has it. */
function eventOf(event: unknown): unknown {
  if (!(event instanceof Uint8Array)) return event;
  const text = new TextDecoder().decode(event);
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

/** The hook's variables are the project's: what the caller gives for this run wins. */
function withVariables(
  spec: InvokeRequest['spec'],
  variables: Readonly<Record<string, string | null>> = {},
): InvokeRequest['spec'] {
  const added = Object.entries(variables).map(
    ([name, value]) => [name, {value, origin: 'the hook beforeInvoke'}] as const,
  );
  if (added.length === 0) return spec;
  return {...spec, environment: {...spec.environment, ...Object.fromEntries(added)}};
}

const bytesOf = (value: unknown): Uint8Array => Buffer.from(JSON.stringify(value));

/** A result as the hook `result` wants it told. */
function changed(result: InvocationResult, {payload, fail}: ResultChange): InvocationResult {
  if (fail !== undefined) {
    const error = {type: 'Hook.Failed', message: fail, stackTrace: []};
    const body = bytesOf({errorType: error.type, errorMessage: fail});
    const outcome = {status: 'function-error', error} as const;
    return {...result, outcome, status: outcome.status, payload: null, body, error};
  }
  if (payload === undefined) return result;
  const outcome = {status: 'ok'} as const;
  return {...result, outcome, status: 'ok', payload, body: bytesOf(payload), error: null};
}
