import {describe, expect, test} from '@jest/globals';
import {createBody} from '../../../src/docker/container-request.js';
import type {Client} from '../../../src/docker/client.js';
import {endpointOf} from '../../../src/docker/endpoint.js';

const clientAt = (url: string): Client => ({endpoint: endpointOf(url, 'test')}) as Client;

const bindingsOf = (url: string, publish: Parameters<typeof createBody>[1]['publish']): unknown => {
  const body = createBody(clientAt(url), {image: 'any', labels: {}, ...(publish && {publish})});
  expect(Object.keys(body.ExposedPorts as object)).toEqual(
    (publish ?? []).map(({containerPort}) => `${containerPort}/tcp`),
  );
  return body.HostConfig?.PortBindings;
};

describe('the ports of a create request', () => {
  test('go to a free port of the loopback for a local engine', () => {
    expect(bindingsOf('unix:///var/run/docker.sock', [{containerPort: 8080}])).toEqual({
      '8080/tcp': [{HostIp: '127.0.0.1', HostPort: '0'}],
    });
  });

  test('go to the address of a remote engine, but for those that ask for its loopback', () => {
    const publish = [
      {containerPort: 8080},
      {containerPort: 9229, hostPort: 9230, onLoopback: true},
    ];
    expect(bindingsOf('tcp://10.0.0.2:2375', publish)).toEqual({
      '8080/tcp': [{HostIp: '10.0.0.2', HostPort: '0'}],
      '9229/tcp': [{HostIp: '127.0.0.1', HostPort: '9230'}],
    });
  });

  test('are none unless asked for', () => {
    expect(bindingsOf('unix:///var/run/docker.sock', undefined)).toEqual({});
  });
});
