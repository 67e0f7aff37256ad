import {describe, expect, it} from '@jest/globals';
import Serve from '../../src/commands/serve.js';
import type {ServeOptions} from '../../src/core/serve-options.js';
import {LambdockError} from '../../src/errors/lambdock-error.js';
import {runCommand} from '../support/run-command.js';

let asked: ServeOptions | undefined;

/** Runs `serve` where the port is taken: so it ends. */
const serve = (...argv: readonly string[]) =>
  runCommand(Serve, argv, {
    serve: async (options) => {
      asked = options;
      throw new LambdockError('PORT_TAKEN', {message: 'port 3001 of 127.0.0.1 is in use'});
    },
  });

describe('serve: the flags', () => {
  it('have the defaults of the contract', async () => {
    await serve();
    expect(asked).toMatchObject({functions: [], host: '127.0.0.1', port: 3001, warm: 1});
    expect(asked).not.toHaveProperty('retries');
  });

  it('say what is served, where, and what becomes of events', async () => {
    await serve(
      ...['a', 'b', '--host', '0.0.0.0', '--port', '0', '--warm', '2', '--retry-delay', '250ms'],
      ...['--retries', '1', '--on-failure', 'f.ndjson', '--on-success', 's.ndjson'],
    );
    expect(asked).toMatchObject({
      functions: ['a', 'b'],
      host: '0.0.0.0',
      port: 0,
      warm: 2,
      retryDelayMs: 250,
      retries: 1,
      onFailure: 'f.ndjson',
      onSuccess: 's.ndjson',
    });
  });

  it('are those of sam local start-lambda too, where ours fit', async () => {
    const run = await serve('--skip-pull-image', '--port', '4000');
    expect([asked?.port, run.exitCode]).toEqual([4000, 3]);
    const other = await serve('--warm-containers', 'EAGER');
    expect(other.exitCode).toBe(2);
    expect(other.stderr).toContain('lambdock serve, warm from the start');
  });

  it.each([
    ['--port', '70000'],
    ['--retries', '3'],
    ['--idle', 'soon'],
    ['--concurrency', '0'],
  ])('%s refuses %s', async (flag, value) => {
    expect((await serve(flag, value)).exitCode).toBe(2);
  });

  it('end with one clear message where the port is taken', async () => {
    const run = await serve();
    expect(run.exitCode).toBe(3);
    expect(run.stderr).toContain('port 3001 of 127.0.0.1 is in use');
  });
});
