import type {EventInvokeConfig} from '../core/event-invoke.js';
import type {ListedFunction} from '../core/function-entry.js';
import {arnInAws, nameInAws} from '../core/function-in-aws.js';
import type {FunctionSpec} from '../core/function-spec.js';
import type {ServedFunction, ServedFunctions} from '../core/served-function.js';
import {configurationOf} from './configuration-of.js';
import type {InitCourse} from './init-course.js';
import type {OpenFunction} from './lambdock-types.js';

/** What is served of a function; its events wait until it is opened. */
export interface Serving {
  readonly spec: FunctionSpec;
  readonly aliases: ListedFunction['aliases'];
  readonly region: string;
  readonly driver: ServedFunction['driver'];
  readonly eventInvoke?: EventInvokeConfig;
  readonly opened: Promise<OpenFunction>;
  /** How the inits of its first environments go, once it is opened. */
  readonly inits?: Promise<InitCourse>;
}

/** A served function that may become another one while it is served. */
export interface ServedEntry extends ServedFunction {
  /** Every name it answers to. */
  readonly names: readonly string[];
  /** The last one that was opened; null before. */
  readonly open: OpenFunction | null;
  /** The one that is served, or is about to be. */
  readonly opened: Promise<OpenFunction>;
  /** Has events that come from now on go to another; ends the one of before when its events are over. */
  replace(next: Serving & {readonly open: OpenFunction}): void;
  /** What is said from now on of events that nobody waits for. */
  heed(eventInvoke: EventInvokeConfig): void;
  /** Ends it when its events are over, those replaced before it too. */
  end(): Promise<void>;
}

/** A function of the pool as the API sees it, from before it is opened. */
export function servedEntry(first: Serving): ServedEntry {
  let current = generationOf(first);
  let {eventInvoke} = first;
  const leaving = new Set<Promise<void>>();
  return {
    get name() {
      return current.serving.spec.name;
    },
    get names() {
      const {spec, aliases} = current.serving;
      return [spec.name, nameInAws(spec), ...aliases];
    },
    get driver() {
      return current.serving.driver;
    },
    get open() {
      return current.open;
    },
    get opened() {
      return current.serving.opened;
    },
    get eventInvoke() {
      return eventInvoke;
    },
    get configuration() {
      const {serving, open, openedAt} = current;
      const arn = open?.arn ?? arnInAws(serving.spec, {region: serving.region});
      return configurationOf(serving.spec, {arn, image: open?.image ?? null, openedAt});
    },
    figures: () => ({
      ...(current.open?.figures() ?? {environments: 0, busy: 0, waiting: 0}),
      isReady: current.open !== null && current.initFailure === null,
      initFailure: current.initFailure,
    }),
    invoke: (event, options) => current.invoke(event, options),
    replace(next) {
      const gone = current.end().finally(() => leaving.delete(gone));
      leaving.add(gone);
      // Whoever ends the whole hears of a failure.
      gone.catch(() => undefined);
      current = generationOf(next, next.open);
    },
    heed(said) {
      eventInvoke = said;
    },
    async end() {
      await Promise.all([...leaving, current.end()]);
    },
  };
}

/** One state of a function's code and settings. */
interface Generation {
  readonly serving: Serving;
  readonly openedAt: Date;
  readonly open: OpenFunction | null;
  /** Until another try or an event comes through it. */
  readonly initFailure: string | null;
  readonly invoke: ServedFunction['invoke'];
  /** When its events are over. */
  end(): Promise<void>;
}

function generationOf(serving: Serving, already: OpenFunction | null = null): Generation {
  let open = already;
  let running = 0;
  let onIdle = (): void => undefined;
  let inits: InitCourse | null = null;
  const settled = Promise.all([serving.opened, serving.inits]).then(([found, course = null]) => {
    inits = course;
    return (open = found);
  });
  settled.catch(() => undefined);
  return {
    serving,
    openedAt: new Date(),
    get open() {
      return open;
    },
    get initFailure() {
      return inits?.failure ?? null;
    },
    async invoke(event, options) {
      running += 1;
      try {
        const result = await (open ?? (await settled)).invoke(event, options);
        inits?.ran(result.status);
        return result;
      } finally {
        running -= 1;
        if (running === 0) onIdle();
      }
    },
    async end() {
      await inits?.end();
      if (running > 0)
        await new Promise<void>((idle) => {
          onIdle = idle;
        });
      // What could not be opened has nothing to end.
      await settled.then(
        async (found) => {
          // It may have been opened meanwhile.
          await inits?.end();
          await found.dispose();
        },
        () => undefined,
      );
    },
  };
}

/** Functions that may come, go and change while they are served. */
export interface ServedSet extends ServedFunctions {
  list(): readonly ServedEntry[];
  add(entry: ServedEntry): void;
  remove(entry: ServedEntry): void;
}

/** A set of them; the name of one in the project comes before another name of another. */
export function servedSet(first: readonly ServedEntry[]): ServedSet {
  const entries = new Set(first);
  return {
    list: () => [...entries],
    find(name) {
      const all = [...entries];
      const own = all.find((entry) => entry.name === name);
      return own ?? all.find(({names}) => names.includes(name)) ?? null;
    },
    get isReady() {
      return [...entries].every((entry) => entry.figures().isReady);
    },
    add: (entry) => void entries.add(entry),
    remove: (entry) => void entries.delete(entry),
  };
}
