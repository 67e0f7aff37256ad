import {LambdockError} from '../errors/lambdock-error.js';

/** Rejects a stage that could be in no name on AWS, the empty one among them. */
export function checkStage(stage: string | undefined): void {
  if (stage === undefined || /^[A-Za-z0-9_-]+$/.test(stage)) return;
  throw new LambdockError('USAGE', {
    message: `--stage ${JSON.stringify(stage)}: a name of letters, digits, "-" and "_" is expected`,
    suggestions: ['--stage dev'],
  });
}
