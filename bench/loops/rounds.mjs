// What every loop of events does when it is asked for a round.
import {median, quantile} from '../statistics.mjs';

/**
 * Opens with the settings of this process and serves rounds until it is told to close. `open` answers with
 * {clients, send(client), close()}: `send` resolves when one event is answered.
 */
export async function serveRounds(open) {
  let opened = null;
  const closed = new Promise((resolve) => {
    process.on('message', ({events, close}) => {
      if (close === true) resolve();
      else answer(() => round(opened, events));
    });
    process.on('disconnect', resolve);
  });
  await answer(async () => {
    opened = await open(JSON.parse(process.argv[2]));
    await inTurns(opened, opened.clients, () => undefined);
    return null;
  });
  await closed;
  await opened?.close();
  process.exit(0);
}

async function answer(work) {
  try {
    process.send({figures: await work()});
  } catch (error) {
    process.send({error: error.stack});
  }
}

async function round(opened, events) {
  const times = new Float64Array(events);
  const began = performance.now();
  await inTurns(opened, events, (event, ms) => {
    times[event] = ms;
  });
  const ms = performance.now() - began;
  globalThis.gc();
  const {heapUsed, rss} = process.memoryUsage();
  return {
    events,
    ms,
    perSecond: (events * 1000) / ms,
    p50: median(times),
    p99: quantile(times, 0.99),
    heapMb: heapUsed / 1e6,
    rssMb: rss / 1e6,
  };
}

/** Each client sends its next event when its last is answered, until all are sent. */
async function inTurns({clients, send}, events, onTime) {
  let next = 0;
  const one = async (client) => {
    while (next < events) {
      const event = next;
      next += 1;
      const began = performance.now();
      await send(client);
      onTime(event, performance.now() - began);
    }
  };
  await Promise.all(Array.from({length: clients}, (_, client) => one(client)));
}
