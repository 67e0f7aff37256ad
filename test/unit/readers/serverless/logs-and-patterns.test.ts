import {describe, expect, it} from '@jest/globals';
import {errorOf} from '../../../support/error-of.js';
import {withServerless} from '../../../support/serverless-project.js';

const LOGGING = `service: shop
provider:
  name: aws
  runtime: nodejs22.x
  logs:
    restApi: true
    lambda: {logFormat: JSON, applicationLogLevel: INFO, logGroup: /shop/all}
functions:
  shared: {handler: a.b}
  own: {handler: a.b, logs: {applicationLogLevel: DEBUG, logGroup: !Ref Group}}
  text: {handler: a.b, logs: {logFormat: Text}}
  wrong: {handler: a.b, logs: {logFormat: XML}}
  outside: {handler: a.b, package: {patterns: ['!**', ../shared/**, '!../out', a.js]}}
`;

describe('how functions of a serverless.yml log', () => {
  it('is said by the function, each key else by the provider', () =>
    withServerless({'serverless.yml': LOGGING}, {}, async ({spec}) => {
      const all = {format: 'JSON', applicationLevel: 'INFO', group: '/shop/all'};
      expect((await spec('shared')).logging).toEqual(all);
      expect((await spec('own')).logging).toEqual({format: 'JSON', applicationLevel: 'DEBUG'});
      expect((await spec('text')).logging).toEqual({format: 'Text', group: '/shop/all'});
      const error = await errorOf(() => spec('wrong'));
      expect(error.message).toContain('found "XML", expected JSON or Text');
    }));
});

describe('patterns of a package', () => {
  it('that reach outside of the service are told, for they bring nothing', () =>
    withServerless({'serverless.yml': LOGGING}, {}, async ({spec, warnings}) => {
      await spec('shared');
      expect(warnings).toEqual([]);
      await spec('outside');
      expect(warnings).toEqual([
        'serverless.yml:13:37: functions.outside.package.patterns: ../shared/** is outside of the folder of serverless.yml, so it is not in the code; a layer can bring it',
      ]);
    }));
});
