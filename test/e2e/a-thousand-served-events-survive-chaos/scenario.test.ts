import {mkdir, readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {chaosIn, type Chaos} from '../../support/chaos.js';
import {openProject, type E2eProject} from '../../support/e2e-project.js';
import {seeded} from '../../support/seeded.js';
import {startServe} from '../../support/served.js';

const EVENTS = Number(process.env['LAMBDOCK_CHAOS_EVENTS'] ?? 1000);
const DRIVER = process.env['LAMBDOCK_CHAOS_DRIVER'] ?? 'runtime-api';
const CLIENTS = 50;
const ENVIRONMENTS = 4;
/** Answers between two strikes. */
const STRIKE_EVERY = 40;
const LIMIT_MS = 300_000;

/** Ways of ending, how often in a thousand, and whether the answer says that the function failed. */
const WAYS: readonly (readonly [string, number, boolean])[] = [
  ['answer', 840, false],
  ['slow', 70, false],
  ['throw', 70, true],
  ['exit', 8, true],
  ['abort', 6, true],
  ['hang', 6, true],
];

interface Sent {
  readonly n: number;
  readonly way: string;
  readonly fails: boolean;
  readonly status: number;
  readonly error: string | null;
  readonly attempts: string | null;
  readonly body: string;
}

let project: E2eProject;
beforeAll(async () => {
  project = await openProject({fixture: 'projects/chaos'});
});
afterAll(async () => project[Symbol.asyncDispose]());

describe('1,000 requests of 50 clients to 4 environments, while containers are killed and paused', () => {
  it(
    'have one true answer each, none runs twice, and nothing is left',
    async () => {
      const seed = Number(process.env['LAMBDOCK_CHAOS_SEED'] ?? Date.now() % 1_000_000);
      process.stderr.write(`chaos through serve: LAMBDOCK_CHAOS_SEED=${seed}\n`);
      const chance = seeded(seed);
      const chaos = chaosIn(project, chance);
      const journal = join(project.folder, `journal-${seed}`);
      await mkdir(journal);
      const {url, started} = await startServe(project, [
        ...['any', '-q', '--driver', DRIVER, '--concurrency', String(ENVIRONMENTS)],
        ...['--mount', `${journal}:/journal`],
      ]);
      const sent = await send(url, chaos, chance);
      started.child.kill('SIGTERM');
      expect((await started.ended()).exitCode).toBe(143);
      await project.untilNoContainer();

      const ran = runsIn(await readFile(join(journal, 'lines'), 'utf8'));
      expect(sent.map(({n}) => n).toSorted((a, b) => a - b)).toEqual(
        Array.from({length: EVENTS}, (_, n) => n),
      );
      expect([...ran].filter(([, hosts]) => hosts.length > 1)).toEqual([]);
      expect(sent.filter((one) => !isTrue(one, ran.get(one.n) ?? [], chaos))).toEqual([]);
      expect(chaos.kills + chaos.pauses).toBeGreaterThan(EVENTS / STRIKE_EVERY / 2);
    },
    LIMIT_MS,
  );
});

/** The hosts on which each event began. */
function runsIn(journal: string): ReadonlyMap<number, readonly string[]> {
  const ran = new Map<number, string[]>();
  for (const line of journal.split('\n').filter((text) => text.startsWith('began'))) {
    const [, n = '', host = ''] = line.split(' ');
    ran.set(Number(n), [...(ran.get(Number(n)) ?? []), host]);
  }
  return ran;
}

async function send(url: string, chaos: Chaos, chance: () => number): Promise<readonly Sent[]> {
  const sent: Sent[] = [];
  const strikes: Promise<void>[] = [];
  let next = 0;
  const client = async (): Promise<void> => {
    for (let n = next++; n < EVENTS; n = next++) {
      const [way, , fails] = wayOf(chance());
      const answer = await fetch(`${url}/2015-03-31/functions/any/invocations`, {
        method: 'POST',
        body: JSON.stringify({n, way}),
      });
      const {status, headers} = answer;
      const error = headers.get('x-amz-function-error');
      const attempts = headers.get('x-lambdock-attempts');
      sent.push({n, way, fails, status, error, attempts, body: await answer.text()});
      if (sent.length % STRIKE_EVERY === 0) strikes.push(chaos.strike());
    }
  };
  await Promise.all(Array.from({length: CLIENTS}, client));
  await Promise.all(strikes);
  return sent;
}

function wayOf(chance: number): (typeof WAYS)[number] {
  let rest = chance * 1000;
  for (const way of WAYS) if ((rest -= way[1]) < 0) return way;
  return ['answer', 1000, false];
}

/**
 * True is what the event was made to do; or, of a container that chaos struck, that it was lost (502) or never
 * came to its end within the timeout.
 */
function isTrue(
  {n, way, fails, status, error, body}: Sent,
  hosts: readonly string[],
  {disturbed, pauses}: Chaos,
): boolean {
  const wasStruck = hosts.some((host) => disturbed.has(host));
  if (status === 502) return wasStruck || hosts.length === 0;
  if (status !== 200) return false;
  // A container may be paused in its init.
  if (/(Task|Init) timed out/.test(body))
    return error !== null && (way === 'hang' || wasStruck || (hosts.length === 0 && pauses > 0));
  if ((error !== null) !== fails) return false;
  return fails || body === JSON.stringify({n});
}
