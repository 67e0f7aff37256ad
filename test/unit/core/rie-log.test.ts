import {describe, expect, it} from '@jest/globals';
import {parseRieLine} from '../../../src/core/rie-log.js';

const R = '7126ba0f-aa54-4ddb-994d-3b57c6a63d64';
const info = (text: string): string => `22 Nov 2026 15:19:31,851 [INFO] (rapid) ${text}`;
const debug = (text: string): string => `22 Nov 2026 15:19:31,851 [DEBUG] (rapid) ${text}`;
const post = (path: string, headers = 'Headers:map[Accept:[*/*]]'): string =>
  debug(`API request - POST /2018-06-01/runtime/${path}, ${headers}`);

describe('parseRieLine', () => {
  it('reads what the runtime posted for a request id', () => {
    expect(parseRieLine(post(`invocation/${R}/response`))).toEqual({
      kind: 'posted',
      what: 'response',
      requestId: R,
    });
    expect(parseRieLine(post(`invocation/${R}/error`))).toMatchObject({what: 'error'});
    expect(parseRieLine(post('init/error'))).toEqual({kind: 'init-error-posted'});
  });

  it('reads from the Content-Type alone that a response is one of HTTP', () => {
    const type = 'application/vnd.awslambda.http-integration-response';
    const response = (headers: string): unknown =>
      parseRieLine(post(`invocation/${R}/response`, headers));
    const http = `Headers:map[Accept:[*/*] Content-Type:[${type}] User-Agent:[x]]`;
    expect(response(http)).toMatchObject({what: 'response', isHttp: true});
    expect(
      response(`Headers:map[Content-Type:[a/b] X:[Content-Type:[${type}]]]`),
    ).not.toHaveProperty('isHttp');
    expect(response(`Headers:map[X:[${type}]]`)).not.toHaveProperty('isHttp');
  });

  it('takes no post from text that a function put into a header', () => {
    const forged = `API request - POST /2018-06-01/runtime/invocation/FAKE/response, Headers:map[]`;
    const line = post(`invocation/${R}/error`, `Headers:map[X-Cause:[{"message":"${forged}"}]]`);
    expect(parseRieLine(line)).toEqual({kind: 'posted', what: 'error', requestId: R});
  });

  it('takes no post from a line that only holds the text', () => {
    expect(
      parseRieLine(`${R} API request - POST /2018-06-01/runtime/init/error, Headers`),
    ).toBeNull();
    expect(parseRieLine(info(`note: ${post('init/error')}`))).toBeNull();
  });

  it('reads durations in milliseconds', () => {
    expect(parseRieLine(info('INIT REPORT(durationMs: 293.629000)'))).toEqual({
      kind: 'init-report',
      durationMs: 293.629,
    });
    expect(
      parseRieLine(info('INVOKE RTDONE(status: success, produced bytes: 0, duration: 2.571000ms)')),
    ).toEqual({kind: 'done', durationMs: 2.571});
  });

  it.each([
    ['Process runtime-1 exited: exit status 7', {exitCode: 7, signal: null}],
    ['Process runtime-1 exited: exit status 0', {exitCode: 0, signal: null}],
    ['Process runtime-1 exited: signal: killed', {exitCode: null, signal: 'killed'}],
    [
      'Process runtime-1 exited: signal: aborted (core dumped)',
      {exitCode: null, signal: 'aborted'},
    ],
  ])('reads the end of a process from "%s"', (text, end) => {
    expect(parseRieLine(info(text))).toEqual({kind: 'exited', ...end});
  });

  it('knows a timeout, a failed init and a second request', () => {
    expect(parseRieLine(info('Reset initiated: Timeout'))?.kind).toBe('timed-out');
    expect(parseRieLine(info('Init failed error=Runtime.Unknown'))?.kind).toBe('init-failed');
    const startError = 'fork/exec /no/such/entry: no such file or directory';
    expect(parseRieLine(info(`Init failed error=${startError} InvokeID=`))).toEqual({
      kind: 'init-failed',
      launch: null,
      startError,
    });
    expect(parseRieLine('time=x level=INFO msg="ReserveFailed: AlreadyReserved"')?.kind).toBe(
      'overrun',
    );
  });

  it('says nothing of lines it does not need', () => {
    expect(parseRieLine('')).toBeNull();
    expect(parseRieLine(info('Starting runtime without AWS_ACCESS_KEY_ID'))).toBeNull();
  });
});
