import {describe, expect, it} from '@jest/globals';
import {eventInvokeOf} from '../../../../src/core/function-entry.js';
import {errorOf} from '../../../support/error-of.js';
import {withServerless} from '../../../support/serverless-project.js';

const SERVICE = `service: shop
custom: {retries: 1, ring: "\${self:custom.ring}"}
provider: {name: aws, runtime: nodejs22.x}
functions:
  plain: {handler: a.b}
  named:
    handler: a.b
    maximumRetryAttempts: \${self:custom.retries}
    maximumEventAge: 7200
    destinations: {onSuccess: plain, onFailure: "arn:aws:sqs:us-east-1:123456789012:dead"}
  typed:
    handler: a.b
    destinations:
      onSuccess: {type: function, arn: !GetAtt PlainLambdaFunction.Arn}
      onFailure: {type: sns, arn: !Ref Topic}
  wrong: {handler: a.b, maximumRetryAttempts: 3}
  odd: {handler: a.b, destinations: {onSuccess: {type: sqs}}}
  asks: {handler: a.b, destinations: {onFailure: {type: sqs, arn: "\${cf:other.Queue}"}}}
  misspelt:
    handler: a.b
    destinations:
      onFailure: {type: sqs, arn: "\${self:custom.typo}"}
  circle: {handler: a.b, destinations: {onFailure: {type: sqs, arn: "\${self:custom.ring}"}}}
`;

describe('what a serverless.yml says of events that nobody waits for', () => {
  it('are retries, age and destinations: functions by name or resource, and what is none', () =>
    withServerless({'serverless.yml': SERVICE}, {}, async ({project}) => {
      const plain = {text: 'plain', functionName: 'plain'};
      expect(await eventInvokeOf(project, 'plain')).toEqual({});
      expect(await eventInvokeOf(project, 'named')).toEqual({
        retries: 1,
        maxAgeMs: 7_200_000,
        onSuccess: plain,
        onFailure: {text: 'arn:aws:sqs:us-east-1:123456789012:dead', functionName: null},
      });
      expect(await eventInvokeOf(project, 'typed')).toEqual({
        onSuccess: plain,
        onFailure: {text: '!Ref Topic', functionName: null},
      });
    }));

  it('is refused where it cannot be, and only there', () =>
    withServerless({'serverless.yml': SERVICE}, {}, async ({project, spec}) => {
      const {message} = await errorOf(() => eventInvokeOf(project, 'wrong'));
      expect(message).toContain('found 3, expected a whole number of retries from 0 to 2');
      const odd = await errorOf(() => eventInvokeOf(project, 'odd'));
      expect(odd.message).toContain('found a mapping, expected a mapping with type and arn');
      expect((await spec('wrong')).name).toBe('wrong');
    }));

  it('may name a destination that only AWS knows, but none that is misspelt', () =>
    withServerless({'serverless.yml': SERVICE}, {}, async ({project}) => {
      expect(await eventInvokeOf(project, 'asks')).toEqual({
        onFailure: {text: '${cf:other.Queue}', functionName: null},
      });
      const misspelt = await errorOf(() => eventInvokeOf(project, 'misspelt'));
      expect(misspelt.code).toBe('REFERENCE_UNRESOLVED');
      expect(misspelt.message).toMatch(
        /serverless\.yml:22:\d+: .*\$\{self:custom\.typo\} is not known/,
      );
      const circle = await errorOf(() => eventInvokeOf(project, 'circle'));
      expect(circle.message).toContain('variables go in a circle');
    }));
});
