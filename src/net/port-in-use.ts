import {createServer} from 'node:net';

/** Whether somebody listens on a port of this machine's loopback. */
export const portInUse = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code === 'EADDRINUSE'));
    server.listen({host: '127.0.0.1', port, exclusive: true}, () => {
      server.close(() => resolve(false));
    });
  });
