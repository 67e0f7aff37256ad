import {afterEach, beforeEach, expect, it, jest} from '@jest/globals';
import {hostedLane} from '../../../src/fleet/hosted-lane.js';
import {rieClient} from '../../../src/net/rie-client.js';
import type {SupervisorLink} from '../../../src/net/runtimes-server.js';
import {gatewayFunction} from '../../support/gateway-function.js';

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

/** A supervisor that says what a test has it say. */
function supervisor() {
  const heard: string[] = [];
  let say: (line: string) => void = () => undefined;
  const link: SupervisorLink = {
    say: (word) => void heard.push(word),
    close: () => undefined,
    listen({onLine}) {
      say = onLine;
    },
  };
  return {link, heard, say: (line: string) => say(line)};
}

it('are held only until the next try, also where nobody was there for that', async () => {
  const lane = hostedLane(
    {
      now: () => Date.now(),
      addressesOf: async () => [],
      rie: rieClient,
      limits: {queue: 2, queueMs: 20_000},
      onInitFailure: () => undefined,
    },
    gatewayFunction(),
  );
  const [first, early, late] = [supervisor(), supervisor(), supervisor()];
  lane.onSupervisor('10.0.0.1', first.link);
  first.say('ended 1 0');
  await jest.advanceTimersByTimeAsync(500);
  lane.onSupervisor('10.0.0.2', early.link);
  expect([first.heard, early.heard]).toEqual([['start'], []]);
  early.say('ended 0 0');
  await jest.advanceTimersByTimeAsync(1_000);
  lane.onSupervisor('10.0.0.3', late.link);
  expect(late.heard).toEqual(['start']);
  lane.close(new Error('the test is over'));
});
