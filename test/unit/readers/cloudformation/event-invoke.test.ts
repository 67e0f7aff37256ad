import {describe, expect, it} from '@jest/globals';
import {eventInvokeOf} from '../../../../src/core/function-entry.js';
import {errorOf} from '../../../support/error-of.js';
import {load} from '../../../support/template-project.js';

const HELLO = 'arn:aws:lambda:us-east-1:123456789012:function:shop-hello';

const SAM = `
Transform: AWS::Serverless-2016-10-31
Parameters: {Retries: {Type: Number, Default: 1}, Needed: {Type: Number}}
Globals:
  Function:
    Runtime: nodejs22.x
    Handler: a.b
    CodeUri: .
    EventInvokeConfig:
      MaximumEventAgeInSeconds: 120
      DestinationConfig: {OnFailure: {Type: SQS}}
Resources:
  Hello:
    Type: AWS::Serverless::Function
    Properties:
      FunctionName: shop-hello
      EventInvokeConfig:
        MaximumRetryAttempts: !Ref Retries
        DestinationConfig:
          OnSuccess: {Type: Lambda, Destination: !GetAtt Worker.Arn}
          OnFailure: {Type: SQS, Destination: !GetAtt Dead.Arn}
  Worker: {Type: AWS::Serverless::Function, Properties: {AutoPublishAlias: live}}
  Unknown:
    Type: AWS::Serverless::Function
    Properties: {EventInvokeConfig: {MaximumRetryAttempts: !Ref Needed}}
  Dead: {Type: AWS::SQS::Queue}
`;

const PLAIN = `
Conditions: {Never: !Equals [a, b]}
Resources:
  Hello:
    Type: AWS::Lambda::Function
    Properties: {FunctionName: shop-hello, Runtime: nodejs22.x, Handler: a.b, Code: .}
  Worker:
    Type: AWS::Lambda::Function
    Properties: {Runtime: nodejs22.x, Handler: a.b, Code: .}
  Live: {Type: AWS::Lambda::Alias, Properties: {Name: live, FunctionName: !Ref Worker}}
  OfLive:
    Type: AWS::Lambda::EventInvokeConfig
    Properties: {FunctionName: shop-hello, Qualifier: live, MaximumRetryAttempts: 2}
  OfLatest:
    Type: AWS::Lambda::EventInvokeConfig
    Properties:
      FunctionName: !Ref Hello
      Qualifier: $LATEST
      MaximumRetryAttempts: 0
      DestinationConfig: {OnSuccess: {Destination: !Ref Live}, OnFailure: {Destination: "${HELLO}"}}
  Off:
    Type: AWS::Lambda::EventInvokeConfig
    Condition: Never
    Properties: {FunctionName: !Ref Worker, Qualifier: $LATEST, MaximumRetryAttempts: 0}
`;

const CIRCLE = `
Resources:
  Hello:
    Type: AWS::Lambda::Function
    Properties: {Runtime: nodejs22.x, Handler: a.b, Code: .}
  Live: {Type: AWS::Lambda::Alias, Properties: {Name: live, FunctionName: !Ref Frozen}}
  Frozen: {Type: AWS::Lambda::Version, Properties: {FunctionName: !Ref Live}}
  OfFrozen:
    Type: AWS::Lambda::EventInvokeConfig
    Properties: {FunctionName: !Ref Frozen, Qualifier: $LATEST, MaximumRetryAttempts: 0}
  OfHello:
    Type: AWS::Lambda::EventInvokeConfig
    Properties:
      FunctionName: !Ref Hello
      Qualifier: $LATEST
      DestinationConfig: {OnFailure: {Destination: !Ref Live}}
`;

const WORKER = {text: 'Worker', functionName: 'Worker'};

describe('what a template says of events that nobody waits for', () => {
  it('is SAM’s EventInvokeConfig, that of Globals under it', async () => {
    const project = await load(SAM);
    expect(await eventInvokeOf(project, 'Hello')).toEqual({
      retries: 1,
      maxAgeMs: 120_000,
      onSuccess: WORKER,
      onFailure: {text: '!GetAtt Dead.Arn', functionName: null},
    });
    expect(await eventInvokeOf(project, 'Worker')).toEqual({
      maxAgeMs: 120_000,
      onFailure: {text: 'the SQS destination that SAM makes', functionName: null},
    });
    const error = await errorOf(() => eventInvokeOf(project, 'Unknown'));
    expect(error.message).toContain('MaximumRetryAttempts of function Unknown');
  });

  it('is a resource of its own, that of $LATEST before those of aliases', async () => {
    const project = await load(PLAIN);
    expect(await eventInvokeOf(project, 'Hello')).toEqual({
      retries: 0,
      onSuccess: WORKER,
      onFailure: {text: 'Hello', functionName: 'Hello'},
    });
    expect(await eventInvokeOf(project, 'Worker')).toEqual({});
  });

  it('is that of no function where versions and aliases lead to each other', async () => {
    const project = await load(CIRCLE);
    expect(await eventInvokeOf(project, 'Hello')).toEqual({
      onFailure: {text: '!Ref Live', functionName: null},
    });
  });
});
