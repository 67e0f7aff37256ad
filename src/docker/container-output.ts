import {pipeline} from 'node:stream/promises';
import {Writable, type Duplex} from 'node:stream';
import type {Socket} from 'node:net';
import type {Client} from './client.js';
import {demultiplexer} from './demultiplex.js';
import type {ContainerOutput, OutputSink} from './engine.js';

/** dockerode types the connection as less than it is. */
interface Attachable {
  attach(options: object): Promise<Duplex>;
}

/** Attaches to a container's two streams; call before it starts, so that nothing is missed. */
export async function attachContainer(
  client: Client,
  id: string,
  sink: OutputSink,
): Promise<ContainerOutput> {
  const container = client.docker.getContainer(id) as unknown as Attachable;
  const stream = await client.call('attach to the container', () =>
    container.attach({stream: true, stdout: true, stderr: true, logs: false, hijack: true}),
  );
  const split = demultiplexer((name, chunk) => sink[name](chunk));
  const consumer = new Writable({
    write(chunk: Uint8Array, _encoding, done) {
      split(chunk).then(() => done(), done);
    },
  });
  // A connection that breaks ends the output: what became of the container is asked of the engine.
  const ended = pipeline(stream, consumer).catch(() => undefined);
  return {
    ended,
    close: () => {
      stream.destroy();
    },
    unref: () => {
      (stream as Partial<Socket>).unref?.();
    },
  };
}
