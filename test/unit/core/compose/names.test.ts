import {describe, expect, it} from '@jest/globals';
import {publishedAt} from '../../../../src/core/compose/published-at.js';
import {distinctValues} from '../../../../src/core/compose/distinct-values.js';
import {askedFor, askedName, serviceName} from '../../../../src/core/compose/service-name.js';
import {supervisorNews} from '../../../../src/core/compose/supervisor.js';
import {loopbackWarnings} from '../../../../src/core/loopback-values.js';

describe('names of a compose file', () => {
  it('are those of functions, as far as a service can have them', () => {
    expect(['hello', 'Api/Fn', 'a_b.c-d', '-x-', '//'].map(serviceName)).toEqual([
      'hello',
      'Api-Fn',
      'a_b.c-d',
      'x',
      'function',
    ]);
  });

  it('ask with a reason that compose can read, and take an empty value', () => {
    expect(askedFor('A_B', 'from ${x}\nand }')).toBe('${A_B?from  x and  }');
  });

  it('are asked for under names that a shell can have', () => {
    expect([askedName('api-v2', 'KEY'), askedName('2fa', 'KEY')]).toEqual([
      'API_V2_KEY',
      '_2FA_KEY',
    ]);
  });

  it('ask for one value under each name', () => {
    const one = {name: askedName('api', 'V2_KEY'), value: 'a', origin: 'V2_KEY of api'};
    const other = {name: askedName('api-v2', 'KEY'), value: 'b', origin: 'KEY of api-v2'};
    expect(distinctValues([one, {...other, value: 'a'}])).toHaveLength(1);
    expect(() => distinctValues([one, other])).toThrow(/API_V2_KEY: V2_KEY of api; KEY of api-v2/);
  });

  it('publish on this machine alone unless an address is said', () => {
    expect(['3001', '0.0.0.0:80', '[::1]:9', 'none'].map(publishedAt)).toEqual([
      '127.0.0.1:3001',
      '0.0.0.0:80',
      '[::1]:9',
      null,
    ]);
    for (const wrong of ['', 'x', '70000', 'a:b']) {
      expect(() => publishedAt(wrong)).toThrow(/--publish/);
    }
  });
});

describe('a supervisor', () => {
  it('tells an end and a leave, and nothing else is heard', () => {
    expect(supervisorNews('ended 137 1')).toEqual({kind: 'ended', exitCode: 137, memoryKills: 1});
    expect(supervisorNews('leaving')).toEqual({kind: 'leaving'});
    for (const line of ['', 'ended', 'ended x 1', 'ended 1 -1', 'GET / HTTP/1.1']) {
      expect(supervisorNews(line)).toBeNull();
    }
  });
});

describe('a value that names this machine', () => {
  const GENERAL = (host: string): unknown =>
    expect.stringMatching(
      `^lambdock.yml:1:1: URL of orders names ${host}, which is the function's own container`,
    );
  const services = [{file: 'compose.yaml', service: 'db', published: 5433, target: 5432}];

  it.each([
    [
      'postgres://app@localhost:5433/app',
      ['lambdock.yml:1:1: URL of orders: localhost:5433 is db:5432 in the network of compose.yaml'],
    ],
    ['postgres://app@localhost:5432/app', [GENERAL('localhost')]],
    ['http://LOCALHOST:5432', [GENERAL('LOCALHOST')]],
    ['postgres://db:5433/app', []],
    ['http://127.0.0.1', [GENERAL('127.0.0.1')]],
  ])('%s is told once, with the service that is meant, where one is', (value, warnings) => {
    const variables = {URL: {value, origin: 'lambdock.yml:1:1', by: 'project'} as const};
    expect(loopbackWarnings('orders', variables, services)).toEqual(warnings);
  });
});
