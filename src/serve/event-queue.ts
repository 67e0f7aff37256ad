import type {AccessRecord} from '../core/access-record.js';
import type {EventInvokeSettings} from '../core/event-invoke.js';
import type {InvocationResult} from '../core/invocation.js';
import type {ServedFunction} from '../core/served-function.js';
import {isLambdockError} from '../errors/lambdock-error.js';
import {destinationRecord, type EndedEvent} from './destination-record.js';
import type {InvokeRequest} from './invoke-request.js';

/** An event that was taken in. */
export interface AcceptedEvent extends InvokeRequest {
  readonly requestId: string;
  /** How many functions have handed on to each other before it: none where a client sent it. */
  readonly hops?: number;
}

/** What the record of an event is of. */
export type RecordKind = 'success' | 'failure';

/** What the queue works with. */
export interface QueueTools {
  /** Events of one function that may be inside at once. */
  readonly limit: number;
  /** Before the first retry; twice that before the second. */
  readonly retryDelayMs: number;
  settings(served: ServedFunction): EventInvokeSettings;
  /** Names of the functions that records of its events may come to, from one to the next. */
  behind(served: ServedFunction): readonly string[];
  /** Runs it once. */
  run(event: AcceptedEvent): Promise<InvocationResult>;
  /** Keeps the record of an event that has come to its end; never rejects. */
  deliver(kind: RecordKind, record: string, event: AcceptedEvent): Promise<void>;
  readonly onEnded: (ended: Pick<AccessRecord, 'status' | 'attempts'> & EndedNews) => void;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Does work later; the answer calls it off. */
  readonly after: (ms: number, work: () => void) => () => void;
}

/** What is told of an event at its end. */
export interface EndedNews {
  readonly event: AcceptedEvent;
  readonly since: number;
  readonly errorType: string | null;
}

/** Events that nobody waits for. */
export interface EventQueue {
  /**
   * False where too many are inside already, or in a function that its record may come to. What another event has come to is
   * taken all the same: that one was let in while there was room for it, and who waits for each other in a circle waits for ever.
   */
  accept(event: AcceptedEvent): boolean;
  /** Events of a function that are inside: they wait, run, or are going to be tried again. */
  count(functionName: string): number;
  /** Resolves when every event that was taken in for this very function has come to its end. */
  settled(served: ServedFunction): Promise<void>;
  /** Tries again at once what waits for that; resolves when the last event has come to its end. */
  drain(): Promise<void>;
}

/** A pool that takes nothing now is asked again after this. */
const BUSY_MS = 250;

interface Lane {
  inside: number;
  running: number;
  readonly waiting: (() => void)[];
}

/** Runs accepted events beside the others, a few at a time, each until it succeeds or is given up. */
export function eventQueue(tools: QueueTools): EventQueue {
  const lanes = new Map<string, Lane>();
  const inside = new Map<Promise<void>, ServedFunction>();
  const pauses = openPauses(tools.after);

  const laneOf = ({served: {name}}: AcceptedEvent): Lane => {
    const lane = lanes.get(name) ?? {inside: 0, running: 0, waiting: []};
    lanes.set(name, lane);
    return lane;
  };
  const runOnce = async (event: AcceptedEvent): Promise<InvocationResult> => {
    const lane = laneOf(event);
    await turn(lane, event);
    try {
      return await tools.run(event);
    } finally {
      lane.running -= 1;
      admit(lane, event);
    }
  };
  const finish = async (event: AcceptedEvent): Promise<void> => {
    const since = tools.now();
    const {error, ...told} = await lastOf(event, {tools, since, pause: pauses.pause, runOnce});
    const kind = told.condition === 'Success' ? 'success' : 'failure';
    await tools.deliver(kind, destinationRecord(told, new Date(tools.now())), event);
    const status = told.result?.status ?? null;
    tools.onEnded({event, since, status, attempts: told.runs, errorType: error});
  };

  return {
    accept(event) {
      const lane = laneOf(event);
      if ((event.hops ?? 0) === 0 && isFull(lanes, tools, event.served)) return false;
      lane.inside += 1;
      const work = finish(event).finally(() => {
        lane.inside -= 1;
        inside.delete(work);
      });
      inside.set(work, event.served);
      return true;
    },
    count: (name) => lanes.get(name)?.inside ?? 0,
    settled: (served) => untilOver(inside, (of) => of === served),
    async drain() {
      pauses.end();
      await untilOver(inside, () => true);
    },
  };
}

/** Resolves when there is no work of that kind, what has been added meanwhile too. */
async function untilOver<T>(
  inside: ReadonlyMap<Promise<void>, T>,
  isMeant: (of: T) => boolean,
): Promise<void> {
  for (;;) {
    const meant = [...inside].flatMap(([work, of]) => (isMeant(of) ? [work] : []));
    if (meant.length === 0) return;
    await Promise.allSettled(meant);
  }
}

/** Whether there is no room for another event with a client of its own. */
const isFull = (
  lanes: ReadonlyMap<string, Lane>,
  tools: Pick<QueueTools, 'limit' | 'behind'>,
  served: ServedFunction,
): boolean =>
  [served.name, ...tools.behind(served)].some(
    (name) => (lanes.get(name)?.inside ?? 0) >= tools.limit,
  );

interface Pauses {
  readonly pause: (ms: number) => Promise<void>;
  /** Ends those that run, and makes the next ones short. */
  readonly end: () => void;
}

function openPauses(after: QueueTools['after']): Pauses {
  const running = new Set<() => void>();
  let isShort = false;
  return {
    pause: (ms) =>
      new Promise((resolve) => {
        const go = (): void => {
          running.delete(go);
          callOff();
          resolve();
        };
        const callOff = after(isShort ? Math.min(ms, BUSY_MS) : ms, go);
        // A pool that is full is left alone for its moment.
        if (ms > BUSY_MS) running.add(go);
      }),
    end() {
      isShort = true;
      for (const go of [...running]) go();
    },
  };
}

/** Resolves when it is this event's turn: first come, first served. */
function turn(lane: Lane, event: AcceptedEvent): Promise<void> {
  return new Promise((go) => {
    lane.waiting.push(go);
    admit(lane, event);
  });
}

/** One more than there are environments: the pool then sees that another is wanted, and others get their turn too. */
function admit(lane: Lane, {served}: AcceptedEvent): void {
  for (let free = served.figures().environments + 1 - lane.running; free > 0; free -= 1) {
    const go = lane.waiting.shift();
    if (go === undefined) return;
    lane.running += 1;
    go();
  }
}

interface Course {
  readonly tools: QueueTools;
  readonly since: number;
  readonly pause: (ms: number) => Promise<void>;
  readonly runOnce: (event: AcceptedEvent) => Promise<InvocationResult>;
}

/** Runs an event until it succeeds, has failed too often, or is too old. */
async function lastOf(
  event: AcceptedEvent,
  {tools, since, pause, runOnce}: Course,
): Promise<EndedEvent & {readonly error: string | null}> {
  const {retries, maxAgeMs} = tools.settings(event.served);
  const {FunctionArn, Version} = event.served.configuration;
  const functionArn = `${FunctionArn}:${event.qualifier ?? Version}`;
  const base = {requestId: event.requestId, functionArn, event: event.event};
  let result: InvocationResult | null = null;
  let error: string | null = null;
  for (let runs = 0; ;) {
    if (tools.now() - since > maxAgeMs)
      return {...base, condition: 'EventAgeExceeded', runs, result, error};
    try {
      result = await runOnce(event);
      error = null;
    } catch (thrown) {
      // Nobody could take it: that is no run.
      if (isLambdockError(thrown) && thrown.code === 'POOL_FULL') {
        await pause(BUSY_MS);
        continue;
      }
      result = null;
      error = isLambdockError(thrown) ? thrown.code : 'BUG';
    }
    runs += 1;
    if (result?.status === 'ok') return {...base, condition: 'Success', runs, result, error};
    if (runs > retries) return {...base, condition: 'RetriesExhausted', runs, result, error};
    await pause(tools.retryDelayMs * runs);
  }
}
