import {describe, expect, it} from '@jest/globals';
import {jsonText} from '../../../src/events/raw-record.js';
import {redactJson} from '../../../src/events/redact/redact-json.js';
import {redactorOf} from '../../../src/events/redact/redactor.js';
import {withinTime} from '../../../src/modules/within-time.js';
import {errorOf} from '../../support/error-of.js';

describe('rules of a redaction', () => {
  it('end where a regular expression comes to no end, and are named', async () => {
    const slow = {remove: [], hash: [], hashPattern: [], removePattern: ['x', '(a+)+$']};
    const redactor = redactorOf(slow, {key: Buffer.from('key'), within: withinTime(20)});
    const event = jsonText(Buffer.from(JSON.stringify({note: `${'a'.repeat(60)}!`})))!;
    expect(await errorOf(() => redactJson(event, redactor))).toMatchObject({
      code: 'USAGE',
      message:
        '--remove-pattern (a+)+$: the regular expression comes to no end in a text of 61 characters',
    });
  });
});
