import {createServer} from 'node:http';
import {join} from 'node:path';
import {describe, expect, it} from '@jest/globals';
import {connectEngine} from '../../../src/docker/connect.js';
import {persistentEngine} from '../../../src/wire/persistent-engine.js';
import {inTempFolder} from '../../support/in-temp-folder.js';
import {until} from '../../support/until.js';

const ID = '0123456789abcdef';

/** An engine that answers the first requests of a kind with these statuses, and all others with the last of them. */
async function withEngine(
  answers: {readonly POST?: readonly number[]; readonly DELETE: readonly number[]},
  test: (scene: Scene) => Promise<void>,
): Promise<void> {
  await inTempFolder({}, async (folder) => {
    const asked = {POST: 0, DELETE: 0};
    const told: string[] = [];
    const held: AsyncDisposable[] = [];
    const released: AsyncDisposable[] = [];
    const server = createServer(({method}, response) => {
      const kind = method === 'DELETE' ? 'DELETE' : 'POST';
      const list = answers[kind] ?? [204];
      const status = list[Math.min(asked[kind], list.length - 1)] ?? 204;
      asked[kind] += 1;
      response.writeHead(status, {'content-type': 'application/json'});
      response.end(status === 204 ? '' : '{"message":"the driver failed"}');
    });
    const path = join(folder, 'engine.sock');
    await new Promise<void>((resolve) => server.listen(path, resolve));
    try {
      const connected = await connectEngine({variables: {DOCKER_HOST: `unix://${path}`}});
      const engine = persistentEngine(connected, {
        hold(work) {
          held.push(work);
          return () => void released.push(work);
        },
        warn: (message) => told.push(message),
      });
      await test({engine, asked, told, held, released});
    } finally {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    }
  });
}

interface Scene {
  readonly engine: ReturnType<typeof persistentEngine>;
  readonly asked: {POST: number; DELETE: number};
  readonly told: readonly string[];
  readonly held: readonly AsyncDisposable[];
  readonly released: readonly AsyncDisposable[];
}

describe('a container that the engine fails to remove', () => {
  it('is removed with the next try', () =>
    withEngine({DELETE: [500, 204]}, async ({engine, asked, told}) => {
      await engine.removeContainer(ID);
      expect([asked.DELETE, told]).toEqual([2, []]);
    }));

  it('is named when the engine fails again and again', () =>
    withEngine({DELETE: [500]}, async ({engine, asked}) => {
      await expect(engine.removeContainer(ID)).rejects.toMatchObject({
        code: 'DOCKER_FAILED',
        message:
          'the container 0123456789ab is left, the next lambdock removes it, or docker rm -f 0123456789ab: Docker could not remove the container: the driver failed',
        suggestions: ['docker rm -f 0123456789ab'],
        details: {container: ID, status: 500},
      });
      expect(asked.DELETE).toBe(3);
    }));

  it('is asked for once where the engine refuses', () =>
    withEngine({DELETE: [403]}, async ({engine, asked}) => {
      await expect(engine.removeContainer(ID)).rejects.toMatchObject({
        message: 'Docker could not remove the container: the driver failed',
      });
      expect(asked.DELETE).toBe(1);
    }));
});

describe('a container that the engine fails to kill', () => {
  it('is removed, which is held until it is done', () =>
    withEngine({POST: [500], DELETE: [204]}, async ({engine, asked, told, held, released}) => {
      await engine.killContainer(ID);
      await until('failure', () => held.length > 0);
      await held[0]?.[Symbol.asyncDispose]();
      expect([asked, told]).toEqual([{POST: 1, DELETE: 1}, []]);
      expect(released).toEqual(held);
    }));

  it('is told of when it cannot be removed either', () =>
    withEngine({POST: [500], DELETE: [500]}, async ({engine, told, held}) => {
      await engine.killContainer(ID);
      await until('failure', () => held.length > 0);
      await held[0]?.[Symbol.asyncDispose]();
      expect(told).toEqual([
        expect.stringContaining(
          'the container 0123456789ab is left, the next lambdock removes it, or docker rm -f 0123456789ab:',
        ),
      ]);
    }));
});
