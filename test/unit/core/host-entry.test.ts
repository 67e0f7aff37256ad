import {describe, expect, it} from '@jest/globals';
import {hostEntriesOf} from '../../../src/core/host-entry.js';
import {errorOf} from '../../support/error-of.js';

describe('hostEntriesOf', () => {
  it('passes on names with an address of v4 or v6, or the gateway', () => {
    const entries = ['db:10.0.0.5', 'db:::1', 'db:[fe80::1]', 'host.docker:host-gateway'];
    expect(hostEntriesOf(entries)).toEqual(entries);
  });

  it.each(['db', 'db:', ':10.0.0.5', 'db:other', 'db=10.0.0.5'])('refuses %j', async (text) => {
    expect(await errorOf(() => hostEntriesOf([text]))).toMatchObject({
      code: 'USAGE',
      message: `add-host ${text}: expected HOST:IP`,
    });
  });
});
