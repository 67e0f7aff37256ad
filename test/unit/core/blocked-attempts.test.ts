import {describe, expect, it} from '@jest/globals';
import {blockedAttempts} from '../../../src/core/blocked-attempts.js';
import {hideSecrets} from '../../../src/core/redact-line.js';

const same = (text: string): string => text;

const inError = (message: string, type = 'Error'): readonly string[] =>
  blockedAttempts({error: {type, message, stackTrace: []}, logs: []}, same);

describe('what a function says of a network that it cannot reach', () => {
  it.each([
    ['Node.js', 'getaddrinfo EAI_AGAIN api.shop.test', 'getaddrinfo EAI_AGAIN api.shop.test'],
    [
      'Node.js',
      'connect ENETUNREACH 203.0.113.7:443 - Local (0.0.0.0:0)',
      'connect ENETUNREACH 203.0.113.7:443 - Local (0.0.0.0:0',
    ],
    [
      'Python',
      "HTTPConnection(host='a'): [Errno 101] Network is unreachable'))",
      'Network is unreachable',
    ],
    [
      'Python',
      '<urlopen error [Errno -3] Temporary failure in name resolution>',
      'Temporary failure in name resolution',
    ],
    [
      'boto3',
      'Could not connect to the endpoint URL: "https://s3.amazonaws.com/"',
      'Could not connect to the endpoint URL:',
    ],
    [
      'Go',
      'Get "http://a": dial tcp: lookup a on 127.0.0.11:53: server misbehaving',
      'dial tcp: lookup a on 127.0.0.11:53: server misbehaving',
    ],
    [
      'Rust',
      'dns error: failed to lookup address information: Try again',
      'failed to lookup address information: Try again',
    ],
  ])('is heard from %s: %s', (_, message, words) => {
    expect(inError(message)).toEqual([words]);
  });

  it('is heard from the type of an error, and from logs where the function went on', () => {
    expect(inError('api.shop.test', 'java.net.UnknownHostException')).toEqual([
      'UnknownHostException: api.shop.test',
    ]);
    expect(inError('fetch failed', 'TypeError')).toEqual(['TypeError: fetch failed']);
    const log = {
      timestamp: '',
      requestId: 'r',
      level: 'WARN',
      message: 'no cache: EHOSTUNREACH 10.0.0.5',
    };
    expect(blockedAttempts({error: null, logs: [log, log]}, same)).toEqual([
      'EHOSTUNREACH 10.0.0.5',
    ]);
  });

  it('tells no part of a secret, where its words are cut', () => {
    const message = `getaddrinfo ENOTFOUND ${'x'.repeat(70)}hunter22hunter22.test`;
    const hide = hideSecrets(['hunter22hunter22']).inText;
    const error = {type: 'Error', message, stackTrace: []};
    expect(blockedAttempts({error, logs: []}, hide).join()).not.toContain('hunter');
  });

  it('is not heard from a fetch whose log says that nobody listened', () => {
    const message =
      '{"errorType":"TypeError","errorMessage":"fetch failed","cause":"ECONNREFUSED"}';
    const logs = [{timestamp: '', requestId: 'r', level: 'ERROR', message}];
    const error = {type: 'TypeError', message: 'fetch failed', stackTrace: []};
    expect(blockedAttempts({error, logs}, same)).toEqual([]);
  });

  it('is nothing where it fails for another reason', () => {
    expect(inError('order 7 has no lines')).toEqual([]);
    expect(blockedAttempts({error: null, logs: []}, same)).toEqual([]);
  });
});
