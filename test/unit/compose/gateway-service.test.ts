import {describe, expect, it} from '@jest/globals';
import {gatewayService} from '../../../src/compose/gateway-service.js';
import {gatewayFunction} from '../../support/gateway-function.js';

describe('the service of a gateway', () => {
  const serviceOf = (...timeouts: readonly number[]): unknown =>
    gatewayService({
      image: 'lambdock/gateway:1',
      version: '0.1.0',
      settings: {functions: timeouts.map((timeoutMs) => gatewayFunction({timeoutMs}))},
      publish: null,
    });

  it.each([
    [[1_000, 30_500], '631s'],
    [[900_000], '1500s'],
    [[], '600s'],
  ])(
    'has ten minutes and the longest timeout of %j ms for what it has accepted',
    (timeouts, grace) => {
      expect(serviceOf(...timeouts)).toMatchObject({stop_grace_period: grace});
    },
  );
});
