import {describe, expect, it} from '@jest/globals';
import {addRieEvent, NO_FACTS, type RieFacts} from '../../../src/core/evidence.js';
import {extensionLine, extensionProblems} from '../../../src/core/extensions.js';
import {parseRieLine} from '../../../src/core/rie-log.js';
import {judge} from '../../../src/core/verdict.js';

const ID = '355f961c-a088-4de1-a8a8-4cc6fd9dc3ca';
const R = '7126ba0f-aa54-4ddb-994d-3b57c6a63d64';

/** What the emulator's log says, line by line: `LEVEL message`. */
const read = (...lines: readonly string[]): RieFacts =>
  lines.reduce((facts, text) => {
    const [level = '', ...words] = text.split(' ');
    const event = parseRieLine(`22 Nov 2026 15:19:31,851 [${level}] (rapid) ${words.join(' ')}`);
    return event === null ? facts : addRieEvent(facts, event);
  }, NO_FACTS);

const REGISTERED = `INFO External agent my ext (${ID}) registered, subscribed to [INVOKE SHUTDOWN]`;
const ASKED = `DEBUG API request - GET /2020-01-01/extension/event/next, Headers:map[Connection:[close] Lambda-Extension-Identifier:[${ID}]]`;
const TIMEOUT = 'WARNING Reset initiated: Timeout';

const problemsOf = ({extensions, timedOut, initFailed, posted}: RieFacts): readonly string[] =>
  extensionProblems(extensions, {timedOut, initialised: !initFailed, answered: posted !== null});

const verdictOf = (rie: RieFacts, body = '') =>
  judge({
    requestId: R,
    timeoutMs: 3000,
    memoryLimitMb: 128,
    answer: {httpStatus: 502, body: Buffer.from(body)},
    rie,
    guardFired: false,
    outOfMemory: false,
  });

describe('extensions in the emulator’s log', () => {
  it('are ready once they have asked for their first event', () => {
    const {extensions} = read(REGISTERED, ASKED);
    expect(extensions.map(extensionLine)).toEqual([
      'EXTENSION\tName: my ext\tState: Ready\tEvents: [INVOKE,SHUTDOWN]\n',
    ]);
    expect(read(REGISTERED).extensions.map(extensionLine)).toEqual([
      'EXTENSION\tName: my ext\tState: Registered\tEvents: [INVOKE,SHUTDOWN]\n',
    ]);
  });

  it.each([
    ['Init failed error=fork/exec /opt/extensions/a b: permission denied InvokeID='],
    ['Init failed InvokeID= error=fork/exec /opt/extensions/a b: permission denied'],
  ])('are named by the launch that failed, whatever the order of its fields: %s', (text) => {
    const facts = read(
      'WARNING First fatal error stored in appctx: Extension.LaunchError',
      `ERROR ${text}`,
    );
    expect(facts.initFailed).toBe(true);
    expect(problemsOf(facts)).toEqual([
      'the extension a b cannot be started: its file in /opt/extensions is not executable (chmod +x it in the layer)',
    ]);
    expect(verdictOf(facts)).toMatchObject({
      body: null,
      outcome: {
        status: 'init-error',
        error: {
          type: 'Extension.LaunchError',
          message: `RequestId: ${R} Error: fork/exec /opt/extensions/a b: permission denied`,
        },
      },
    });
  });

  it('fail the event that they end in, as Lambda words it', () => {
    const facts = read(
      REGISTERED,
      ASKED,
      `INFO INVOKE START(requestId: ${R})`,
      'WARNING First fatal error stored in appctx: Extension.Crash',
      'WARNING Process extension-my ext-1 exited: signal: killed',
      'WARNING First fatal error stored in appctx: Extension.ExitError',
    );
    const body = `{"errorType":"Extension.Crash","errorMessage":"RequestId: ${R} Error: signal: killed"}`;
    expect(verdictOf(facts, body)?.outcome).toMatchObject({
      status: 'crashed',
      exitCode: null,
      signal: 'killed',
      error: {type: 'Extension.Crash', message: `RequestId: ${R} Error: signal: killed`},
    });
    expect(problemsOf(facts)).toEqual([
      'the extension my ext ended during the event: signal: killed',
    ]);
  });

  it('that were started and never registered are known by how they are ended', () => {
    const killed = `DEBUG Agent mute (${ID}) is not registered for the shutdown event, so just killing it.`;
    const facts = read(
      'INFO INIT REPORT(durationMs: 3000)',
      'ERROR Init failed error=errResetReceived',
      TIMEOUT,
      killed,
    );
    expect(problemsOf(facts)).toEqual([
      'the extension mute never registered: the init waited for it until the timeout',
    ]);
    expect(problemsOf(read(TIMEOUT, killed))).toEqual([]);
  });

  it('are blamed for a timeout only if the function had answered', () => {
    const post = `DEBUG API request - POST /2018-06-01/runtime/invocation/${R}/response, Headers:map[]`;
    const problem =
      'the extension my ext did not finish the event: the answer waited for it until the timeout';
    expect(problemsOf(read(REGISTERED, ASKED, post, TIMEOUT))).toEqual([problem]);
    expect(problemsOf(read(REGISTERED, ASKED, post, ASKED, TIMEOUT))).toEqual([]);
    expect(problemsOf(read(REGISTERED, ASKED, TIMEOUT))).toEqual([]);
  });

  it('leave an event that ended well alone', () => {
    expect(problemsOf(read(REGISTERED, ASKED, ASKED))).toEqual([]);
  });
});
