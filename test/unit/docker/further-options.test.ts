import {describe, expect, it} from '@jest/globals';
import {furtherOptions} from '../../../src/docker/further-options.js';

describe('furtherOptions', () => {
  it('says each option in the words of the engine, and nothing that was not asked for', () => {
    expect(furtherOptions()).toEqual({});
    expect(
      furtherOptions({
        devices: ['/dev/kvm', '/dev/a:/dev/b', '/dev/a:/dev/b:rw', '/dev/a:r'],
        ulimits: {nofile: 1024, nproc: {soft: 10, hard: -1}},
        sysctls: {'net.core.somaxconn': 1024},
        privileged: false,
        capAdd: ['SYS_PTRACE'],
        capDrop: ['ALL'],
        securityOpt: ['seccomp=unconfined'],
        groupAdd: ['video'],
        dnsSearch: ['acme.test'],
        shmSize: 64,
        pidsLimit: 1024,
        cpus: 0.5,
      }),
    ).toEqual({
      Devices: [
        {PathOnHost: '/dev/kvm', PathInContainer: '/dev/kvm', CgroupPermissions: 'rwm'},
        {PathOnHost: '/dev/a', PathInContainer: '/dev/b', CgroupPermissions: 'rwm'},
        {PathOnHost: '/dev/a', PathInContainer: '/dev/b', CgroupPermissions: 'rw'},
        {PathOnHost: '/dev/a', PathInContainer: '/dev/a', CgroupPermissions: 'r'},
      ],
      Ulimits: [
        {Name: 'nofile', Soft: 1024, Hard: 1024},
        {Name: 'nproc', Soft: 10, Hard: -1},
      ],
      Sysctls: {'net.core.somaxconn': '1024'},
      Privileged: false,
      CapAdd: ['SYS_PTRACE'],
      CapDrop: ['ALL'],
      SecurityOpt: ['seccomp=unconfined'],
      GroupAdd: ['video'],
      DnsSearch: ['acme.test'],
      ShmSize: 67_108_864,
      PidsLimit: 1024,
      NanoCpus: 500_000_000,
    });
  });
});
