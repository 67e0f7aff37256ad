import type {PoolLimits} from '../core/pool-limits.js';
import {wasNotDelivered} from '../core/sandbox.js';
import * as choose from './choose.js';
import {mayHeal} from './may-heal.js';
import {late, tooMany} from './pool-full.js';
import {emptySlot, laneOf, lendResting, untilGone} from './lanes.js';
import type {
  Begun,
  Claim,
  Done,
  Errand,
  Lane,
  Lent,
  PooledEnvironment,
  PoolTools,
  Served,
  Slot,
  Ticket,
} from './pool-parts.js';

/** Once on the first environment, once on a fresh one. */
const MOST_ATTEMPTS = 2;

/**
 * Lends execution environments, one event each: started when events wait, within bounds per function and
 * in all, fairly between functions; gone after a rest, replaced when unfit. Keeps nothing of an event.
 */
export class EnvironmentPool<E extends PooledEnvironment> {
  readonly #tools: PoolTools;
  readonly #limits: PoolLimits;
  readonly #lanes = new Map<string, Lane<E>>();
  readonly #stop = new AbortController();
  /** Work of the pool's own: starts and removals. */
  readonly #work = new Set<Promise<void>>();
  /** What refused to go: tried once more at the end. */
  readonly #stuck = new Set<E>();
  readonly #claims = new Set<Claim<E>>();
  #total = 0;
  /** Grows with every event and every rest: an order without a clock. */
  #turn = 0;

  constructor(limits: PoolLimits, tools: PoolTools) {
    this.#limits = limits;
    this.#tools = tools;
  }

  /** Runs one event in an environment of its key, as soon as one is free. */
  async run<T>(errand: Errand<E, T>): Promise<Served<T>> {
    for (let attempts = 1; ;) {
      const lent = this.#resting(errand, attempts) ?? (await this.#slotFor(errand, attempts));
      const {slot, environment} = lent;
      const lease = {isFirst: !slot.isUsed, attempt: lent.attempts};
      slot.isUsed = true;
      let done: Done<T>;
      try {
        done = await errand.run(environment, lease);
      } catch (error) {
        this.#retire(slot);
        if (!wasNotDelivered(error) || lent.attempts >= MOST_ATTEMPTS) throw error;
        attempts = lent.attempts + 1;
        continue;
      }
      if (done.isReusable) this.#rest(slot);
      else this.#retire(slot);
      return {value: done.value, ...lease};
    }
  }

  /** Begins an environment before there is an event for it, where there are fewer than so many, and room; says whether. */
  begin({functionName, key, start}: Begun<E>, count = 1): boolean {
    const lane = laneOf(this.#lanes, functionName);
    const isRoom = this.#total < this.#limits.max && lane.slots.size < this.#limits.perFunction;
    const isWanted = isRoom && !this.#stop.signal.aborted && choose.countOf(lane, key) < count;
    if (isWanted) this.#start(lane, {key, start});
    else this.#tidy(lane);
    return isWanted;
  }

  /**
   * Lays claim to the environments of a key: so many of them do not go for having rested, and one that has gone is
   * replaced where the claim says how. The answer gives the claim up; after the last, those that rest go at once.
   */
  claim(claim: Claim<E>): () => Promise<void> {
    this.#claims.add(claim);
    return async () => {
      this.#claims.delete(claim);
      if ([...this.#claims].some(({key}) => key === claim.key)) return;
      const all = (): readonly Slot<E>[] => choose.slotsOf(this.#lanes, claim.key);
      await untilGone(all, (slot) => this.#retire(slot));
    };
  }

  /** What there is of one function now. */
  figures(functionName: string): choose.PoolFigures {
    return choose.figuresOf(this.#lanes.get(functionName));
  }

  /** Ends every environment, those in use too; whoever waits is told the reason. */
  async close(reason: Error): Promise<void> {
    this.#stop.abort(reason);
    for (const lane of this.#lanes.values()) {
      for (const ticket of lane.waiting.splice(0)) ticket.fail(reason);
      for (const slot of [...lane.slots]) if (slot.state !== 'starting') this.#retire(slot);
    }
    while (this.#work.size > 0) await Promise.all(this.#work);
    await Promise.all([...this.#stuck].map((environment) => environment.remove()));
  }

  #resting<T>({functionName, key, signal}: Errand<E, T>, attempts: number): Lent<E> | null {
    this.#stop.signal.throwIfAborted();
    signal?.throwIfAborted();
    return lendResting(this.#lanes.get(functionName), {key, attempts});
  }

  #slotFor<T>(errand: Errand<E, T>, attempts: number): Promise<Lent<E>> {
    const {signal, functionName} = errand;
    return new Promise((resolve, reject) => {
      const lane = laneOf(this.#lanes, functionName);
      const settle = (): void => {
        callOff();
        signal?.removeEventListener('abort', leave);
      };
      const ticket: Ticket<E> = {
        key: errand.key,
        arrival: (this.#turn += 1),
        attempts,
        start: (stop) => errand.start(stop),
        lend: (slot) => {
          settle();
          const {environment} = slot;
          if (environment !== null) resolve({slot, environment, attempts: ticket.attempts});
        },
        fail: (error) => {
          settle();
          reject(error);
        },
      };
      const giveUp = (error: Error): void => {
        this.#forget(lane, ticket);
        ticket.fail(error);
      };
      const leave = (): void => giveUp(signal?.reason as Error);
      let callOff = (): void => undefined;
      signal?.addEventListener('abort', leave);
      // Who comes again has waited already.
      if (attempts > 1) lane.waiting.unshift(ticket);
      else lane.waiting.push(ticket);
      this.#dispatch();
      if (!lane.waiting.includes(ticket)) return;
      // Who comes again was let in already.
      if (attempts === 1 && choose.isTooLong(lane, this.#limits))
        giveUp(tooMany(functionName, this.#limits));
      else
        callOff = this.#tools.after(this.#limits.queueMs, () =>
          giveUp(late(functionName, this.#limits)),
        );
    });
  }

  #forget(lane: Lane<E>, ticket: Ticket<E>): void {
    const at = lane.waiting.indexOf(ticket);
    if (at !== -1) lane.waiting.splice(at, 1);
    this.#tidy(lane);
  }

  #tidy(lane: Lane<E>): void {
    if (lane.waiting.length === 0 && lane.slots.size === 0) this.#lanes.delete(lane.functionName);
  }

  /** Lends what rests and starts what is missing, for every function in turn. */
  #dispatch(): void {
    if (this.#stop.signal.aborted) return;
    for (const lane of choose.inTurn(this.#lanes.values())) {
      // Those of one key wait for each other, not for those of another: a function changes while it is served.
      const without = new Set<string>();
      for (const ticket of [...lane.waiting]) {
        const slot = without.has(ticket.key) ? undefined : choose.idleFor(lane, ticket);
        if (slot === undefined) without.add(ticket.key);
        else this.#lend(slot, ticket);
      }
    }
    for (let lanes = choose.inTurn(this.#lanes.values()); lanes.some((lane) => this.#grow(lane));)
      lanes = choose.inTurn(this.#lanes.values());
  }

  #lend(slot: Slot<E>, ticket: Ticket<E>): void {
    slot.callOffRest();
    slot.state = 'busy';
    this.#forget(slot.lane, ticket);
    ticket.lend(slot);
  }

  /** Starts one environment if an event needs it and there is room; else sees to the room. */
  #grow(lane: Lane<E>): boolean {
    const isLaneFull = lane.slots.size >= this.#limits.perFunction;
    if (!isLaneFull && this.#total < this.#limits.max) {
      const ticket = choose.uncovered(lane);
      if (ticket !== undefined) this.#start(lane, ticket);
      return ticket !== undefined;
    }
    const victim = choose.longestIdle(isLaneFull ? lane.slots : choose.everySlot(this.#lanes));
    if (victim === undefined || lane.isRoomComing || choose.uncovered(lane) === undefined)
      return false;
    this.#retire(victim, lane);
    return false;
  }

  #start(lane: Lane<E>, {key, start}: Pick<Ticket<E>, 'key' | 'start'>): void {
    const slot = emptySlot(lane, key);
    lane.slots.add(slot);
    this.#total += 1;
    slot.work = this.#hold(
      start(this.#stop.signal).then(
        (environment) => {
          slot.environment = environment;
          void environment.ended.then(() => {
            if (slot.state === 'idle') this.#retire(slot);
          });
          this.#rest(slot);
        },
        (error: unknown) => {
          this.#gone(slot);
          this.#startFailed(slot, error as Error);
          this.#dispatch();
        },
      ),
    );
  }

  /** A failed start is told to who waited for it. What may heal is tried once more. */
  #startFailed({lane, key}: Slot<E>, error: Error): void {
    const waiting = choose.waitingFor(lane, key);
    const [first] = waiting;
    if (first === undefined) return;
    if (mayHeal(error) && first.attempts < MOST_ATTEMPTS) {
      first.attempts += 1;
      return;
    }
    for (const ticket of mayHeal(error) || choose.countOf(lane, key) > 0 ? [first] : waiting) {
      this.#forget(lane, ticket);
      ticket.fail(error);
    }
  }

  #rest(slot: Slot<E>): void {
    if (slot.state === 'leaving') return;
    const owed = choose.claimant(slot, {
      lanes: this.#lanes,
      isFull: this.#total >= this.#limits.max,
      limits: this.#limits,
    });
    if (this.#stop.signal.aborted || owed !== undefined) {
      this.#retire(slot, owed);
      return;
    }
    slot.state = 'idle';
    slot.restedAt = this.#turn += 1;
    this.#restOn(slot);
    this.#dispatch();
  }

  /** It goes after its rest, unless a claim keeps it. */
  #restOn(slot: Slot<E>): void {
    slot.callOffRest = this.#tools.after(this.#limits.idleMs, () => {
      if (choose.isKept(slot, this.#claims)) this.#restOn(slot);
      else this.#retire(slot);
    });
  }

  #retire(slot: Slot<E>, inFavourOf?: Lane<E>): void {
    const {environment} = slot;
    if (slot.state === 'leaving' || environment === null) return;
    slot.callOffRest();
    slot.state = 'leaving';
    if (inFavourOf !== undefined) inFavourOf.isRoomComing = true;
    const gone = (): void => {
      if (inFavourOf !== undefined) inFavourOf.isRoomComing = false;
      const heard = choose.heardBy(this.#claims, slot, this.#total >= this.#limits.max);
      this.#gone(slot);
      this.#dispatch();
      for (const {warm, count} of heard) this.begin(warm, count);
    };
    const removal = environment.remove().catch(() => void this.#stuck.add(environment));
    slot.work = this.#hold(removal.then(gone));
  }

  #gone(slot: Slot<E>): void {
    slot.lane.slots.delete(slot);
    this.#total -= 1;
    this.#tidy(slot.lane);
  }

  #hold(work: Promise<void>): Promise<void> {
    const held = work.finally(() => this.#work.delete(held));
    this.#work.add(held);
    return held;
  }
}
