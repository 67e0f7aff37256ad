import {describe, expect, it} from '@jest/globals';
import {serviceVariables} from '../../../src/compose/function-variables.js';
import {envFileText} from '../../../src/core/compose/service-name.js';
import type {ResolvedEnvironment} from '../../../src/core/resolved-environment.js';

const OWN: ResolvedEnvironment = {
  PLAIN: {value: 'costs $5', origin: 'lambdock.yml:4:3', by: 'project'},
  TABLE: {value: 't-1', origin: 'lambdock.yml:5:3', by: 'project', sources: ['export table']},
  KEY: {value: 'k', origin: 'lambdock.yml:6:3', by: 'project', secret: true},
  GIVEN: {value: "it's ${x}", origin: '--env', by: 'caller'},
};

const request = {
  functionName: 'shop/orders',
  service: 'shop-orders',
  own: OWN,
  all: {
    ...Object.fromEntries(Object.entries(OWN).map(([name, {value}]) => [name, value])),
    AWS_ACCESS_KEY_ID: 'AKIA',
    AWS_LAMBDA_LOG_STREAM_NAME: '2026/01/31/[$LATEST]0123456789abcdef0123456789abcdef',
  },
  hasRealCredentials: false,
};

describe('the variables of a service', () => {
  it('are written where the project says them, and asked for where nobody else may read them', () => {
    const {written, asked} = serviceVariables(request);
    expect(written).toMatchObject({
      PLAIN: 'costs $$5',
      TABLE: '${SHOP_ORDERS_TABLE?TABLE of shop/orders: export table}',
      KEY: '${SHOP_ORDERS_KEY?KEY of shop/orders: secret, from lambdock.yml:6:3}',
      GIVEN: '${SHOP_ORDERS_GIVEN?GIVEN of shop/orders: given by --env}',
      AWS_ACCESS_KEY_ID: 'AKIA',
    });
    expect(asked.map(({name, value}) => [name, value])).toEqual([
      ['SHOP_ORDERS_GIVEN', "it's ${x}"],
      ['SHOP_ORDERS_KEY', 'k'],
      ['SHOP_ORDERS_TABLE', 't-1'],
    ]);
  });

  it('ask for credentials that are somebody’s', () => {
    const {written, asked} = serviceVariables({...request, hasRealCredentials: true});
    expect(written['AWS_ACCESS_KEY_ID']).toMatch(/^\$\{AWS_ACCESS_KEY_ID\?/);
    expect(asked).toContainEqual(
      expect.objectContaining({name: 'AWS_ACCESS_KEY_ID', value: 'AKIA'}),
    );
  });

  it('are the same at every time of day', () => {
    const later = {...request.all, AWS_LAMBDA_LOG_STREAM_NAME: '2027/12/01/[$LATEST]ffff'};
    expect(serviceVariables({...request, all: later}).written).toEqual(
      serviceVariables(request).written,
    );
  });

  it('go to a file in which compose finds them as they are', () => {
    const values = new Map([
      ['B', 'two\nlines and "quotes" $HOME \\'],
      ['A', 'plain $x'],
    ]);
    expect(envFileText(values)).toBe(
      `A='plain $x'\nB="two\\nlines and \\"quotes\\" \\$HOME \\\\"\n`,
    );
  });
});
