import {describe, expect, it} from '@jest/globals';
import {problems, read} from '../../../support/read-lambdock-text.js';

describe('readLambdock, what a container has besides code and environment', () => {
  it('reads file systems, the size of /tmp, options of the container, hooks and endpoints', async () => {
    const project = await read(`
hooks: ./lambdock.hooks.mjs
endpoints: {default: "http://aws:4566", api-gateway: "http://gateway:1"}
defaults:
  runtime: nodejs22.x
  ephemeralStorage: 1024
  docker: {privileged: true, shmSize: 64}
  environment: {AWS_ENDPOINT_URL: "http://mine:1"}
functions:
  hello:
    handler: index.handler
    fileSystems: [{mountPath: /mnt/data, source: ./data}, {mountPath: /mnt/v, source: v}, {mountPath: /mnt/n}]
    docker: {shmSize: 128}
`);
    expect(project).toMatchObject({
      hooks: '/tmp/shop/lambdock.hooks.mjs',
      functions: [
        {
          ephemeralStorageMb: 1024,
          docker: {privileged: true, shmSize: 128},
          fileSystems: [
            {mountPath: '/mnt/data', arn: null, source: '/tmp/shop/data', place: {line: 12}},
            {mountPath: '/mnt/v', source: 'v'},
            {mountPath: '/mnt/n', source: null},
          ],
          environment: {
            AWS_ENDPOINT_URL: {value: 'http://mine:1', origin: 'lambdock.yml:8:17'},
            AWS_ENDPOINT_URL_API_GATEWAY: {value: 'http://gateway:1', origin: 'lambdock.yml:3:41'},
          },
        },
      ],
    });
  });

  it('names what is wrong with them, and the option that was probably meant', async () => {
    expect(
      await problems(`
endpoints: {s3: 4566}
functions:
  hello:
    runtime: nodejs22.x
    handler: index.handler
    ephemeralStorage: 100
    fileSystems: [{mountPath: /data}]
    docker: {priviledged: true, ulimits: {nofiles: 1}, devices: [kvm], network_mode: host}
`),
    ).toMatchInlineSnapshot(`
     "lambdock.yml has 7 problems
     lambdock.yml:2:17: endpoints.s3: found 4566, expected a URL such as http://localstack:4566
     lambdock.yml:7:23: functions.hello.ephemeralStorage: found 100, expected a whole number of MB from 512 to 10240
     lambdock.yml:8:31: functions.hello.fileSystems.0.mountPath: found "/data", expected a path such as /mnt/data
     lambdock.yml:9:14: functions.hello.docker.priviledged: unknown key; did you mean privileged?
     lambdock.yml:9:43: functions.hello.docker.ulimits.nofiles: found "nofiles", expected a limit such as nofile, nproc or memlock
     lambdock.yml:9:66: functions.hello.docker.devices.0: found "kvm", expected a device such as /dev/kvm, /dev/a:/dev/b or /dev/a:/dev/b:rw
     lambdock.yml:9:72: functions.hello.docker.network_mode: unknown key; known are network, extraHosts, dns, dnsSearch, hostname, mounts, devices, ulimits, sysctls, privileged, capAdd, capDrop, securityOpt, groupAdd, shmSize, pidsLimit, cpus"
    `);
  });
});
