import {describe, expect, it} from '@jest/globals';
import {jsonText} from '../../../src/events/raw-record.js';
import {redactJson} from '../../../src/events/redact/redact-json.js';
import {redactorOf} from '../../../src/events/redact/redactor.js';
import {withinTime} from '../../../src/modules/within-time.js';
import {errorOf} from '../../support/error-of.js';
import {readRecording} from '../../support/read-recording.js';

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

  it('may have one in a path, and so may what picks events and their ids', async () => {
    const within = withinTime(20);
    const path = "$[?search(@, '(a+)+$')]";
    const stdin = JSON.stringify({note: `${'a'.repeat(60)}!`});
    const end = 'the regular expression comes to no end in what it is looked for in';
    for (const flag of ['select', 'id'] as const)
      expect(
        await errorOf(() => readRecording(['-'], {stdin, within, [flag]: path})),
      ).toMatchObject({code: 'USAGE', message: `--${flag} ${path}: ${end}`});
    const rules = {remove: [path], hash: [], hashPattern: [], removePattern: []};
    const redactor = redactorOf(rules, {key: Buffer.from('key'), within});
    expect(await errorOf(() => redactJson(jsonText(Buffer.from(stdin))!, redactor))).toMatchObject({
      message: `--remove ${path}: ${end}`,
    });
  });
});
