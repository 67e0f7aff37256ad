import {describe, expect, it} from '@jest/globals';
import {programKind} from '../../../src/core/program-kind.js';
import {elf} from '../../support/programs.js';

describe('programKind', () => {
  it.each([
    ['ELF of x86_64', elf('x86_64'), {format: 'elf', machine: 'x86_64'}],
    ['ELF of arm64', elf('arm64'), {format: 'elf', machine: 'arm64'}],
    [
      'ELF of another machine',
      elf(40),
      {format: 'elf', machine: 'other', machineName: '32-bit arm'},
    ],
    ['Mach-O', Buffer.from('cffaedfe0c000001', 'hex'), {format: 'mach-o'}],
    ['fat Mach-O', Buffer.from('cafebabe00000002', 'hex'), {format: 'mach-o'}],
    ['PE', Buffer.from('MZ\u0090\0', 'latin1'), {format: 'pe'}],
    [
      'script',
      Buffer.from('#! /usr/bin/env bash\nset -e\r\n'),
      {format: 'script', interpreter: '/usr/bin/env', endsInCarriageReturn: false},
    ],
    [
      'script of Windows',
      Buffer.from('#!/bin/sh\r\n'),
      {format: 'script', interpreter: '/bin/sh', endsInCarriageReturn: true},
    ],
  ])('knows %s', (_what, head, kind) => {
    expect(programKind(head)).toMatchObject(kind);
  });

  it.each([
    ['a Java class', Buffer.from('cafebabe00000041', 'hex')],
    ['text', Buffer.from('echo hi')],
    ['nothing', Buffer.alloc(0)],
    ['an ELF that is cut off', elf('arm64').subarray(0, 19)],
  ])('does not know %s', (_what, head) => {
    expect(programKind(head)).toBeNull();
  });
});
