import {describe, expect, it} from '@jest/globals';
import {eventInvokeOf} from '../../../../src/core/function-entry.js';
import {problems} from '../../../support/read-lambdock-text.js';
import {load} from '../../../support/template-project.js';

describe('what a lambdock.yml says of events that nobody waits for', () => {
  it('is the function’s own, each key else that of defaults', async () => {
    const project = await load({
      'lambdock.yml': `
defaults: {runtime: nodejs22.x, asynchronous: {retries: 1, onFailure: worker}}
functions:
  hello:
    handler: index.handler
    asynchronous: {retries: 0, maximumAge: 60, onSuccess: "arn:aws:sqs:us-east-1:123456789012:done"}
  worker: {handler: index.handler}
`,
    });
    const worker = {text: 'worker', functionName: 'worker'};
    expect(await eventInvokeOf(project, 'hello')).toEqual({
      retries: 0,
      maxAgeMs: 60_000,
      onSuccess: {text: 'arn:aws:sqs:us-east-1:123456789012:done', functionName: null},
      onFailure: worker,
    });
    expect(await eventInvokeOf(project, 'worker')).toEqual({retries: 1, onFailure: worker});
    expect(await eventInvokeOf(project, 'nobody')).toEqual({});
  });

  it('is told where it cannot be', async () => {
    expect(
      await problems(`
defaults: {runtime: nodejs22.x, asynchronous: {onFailure: nobody}}
functions:
  worker:
    handler: index.handler
    asynchronous: {retries: 3, maximumAge: 59, onSuccess: wrker, onError: worker}
`),
    ).toMatchInlineSnapshot(`
     "lambdock.yml has 5 problems
     lambdock.yml:2:59: defaults.asynchronous.onFailure: found "nobody", expected the name of a function of this file, or an ARN
     lambdock.yml:6:29: functions.worker.asynchronous.retries: found 3, expected a whole number of retries from 0 to 2
     lambdock.yml:6:44: functions.worker.asynchronous.maximumAge: found 59, expected a whole number of seconds from 60 to 21600
     lambdock.yml:6:59: functions.worker.asynchronous.onSuccess: found "wrker", expected the name of a function of this file, or an ARN; did you mean worker?
     lambdock.yml:6:66: functions.worker.asynchronous.onError: unknown key; known are retries, maximumAge, onSuccess, onFailure"
    `);
  });
});
