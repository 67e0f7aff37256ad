import {setMaxListeners} from 'node:events';
import {arnInAws} from '../core/function-in-aws.js';
import type {FunctionSpec} from '../core/function-spec.js';
import type {ImageUsed} from '../core/invocation.js';
import type {ContextOverrides, InvokeOptions, OpenOptions} from '../core/options.js';
import type {VersionFacts} from '../core/replay-identity.js';
import {LambdockError} from '../errors/lambdock-error.js';
import type {Begun} from '../pool/pool-parts.js';
import {claimsOf} from './claims.js';
import {driverOf} from './driver.js';
import {whileLinked} from './either-signal.js';
import {environmentLikeness} from './environment-key.js';
import {
  imageUsed,
  inTheShadow,
  makeImage,
  tellWarnings,
  type MakeOptions,
  type ProjectFunction,
} from './images.js';
import {invocationOf, type InvokeRequest} from './invocation-of.js';
import type {OpenFunction} from './lambdock-types.js';
import {
  coldKey,
  runPooled,
  wantedOf,
  type Invoker,
  type KeptEnvironment,
  type SessionPool,
  type Wanted,
} from './pooled-invoker.js';
import type {Session} from './session.js';
import {secretsOf} from './environment.js';
import {inOtherEnvironment, prepareEnvironment, type Prepared} from './start-environment.js';
import {warmed} from './warmed.js';

/** An opened function, as hooks are put around it. */
export interface SettledFunction extends Omit<OpenFunction, 'invoke'> {
  readonly run: Invoker;
  /** The image, as results tell it. */
  readonly imageUsed: ImageUsed;
  /** What no report may show. */
  readonly secrets: readonly string[];
  readonly settings: Pick<VersionFacts, 'variables' | 'region'>;
  /** The same for another version that could only answer the same. */
  likeness(): string;
  /**
   * Begins an environment before there is an event for it. Resolves as soon as its container starts, which keeps the
   * engine busy: until then, work that is not waited for would be in the way.
   */
  begin(): Promise<void>;
}

/** A session whose pool is on its way. */
export interface Opening {
  readonly session: Session;
  readonly opening: Promise<SessionPool>;
}

/** Settles a function, and starts as many environments as are asked for. */
export async function openFunction(
  {session, opening}: Opening,
  target: ProjectFunction,
  options: OpenOptions,
): Promise<SettledFunction> {
  const {warm = 0, context} = options;
  return whileLinked([session.signal, options.signal], async (signal) => {
    const checked = opening.then((pool) => {
      checkWarm(pool, target.spec, warm);
      return pool;
    });
    // Each asks the engine, and neither waits for the other; nothing goes on behind a failure.
    const settling = settle(session, {...target, context}, signal);
    await Promise.allSettled([checked, settling]);
    return openPrepared(await checked, await settling, {...options, warm, signal});
  });
}

/** From here on it must be disposed. */
async function openPrepared(
  pool: SessionPool,
  prepared: Pinned,
  {warm: wantedWarm, context, signal}: OpenOptions & {readonly warm: number; signal: AbortSignal},
): Promise<SettledFunction> {
  const {session} = pool;
  const {spec} = prepared.target;
  const wanted = wantedPinned(session, prepared);
  const events = eventsOf(pool, {prepared, wanted});
  const begun = {functionName: spec.name, ...wanted};
  const claims = claimsOf(pool, begun, prepared.image);
  let ended: Promise<void> | null = null;
  const end = async (): Promise<void> => {
    await events.end();
    await claims.giveUp();
    prepared.tidy();
    release();
  };
  const dispose = (): Promise<void> => (ended ??= end());
  const release = session.hold({[Symbol.asyncDispose]: dispose});
  try {
    const warm: OpenFunction['warm'] = async (count, until) => {
      checkWarm(pool, spec, count);
      claims.lay(count);
      return warmed(pool, {spec, wanted, warm: count, signal: until ?? session.signal});
    };
    const warmth = wantedWarm === 0 ? null : (await warm(wantedWarm, signal)).warmth;
    return {
      spec,
      driver: prepared.driver,
      image: prepared.image.identity.reference,
      arn: arnInAws(spec, {region: prepared.environment.region, context}),
      figures: () => pool.environments.figures(spec.name),
      imageUsed: imageUsed(prepared.image.identity, true),
      secrets: secretsOf(prepared.environment),
      settings: settingsOf(prepared),
      warmth,
      warm,
      begin: () => beginning(pool, prepared, begun),
      key: wanted.key,
      likeness: () => environmentLikeness(session, prepared),
      run: events.run,
      dispose,
      [Symbol.asyncDispose]: dispose,
    };
  } catch (error) {
    await dispose();
    throw error;
  }
}

const settingsOf = ({environment: {own, region}}: Prepared): SettledFunction['settings'] => ({
  region,
  variables: Object.fromEntries(Object.entries(own).map(([name, {value}]) => [name, value])),
});

function checkWarm({limits}: SessionPool, {name}: FunctionSpec, warm: number): void {
  const most = Math.min(limits.perFunction, limits.max);
  if (Number.isInteger(warm) && warm >= 0 && warm <= most) return;
  throw new LambdockError('USAGE', {
    message: `${name} cannot be opened with ${warm} warm execution environments: the pool has room for 0 to ${most}`,
    suggestions: [
      `--concurrency ${warm} makes room for them, in the library createLambdock({pool: {perFunction: ${warm}}})`,
    ],
    details: {function: name, warm, most},
  });
}

/** Never fails: whoever has an event for the environment is told. */
function beginning(
  {session, environments}: SessionPool,
  prepared: Pinned,
  begun: Begun<KeptEnvironment>,
): Promise<void> {
  return new Promise((resolve) => {
    const sweep = (): void => {
      session.sweep();
      resolve();
    };
    const {start} = wantedPinned({...session, sweep}, prepared);
    const isBegun = environments.begin({
      ...begun,
      start: (signal) => start(signal).finally(resolve),
    });
    if (!isBegun) resolve();
  });
}

/** What was settled, with an image that is there. */
interface Pinned extends Prepared {
  /** Begins the removal of the images of before, once; nobody waits for it. */
  readonly tidy: () => void;
}

/** The image is made now: later the code may be another. */
async function settle(
  session: Session,
  target: ProjectFunction & {readonly context?: ContextOverrides | undefined},
  signal: AbortSignal,
): Promise<Pinned> {
  const prepared = await prepareEnvironment(session, target, signal);
  // An engine that removes images starts a container late: that waits for the first environment.
  let left: (() => Promise<void>) | null = null;
  const onTidying: MakeOptions['onTidying'] = (begin) => (left = begin);
  const tidy = (): void => {
    if (left !== null) inTheShadow(session, left);
    left = null;
  };
  const image = await makeImage(session, prepared.image, {signal, onTidying});
  tellWarnings(session, image.identity);
  return {...prepared, image, tidy};
}

/** An image that is gone is made again, but never of other code. */
function wantedPinned(session: Session, prepared: Pinned): Wanted {
  const {key, start} = wantedOf(session, prepared);
  const {reference} = prepared.image.identity;
  return {
    key,
    async start(signal) {
      const environment = await start(signal);
      prepared.tidy();
      if (environment.identity.reference === reference) return environment;
      await environment.remove();
      const {name} = prepared.target.spec;
      throw new LambdockError('IMAGE_NOT_FOUND', {
        message: `the image ${reference} with which ${name} was opened is gone, and its code has changed since`,
        suggestions: [`open ${name} again`],
        details: {function: name, image: reference},
      });
    },
  };
}

interface Settled {
  readonly prepared: Pinned;
  readonly wanted: Wanted;
}

interface Events {
  readonly run: Invoker;
  /** Aborts what runs, and waits until it has cleaned up behind itself. */
  end(): Promise<void>;
}

function eventsOf(pool: SessionPool, settled: Settled): Events {
  const stop = new AbortController();
  const signal = AbortSignal.any([pool.session.signal, stop.signal]);
  setMaxListeners(0, signal);
  const running = new Set<Promise<unknown>>();
  const others = new Map<string, () => Promise<void>>();
  const claim = (key: string): void => {
    if (!others.has(key)) others.set(key, pool.environments.claim({key, count: 0}));
  };
  const run: Invoker = async (request) => {
    const {began, options} = request;
    const invocation = invocationOf(request);
    signal.throwIfAborted();
    options.signal?.throwIfAborted();
    const wanted = await wantedFor(pool.session, settled, request);
    if (wanted !== settled.wanted) claim(wanted.key);
    if (options.cold === true) claim(coldKey(wanted.key));
    return runPooled(pool, wanted, {invocation, options, signal, began});
  };
  return {
    async run(request) {
      const event = run(request);
      running.add(event);
      try {
        return await event;
      } finally {
        running.delete(event);
      }
    },
    async end() {
      const {name} = settled.prepared.target.spec;
      stop.abort(closed(name));
      await Promise.allSettled(running);
      await Promise.all([...others.values()].map((giveUp) => giveUp()));
    },
  };
}

const closed = (name: string): LambdockError =>
  new LambdockError('USAGE', {
    message: `${name} was opened, and is closed again`,
    suggestions: ['await its events before dispose(), or open it again'],
  });

/** The environments that were settled; or others of the same image, where the event asks for what they have not. */
async function wantedFor(
  session: Session,
  {prepared, wanted}: Settled,
  {spec, options}: InvokeRequest,
): Promise<Wanted> {
  refuseForeign(options);
  const {target} = prepared;
  if (options.context === undefined && spec === target.spec) return wanted;
  const context = {...target.context, ...options.context};
  if (spec === target.spec && !isOfEnvironment(options.context)) {
    driverOf(session.options, {project: target.project, context, inspected: false});
    return wanted;
  }
  const other = await inOtherEnvironment(session, prepared, {spec, context});
  return wantedPinned(session, {...other, tidy: prepared.tidy});
}

/** Trace, identity and the ARN that was called are told with the event. */
const OF_EVENT: readonly string[] = ['traceId', 'identity', 'invokedFunctionArn'];
const isOfEnvironment = (context: ContextOverrides = {}): boolean =>
  Object.entries(context).some(([name, value]) => value !== undefined && !OF_EVENT.includes(name));

/** TypeScript knows that; JavaScript is told. */
function refuseForeign({inspect, keepWarmMs}: InvokeOptions): void {
  if (inspect === undefined && keepWarmMs === undefined) return;
  throw new LambdockError('USAGE', {
    message: 'an opened function takes neither inspect nor keepWarmMs',
    suggestions: ['lambdock.function(name).invoke(event, {inspect: true})'],
  });
}
