import {mkdir, readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {DRIVERS, type Driver} from '../../../src/core/driver.js';
import type {InvocationResult, Status} from '../../../src/core/invocation.js';
import {isLambdockError, type LambdockError} from '../../../src/errors/lambdock-error.js';
import {createLambdock} from '../../../src/lambdock.js';
import {chaosIn, type Chaos} from '../../support/chaos.js';
import {openProject, type E2eProject} from '../../support/e2e-project.js';
import {seeded} from '../../support/seeded.js';

const EVENTS = Number(process.env['LAMBDOCK_CHAOS_EVENTS'] ?? 1000);
const CALLERS = 50;
const ENVIRONMENTS = 4;
/** Answers between two strikes. */
const STRIKE_EVERY = Number(process.env['LAMBDOCK_CHAOS_STRIKE'] ?? 40);
const LIMIT_MS = 300_000;

/** Ways of ending, how often in a thousand, and what the answer says of each. */
const WAYS: readonly (readonly [string, number, Status])[] = [
  ['answer', 800, 'ok'],
  ['slow', 100, 'ok'],
  ['throw', 70, 'function-error'],
  ['exit', 8, 'crashed'],
  ['abort', 6, 'crashed'],
  ['hang', 6, 'timed-out'],
  ['large', 5, 'too-large'],
  ['memory', 5, 'out-of-memory'],
];

interface Sent {
  readonly n: number;
  readonly way: string;
  readonly expected: Status;
  readonly answer: InvocationResult | LambdockError;
}

let project: E2eProject;
beforeAll(async () => {
  project = await openProject({fixture: 'projects/chaos'});
  await project.run(['build', 'any']);
});
afterAll(async () => project[Symbol.asyncDispose]());

describe('1,000 events from 50 callers in 4 environments, while containers are killed and paused', () => {
  it.each(DRIVERS)(
    'have one true answer each, none runs twice, and nothing is left, with the driver %s',
    async (driver) => {
      const seed = Number(process.env['LAMBDOCK_CHAOS_SEED'] ?? Date.now() % 1_000_000);
      process.stderr.write(`chaos: LAMBDOCK_CHAOS_SEED=${seed}\n`);
      const chance = seeded(seed);
      const chaos = chaosIn(project, chance);
      const journal = join(project.folder, `journal-${driver}-${seed}`);
      await mkdir(journal);
      const sent = await send({driver, journal}, chaos, chance);
      await project.untilNoContainer();

      const lines = (await readFile(join(journal, 'lines'), 'utf8')).split('\n');
      const ran = new Map<number, string[]>();
      for (const line of lines.filter((text) => text.startsWith('began'))) {
        const [, n = '', host = ''] = line.split(' ');
        ran.set(Number(n), [...(ran.get(Number(n)) ?? []), host]);
      }
      const twice = [...ran].filter(([, hosts]) => hosts.length > 1);
      expect(twice).toEqual([]);
      expect(sent.map(({n}) => n).toSorted((a, b) => a - b)).toEqual(
        Array.from({length: EVENTS}, (_, n) => n),
      );
      const untrue = sent.filter((one) => !isTrue(one, ran.get(one.n) ?? [], chaos));
      expect(untrue.map(summary)).toEqual([]);
      expect(chaos.kills + chaos.pauses).toBeGreaterThan(EVENTS / STRIKE_EVERY / 2);
      const ended = new Set(lines.filter((text) => text.startsWith('ended')).map(wordTwo));
      const answered = sent.filter(
        ({answer}) => !isLambdockError(answer) && answer.status === 'ok',
      );
      expect(answered.filter(({n}) => !ended.has(n))).toEqual([]);
      process.stderr.write(`chaos: ${told(sent, chaos)}\n`);
    },
    LIMIT_MS,
  );
});

const wordTwo = (line: string): number => Number(line.split(' ')[1]);

async function send(
  {driver, journal}: {readonly driver: Driver; readonly journal: string},
  chaos: Chaos,
  chance: () => number,
): Promise<readonly Sent[]> {
  await using lambdock = await createLambdock({
    cwd: project.folder,
    driver,
    pull: 'never',
    mounts: [`${journal}:/journal`],
    pool: {perFunction: ENVIRONMENTS, max: ENVIRONMENTS},
  });
  const any = lambdock.function('any');
  const sent: Sent[] = [];
  const strikes: Promise<void>[] = [];
  let next = 0;
  const caller = async (): Promise<void> => {
    for (let n = next++; n < EVENTS; n = next++) {
      const [way, , expected] = wayOf(chance());
      const answer = await any.invoke({n, way}).catch((error: unknown) => {
        if (isLambdockError(error)) return error;
        throw error;
      });
      sent.push({n, way, expected, answer});
      if (sent.length % STRIKE_EVERY === 0) strikes.push(chaos.strike());
    }
  };
  await Promise.all(Array.from({length: CALLERS}, caller));
  await Promise.all(strikes);
  return sent;
}

function wayOf(chance: number): (typeof WAYS)[number] {
  let rest = chance * 1000;
  for (const way of WAYS) if ((rest -= way[1]) < 0) return way;
  return WAYS[0] ?? ['answer', 1000, 'ok'];
}

/**
 * True is what the event was made to do; or, in a container that chaos struck, that it was lost, or
 * never came to its end within the timeout.
 */
function isTrue({n, expected, answer}: Sent, hosts: readonly string[], chaos: Chaos): boolean {
  if (isLambdockError(answer)) {
    const {container, delivered} = answer.details;
    if (!chaos.disturbed.has(String(container).slice(0, 12))) return false;
    if (answer.code === 'SANDBOX_NOT_READY') return hosts.length === 0;
    return answer.code === 'SANDBOX_LOST' && (delivered === true || hosts.length === 0);
  }
  const {status, payload, error, outcome} = answer;
  if (status !== expected) return status === 'timed-out' && wasStruck(hosts, chaos);
  if (status === 'ok') return (payload as {n: number}).n === n;
  if (status === 'function-error') return error?.message === `event ${n}`;
  return outcome.status !== 'crashed' || outcome.exitCode === 3 || outcome.signal !== null;
}

/** An event that was given to a paused container may not even have begun. */
const wasStruck = (hosts: readonly string[], {disturbed, pauses}: Chaos): boolean =>
  hosts.length === 0 ? pauses > 0 : hosts.some((host) => disturbed.has(host));

const summary = ({n, way, expected, answer}: Sent): unknown =>
  isLambdockError(answer)
    ? {n, way, expected, code: answer.code, details: answer.details}
    : {n, way, expected, status: answer.status, error: answer.error, attempts: answer.attempts};

function told(sent: readonly Sent[], chaos: Chaos): string {
  const counts = new Map<string, number>();
  for (const {answer} of sent) {
    const name = isLambdockError(answer) ? answer.code : answer.status;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const twice = sent.filter(({answer}) => !isLambdockError(answer) && answer.attempts > 1).length;
  const words = [...counts].map(([name, count]) => `${count} ${name}`);
  return [
    ...words,
    `${twice} at the second attempt`,
    `${chaos.kills} kills`,
    `${chaos.pauses} pauses`,
  ].join(', ');
}
