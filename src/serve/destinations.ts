import {randomUUID} from 'node:crypto';
import {nameParts} from '../core/function-name.js';
import type {OnWarning} from '../core/progress.js';
import type {ServedFunction, ServedFunctions} from '../core/served-function.js';
import type {AcceptedEvent, EventQueue, RecordKind} from './event-queue.js';
import {EVENT_LIMIT} from './invoke-request.js';

/** What sending records works with. */
export interface DestinationTools {
  readonly functions: ServedFunctions;
  readonly accept: EventQueue['accept'];
  /** Says something that a user should know, once. */
  readonly warn: OnWarning;
  /** Says what became of one event. */
  readonly tell: OnWarning;
  /** Whether a file keeps the records as well; null where there are no such files. */
  readonly isKept: Readonly<Record<RecordKind, boolean | null>>;
}

/** Where the project has records sent: to functions that are served here. */
export interface Destinations {
  /** Says which destinations nothing is sent to, each once. */
  check(): void;
  /** Names of the functions that records of its events may come to, from one to the next. */
  behind(served: ServedFunction): readonly string[];
  /** Has the function that is the destination run with the record, beside all others. */
  send(kind: RecordKind, record: string, event: AcceptedEvent): void;
}

function endOf(kind: RecordKind, isKept: boolean | null): string {
  if (isKept === true) return `its records are in the file of ${FLAGS[kind]} alone`;
  const keeps = isKept === null ? '' : `; ${FLAGS[kind]} FILE keeps the records`;
  return `nothing is sent there${keeps}`;
}

type Target = Pick<AcceptedEvent, 'served' | 'qualifier'>;

/** Lambda ends a chain of functions that hand on to each other after about so many. */
const MOST_HOPS = 16;
const KEYS = {success: 'onSuccess', failure: 'onFailure'} as const;
const FLAGS = {success: '--on-success', failure: '--on-failure'} as const;
const KINDS = ['success', 'failure'] as const;

/** Opens the destinations of the functions that are served. */
export function openDestinations(tools: DestinationTools): Destinations {
  const {functions, accept, warn, tell, isKept} = tools;
  const told = new Set<string>();
  const targetOf = (served: ServedFunction, kind: RecordKind): Target | null => {
    const key = KEYS[kind];
    const destination = served.eventInvoke?.[key];
    if (destination === undefined) return null;
    const target = destination.functionName && found(functions, destination.functionName);
    if (target) return target;
    const what = `${served.name}: ${key} is ${destination.text}, no function that is served here`;
    const message = `${what}: ${endOf(kind, isKept[kind])}`;
    if (!told.has(message)) warn(message);
    told.add(message);
    return null;
  };
  return {
    check() {
      for (const served of functions.list()) for (const kind of KINDS) targetOf(served, kind);
    },
    behind(served) {
      const names = new Set<string>();
      const from = [served];
      // It grows while it is walked.
      for (const one of from) {
        for (const kind of KINDS) {
          const target = targetOf(one, kind);
          if (target === null || names.has(target.served.name)) continue;
          names.add(target.served.name);
          from.push(target.served);
        }
      }
      return [...names];
    },
    send(kind, record, event) {
      const target = targetOf(event.served, kind);
      if (target === null) return;
      const bytes = Buffer.from(record);
      const hops = (event.hops ?? 0) + 1;
      const fault = faultIn(bytes, hops);
      const {name} = event.served;
      if (fault === null)
        accept({...target, ...PLAIN, requestId: randomUUID(), event: bytes, hops});
      else tell(`${name}: ${KEYS[kind]} of ${event.requestId} is not sent: ${fault}`);
    },
  };
}

const PLAIN = {type: 'Event', clientContext: undefined, wantsLog: false} as const;

function faultIn({length}: Uint8Array, hops: number): string | null {
  if (length > EVENT_LIMIT) return `its record is larger than the ${EVENT_LIMIT} bytes of an event`;
  return hops > MOST_HOPS
    ? `${MOST_HOPS} functions have handed on to each other, and Lambda ends such a chain`
    : null;
}

function found(functions: ServedFunctions, text: string): Target | null {
  const whole = functions.find(text);
  if (whole !== null) return {served: whole, qualifier: null};
  const {name, qualifier} = nameParts(text);
  const served = functions.find(name);
  return served === null ? null : {served, qualifier};
}
