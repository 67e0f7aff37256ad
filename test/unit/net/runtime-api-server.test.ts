import {Server} from 'node:net';
import {describe, expect, it, jest} from '@jest/globals';
import {listenForRuntime} from '../../../src/net/runtime-api-server.js';

describe('the listener of a runtime', () => {
  it('outlives a connection that cannot be accepted', async () => {
    const listen = jest.spyOn(Server.prototype, 'listen');
    const listener = await listenForRuntime({
      address: '127.0.0.1',
      peer: Promise.resolve('127.0.0.1'),
      onRequest: () => undefined,
      onConnection: () => undefined,
    });
    const [server] = listen.mock.contexts as readonly Server[];
    listen.mockRestore();
    const error = Object.assign(new Error('accept EMFILE'), {code: 'EMFILE'});
    try {
      expect(server?.emit('error', error)).toBe(true);
      expect(server?.listening).toBe(true);
    } finally {
      listener.close();
    }
  });
});
