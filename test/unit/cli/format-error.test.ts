import {describe, expect, it} from '@jest/globals';
import {Errors} from '@oclif/core';
import {errorDocument, errorText} from '../../../src/cli/format-error.js';
import {knownError} from '../../../src/cli/known-error.js';
import {paintFor} from '../../../src/cli/paint.js';
import {LambdockError} from '../../../src/errors/lambdock-error.js';

const paint = paintFor({noColor: true, isTerminal: false, variables: {}});
const text = (error: LambdockError, verbose = false) => errorText(error, {paint, verbose});

const unreachable = new LambdockError('DOCKER_UNREACHABLE', {
  message: 'no engine answers at unix:///run/docker.sock (default socket)',
  suggestions: ['sudo systemctl start docker', 'lambdock doctor'],
  cause: new Error('connect ENOENT', {cause: new Error('no such file')}),
});

describe('errorText', () => {
  it('tells what failed and what to try, and no stack', () => {
    expect(text(unreachable)).toMatchInlineSnapshot(`
     "Error [DOCKER_UNREACHABLE]: no engine answers at unix:///run/docker.sock (default socket)
       hint: sudo systemctl start docker
       hint: lambdock doctor"
    `);
  });

  it('adds the causes when asked for more', () => {
    expect(text(unreachable, true)).toMatchInlineSnapshot(`
     "Error [DOCKER_UNREACHABLE]: no engine answers at unix:///run/docker.sock (default socket)
       because: connect ENOENT
       because: no such file
       hint: sudo systemctl start docker
       hint: lambdock doctor"
    `);
  });

  it('shows the stack of a bug, and which lambdock it is', () => {
    const shown = text(knownError(new TypeError('x is undefined')));
    expect(shown).toMatch(/^Error \[BUG\]: x is undefined\nTypeError: x is undefined\n +at /);
    expect(shown).toMatch(/\nlambdock \S+, node v\d+/);
  });
});

describe('errorDocument', () => {
  it('has the four fields of the contract', () => {
    expect(Object.keys((errorDocument(unreachable) as {error: object}).error)).toEqual([
      'code',
      'message',
      'suggestions',
      'details',
    ]);
  });
});

describe('knownError', () => {
  it('keeps an error of lambdock', () => {
    expect(knownError(unreachable)).toBe(unreachable);
  });

  it('takes oclif’s decoration off a usage error', () => {
    const error = new Errors.CLIError(
      'Parsing --timeout \n\tExpected an integer but received: x\nSee more help with --help',
    );
    expect(knownError(error)).toMatchObject({
      code: 'USAGE',
      exitCode: 2,
      message: '--timeout: Expected an integer but received: x',
    });
  });

  it.each([['a text'], [undefined], [new Error('')]])('takes %p for a bug', (thrown) => {
    expect(knownError(thrown)).toMatchObject({code: 'BUG', exitCode: 70});
  });
});
