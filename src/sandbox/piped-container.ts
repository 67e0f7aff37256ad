import {OUTPUT_PIPES, type pipedEntry} from '../core/hosted-entry.js';
import {isLambdockError} from '../errors/lambdock-error.js';
import type {ContainerOutput, ContainerRequest, Engine} from '../docker/engine.js';
import type {OutputPipes} from '../files/output-pipes.js';

/** A created container, and the pipes that its output comes through, if it has them. */
export interface Created {
  readonly created: {readonly id: string} | null;
  readonly pipes: OutputPipes | null;
}

/** How a container comes to write into its pipes. */
export type Piping = typeof pipedEntry;

/** Creates a container whose program writes into the pipes; without them where the engine cannot reach them. */
export async function createPiped(
  engine: Engine,
  container: ContainerRequest,
  {pipes, entry}: {readonly pipes: OutputPipes | null; readonly entry: Piping},
): Promise<Created> {
  if (pipes === null) return {created: await engine.createContainer(container), pipes};
  try {
    return {created: await engine.createContainer(writingInto(pipes, container, entry)), pipes};
  } catch (error) {
    pipes.close();
    if (isLambdockError(error) && error.code === 'IMAGE_NOT_FOUND') throw error;
    return {created: await engine.createContainer(container), pipes: null};
  }
}

const writingInto = (
  pipes: OutputPipes,
  {entrypoint = [], command = [], mounts = [], ...container}: ContainerRequest,
  entry: Piping,
): ContainerRequest => ({
  ...container,
  ...entry({entrypoint, command}, container.env ?? []),
  mounts: [
    ...mounts,
    {kind: 'bind', source: pipes.stdout, target: OUTPUT_PIPES.stdout, readOnly: false},
    {kind: 'bind', source: pipes.stderr, target: OUTPUT_PIPES.stderr, readOnly: false},
  ],
});

/** The output of a container ends with what is left in its pipes. */
export const withPipes = (
  attachment: ContainerOutput,
  pipes: OutputPipes | null,
): ContainerOutput =>
  pipes === null
    ? attachment
    : {
        ended: attachment.ended.then(() => pipes.end()),
        close: () => {
          attachment.close();
          pipes.close();
        },
        unref: () => {
          attachment.unref();
          pipes.unref();
        },
      };
