import {LambdockError} from '../errors/lambdock-error.js';
import type {FleetTools} from './fleet-tools.js';

/** Events that wait for a free container, first come first served. */
export interface WaitingLine<W> {
  readonly length: number;
  /** Resolves with what `serve` hands out. */
  wait(signal: AbortSignal | undefined): Promise<W>;
  /** Hands something to whoever waits longest; false when nobody does. */
  serve(worker: W): boolean;
  close(reason: Error): void;
}

interface Ticket<W> {
  lend(worker: W): void;
  fail(reason: Error): void;
}

/** A line for one function. */
export function waitingLine<W>(
  name: string,
  {queue, queueMs}: FleetTools['limits'],
): WaitingLine<W> {
  const tickets: Ticket<W>[] = [];
  let closed: Error | null = null;
  return {
    get length() {
      return tickets.length;
    },
    async wait(signal) {
      signal?.throwIfAborted();
      if (closed !== null) throw closed;
      if (tickets.length >= queue) throw tooMany(name, queue);
      return stand(tickets, signal, {ms: queueMs, late: () => late(name, queueMs)});
    },
    serve(worker) {
      const [first] = tickets;
      first?.lend(worker);
      return first !== undefined;
    },
    close(reason) {
      closed = reason;
      for (const ticket of [...tickets]) ticket.fail(reason);
    },
  };
}

interface Patience {
  readonly ms: number;
  readonly late: () => Error;
}

/** Nothing of the wait outlives it. */
function stand<W>(
  tickets: Ticket<W>[],
  signal: AbortSignal | undefined,
  patience: Patience,
): Promise<W> {
  return new Promise((resolve, reject) => {
    const settle = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
      const at = tickets.indexOf(ticket);
      if (at !== -1) tickets.splice(at, 1);
    };
    const ticket: Ticket<W> = {
      lend(worker) {
        settle();
        resolve(worker);
      },
      fail(reason) {
        settle();
        reject(reason);
      },
    };
    const abort = (): void => ticket.fail(signal?.reason as Error);
    const timer = setTimeout(() => ticket.fail(patience.late()), patience.ms);
    signal?.addEventListener('abort', abort);
    tickets.push(ticket);
  });
}

const tooMany = (name: string, queue: number): LambdockError =>
  new LambdockError('POOL_FULL', {
    message: `${name} is busy: ${queue} events wait already for its containers`,
    suggestions: [`docker compose up --detach --scale ${name}=4 gives it four`],
    details: {function: name, reason: 'queue', queue},
  });

const late = (name: string, queueMs: number): LambdockError =>
  new LambdockError('POOL_FULL', {
    message: `${name} is busy: no container of it was free for ${queueMs / 1000} s`,
    suggestions: [
      `docker compose ps ${name} says whether one runs, docker compose logs ${name} what it writes`,
    ],
    details: {function: name, reason: 'deadline', queueMs},
  });
