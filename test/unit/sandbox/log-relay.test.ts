import {describe, expect, it} from '@jest/globals';
import {logRelay} from '../../../src/sandbox/log-relay.js';

const R = '7126ba0f-aa54-4ddb-994d-3b57c6a63d64';

function relayInto(written: string[]) {
  return logRelay({
    version: '$LATEST',
    now: () => 0,
    onOutput: (chunk) => {
      written.push(Buffer.from(chunk).toString());
    },
  });
}

describe('logRelay', () => {
  it('holds lines back until START, then passes them on in order', async () => {
    const written: string[] = [];
    const relay = relayInto(written);
    await relay.pass(Buffer.from('early\n'), R);
    expect(written).toEqual([]);
    await relay.announce(R);
    await relay.pass(Buffer.from('late\n'), R);
    expect(written).toEqual([`START RequestId: ${R} Version: $LATEST\n`, 'early\n', 'late\n']);
  });

  it('holds back a bounded amount: what an init writes without end is passed on before START', async () => {
    const written: string[] = [];
    const relay = relayInto(written);
    const line = Buffer.from(`${'x'.repeat(1023)}\n`);
    for (let count = 0; count < 1000; count += 1) await relay.pass(line, R);
    expect(written.length).toBeGreaterThan(700);
    await relay.announce(R);
    expect(written.join('').length).toBeGreaterThan(1000 * 1024);
    expect(written.filter((text) => text.startsWith('START'))).toHaveLength(1);
  });

  it('tells of each extension once', async () => {
    const written: string[] = [];
    const relay = relayInto(written);
    const one = {name: 'a', id: null, events: null, asked: 0, failure: null};
    await relay.tellOf([one]);
    await relay.tellOf([one, {...one, name: 'b'}]);
    expect(written.map((text) => text.split('\t')[1])).toEqual(['Name: a', 'Name: b']);
  });
});
