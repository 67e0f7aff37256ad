import {describe, expect, it} from '@jest/globals';
import {NO_FACTS, type Evidence, type RieFacts} from '../../../src/core/evidence.js';
import {judge} from '../../../src/core/verdict.js';

const R = '7126ba0f-aa54-4ddb-994d-3b57c6a63d64';
const LOOK_ALIKE = '{"errorType":"Error","errorMessage":"boom","trace":["Error: boom"]}';

const evidence = (
  rie: Partial<RieFacts>,
  rest: Partial<Omit<Evidence, 'rie'>> & {body?: string; httpStatus?: number} = {},
): Evidence => ({
  requestId: R,
  timeoutMs: 3000,
  memoryLimitMb: 128,
  answer: {httpStatus: rest.httpStatus ?? 200, body: Buffer.from(rest.body ?? '')},
  guardFired: false,
  outOfMemory: false,
  ...rest,
  rie: {...NO_FACTS, ...rie},
});

describe('judge', () => {
  it('parts an HTTP response only where the runtime said that it is one', () => {
    const body = `{"statusCode":201}${'\0'.repeat(8)}hi`;
    expect(judge(evidence({posted: 'response', isHttp: true}, {body}))).toMatchObject({
      outcome: {status: 'ok'},
      body: Buffer.from(body),
      http: {prelude: {statusCode: 201}, body: Buffer.from('hi')},
    });
    expect(judge(evidence({posted: 'response'}, {body}))).not.toHaveProperty('http');
    const torn = judge(evidence({posted: 'response', isHttp: true}, {body: 'hi'}));
    expect(torn).toEqual({outcome: {status: 'ok'}, body: Buffer.from('hi'), assumed: false});
  });

  it('gives no body where all but its beginning was only streamed', () => {
    const answer = {
      httpStatus: 200,
      body: Buffer.from(`{"statusCode":201}${'\0'.repeat(8)}hi`),
      isHead: true,
    };
    expect(judge(evidence({posted: 'response', isHttp: true}, {answer}))).toEqual({
      outcome: {status: 'ok'},
      body: null,
      assumed: false,
      http: {prelude: {statusCode: 201}, body: new Uint8Array()},
    });
  });

  it('tells a returned look-alike from a thrown error by what was posted', () => {
    const returned = judge(evidence({posted: 'response'}, {body: LOOK_ALIKE}));
    const thrown = judge(evidence({posted: 'error'}, {body: LOOK_ALIKE}));
    expect(returned?.outcome).toEqual({status: 'ok'});
    expect(returned?.body).toEqual(Buffer.from(LOOK_ALIKE));
    expect(thrown?.outcome).toEqual({
      status: 'function-error',
      error: {type: 'Error', message: 'boom', stackTrace: ['Error: boom']},
    });
    expect([returned?.assumed, thrown?.assumed]).toEqual([false, false]);
  });

  it('guesses by shape only when nothing was seen at the Runtime API, and says so', () => {
    expect(judge(evidence({}, {body: LOOK_ALIKE}))).toMatchObject({
      assumed: true,
      outcome: {status: 'function-error'},
    });
    expect(judge(evidence({}, {body: '7'}))).toMatchObject({
      assumed: true,
      outcome: {status: 'ok'},
    });
  });

  it('words a timeout as Lambda does', () => {
    const verdict = judge(evidence({timedOut: true}, {body: 'Task timed out after 3.00 seconds'}));
    expect(verdict).toMatchObject({
      body: null,
      outcome: {
        status: 'timed-out',
        error: {
          type: 'Sandbox.Timedout',
          message: `RequestId: ${R} Error: Task timed out after 3.00 seconds`,
        },
      },
    });
    expect(judge(evidence({}, {answer: null, guardFired: true}))?.outcome.status).toBe('timed-out');
  });

  it('knows the emulator’s own text of a timeout when its log is not to be had', () => {
    const body = 'Task timed out after 3.00 seconds';
    expect(judge(evidence({}, {body}))).toMatchObject({
      assumed: true,
      outcome: {status: 'timed-out'},
    });
  });

  it('does not take a returned text for a timeout', () => {
    const body = 'Task timed out after 3.00 seconds';
    expect(judge(evidence({posted: 'response'}, {body}))?.outcome.status).toBe('ok');
  });

  it.each([
    [{exitCode: 7, signal: null}, 'Runtime exited with error: exit status 7'],
    [{exitCode: 0, signal: null}, 'Runtime exited without providing a reason'],
    [{exitCode: null, signal: 'killed'}, 'Runtime exited with error: signal: killed'],
  ])('words the end of a runtime %j', (exit, words) => {
    const verdict = judge(evidence({exit}, {httpStatus: 502}));
    expect(verdict?.outcome).toEqual({
      status: 'crashed',
      error: {
        type: 'Runtime.ExitError',
        message: `RequestId: ${R} Error: ${words}`,
        stackTrace: [],
      },
      ...exit,
    });
  });

  it('calls a kill out of memory only when the kernel says so', () => {
    const exit = {exitCode: null, signal: 'killed'};
    const killed = evidence({exit}, {httpStatus: 502});
    expect(judge(killed)?.outcome.status).toBe('crashed');
    expect(judge({...killed, outOfMemory: true})?.outcome.status).toBe('out-of-memory');
    const childKilled = evidence({exit: {exitCode: 3, signal: null}}, {httpStatus: 502});
    expect(judge({...childKilled, outOfMemory: true})?.outcome.status).toBe('crashed');
    const survived = evidence({posted: 'response'}, {body: '1', outOfMemory: true});
    expect(judge(survived)?.outcome.status).toBe('ok');
  });

  it('knows an init error by its post, and by a failed init without one', () => {
    const body = '{"errorType":"Runtime.ImportModuleError","errorMessage":"no module"}';
    const posted = evidence({initErrorPosted: true, initFailed: true}, {httpStatus: 502, body});
    expect(judge(posted)?.outcome).toMatchObject({
      status: 'init-error',
      error: {type: 'Runtime.ImportModuleError'},
    });
    const silent = evidence(
      {initFailed: true, exit: {exitCode: 3, signal: null}},
      {httpStatus: 502},
    );
    expect(judge(silent)?.outcome).toMatchObject({
      status: 'init-error',
      error: {type: 'Runtime.ExitError', message: expect.stringContaining('exit status 3')},
    });
  });

  it('knows an entry point that could not be run by the reason of the start', () => {
    const startError = 'fork/exec /no/such/entry: no such file or directory';
    expect(
      judge(evidence({initFailed: true, startError}, {httpStatus: 502}))?.outcome,
    ).toMatchObject({
      status: 'init-error',
      error: {type: 'Runtime.InvalidEntrypoint', message: expect.stringContaining(startError)},
    });
  });

  it('lets too large win over the response that was posted first', () => {
    const verdict = judge(evidence({posted: 'response', tooLarge: true}));
    expect(verdict?.outcome).toMatchObject({
      status: 'too-large',
      error: {type: 'Function.ResponseSizeTooLarge'},
    });
  });

  it('keeps the error of a runtime that reports it and then exits', () => {
    const exit = {exitCode: 2, signal: null};
    const verdict = judge(evidence({posted: 'error', exit}, {httpStatus: 502, body: LOOK_ALIKE}));
    expect(verdict?.outcome).toMatchObject({status: 'function-error', error: {message: 'boom'}});
  });

  it('says nothing of the function when the container went away by itself', () => {
    expect(judge(evidence({}, {answer: null}))).toBeNull();
  });

  it.each([{posted: 'error'} as const, {initErrorPosted: true, initFailed: true}])(
    'makes up no error of one whose text went away with the container: %j',
    (facts) => {
      expect(judge(evidence(facts, {answer: null}))).toBeNull();
    },
  );

  it('keeps an answer that is not JSON, byte for byte', () => {
    const body = Uint8Array.from([0, 255, 10, 128]);
    const verdict = judge(evidence({posted: 'response'}, {answer: {httpStatus: 200, body}}));
    expect(verdict?.body).toBe(body);
  });
});
