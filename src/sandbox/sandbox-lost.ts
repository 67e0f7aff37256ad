import {LambdockError} from '../errors/lambdock-error.js';

/** A container went away and took an event with it, or came to an end before the event was given to it. */
export const sandboxLost = ({
  id,
  delivered,
  lastLines,
}: {
  readonly id: string;
  /** False when the event certainly never reached the function. */
  readonly delivered: boolean;
  readonly lastLines: readonly string[];
}): LambdockError =>
  new LambdockError('SANDBOX_LOST', {
    message: [
      delivered
        ? `The container ${id.slice(0, 12)} went away while the event was in it, and not by the function's doing.`
        : `The container ${id.slice(0, 12)} was gone before the event reached the function.`,
      ...lastLines,
    ].join('\n  '),
    details: {container: id, delivered, lastLines},
  });
