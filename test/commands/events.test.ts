import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {describe, expect, it} from '@jest/globals';
import EventsInspect from '../../src/commands/events/inspect.js';
import EventsRedact from '../../src/commands/events/redact.js';
import {rulesTogether} from '../../src/core/redaction.js';
import {inTempFolder} from '../support/in-temp-folder.js';
import {runCommand} from '../support/run-command.js';
import {fakeFunction, sampleSpec} from '../support/samples.js';

/** Below the folder that tests are run in: how wide a column is must not depend on the machine. */
const FOLDER = 'test/fixtures/events';
const DESTINATION = join(FOLDER, 'destination.ndjson');

describe('events inspect', () => {
  it('shows format, counts, ids and first events', async () => {
    const run = await runCommand(EventsInspect, [DESTINATION, '--limit', '2']);
    expect(run.exitCode).toBe(0);
    expect(run.stdout).toMatchInlineSnapshot(`
     "test/fixtures/events/destination.ndjson: 3 events (destination), 1 skipped (1 malformed)

     ID                                    BYTES  AT                                         NOTE                         EVENT
     8f1c2d3e-0000-4000-8000-000000000001  26     test/fixtures/events/destination.ndjson:1  with its answer              {"orderId":7,"total":1.10}
     8f1c2d3e-0000-4000-8000-000000000002  13     test/fixtures/events/destination.ndjson:2  RetriesExhausted, Unhandled  {"orderId":8}
     … and 1 more

     Skipped:
     test/fixtures/events/destination.ndjson:4: malformed: no requestPayload: a queue or topic drops what does not fit into a message
     "
    `);
    expect(run.stderr).toBe('');
  });

  it('gives one document with --json', async () => {
    const run = await runCommand(EventsInspect, [DESTINATION, '--json', '--limit', '1']);
    expect(JSON.parse(run.stdout)).toMatchObject({
      inputs: [{input: DESTINATION, formats: {destination: 3}, events: 3, skipped: {malformed: 1}}],
      first: [{bytes: 26, hasAnswer: true, text: '{"orderId":7,"total":1.10}'}],
    });
  });

  it('takes a format by name, and refuses one that there is not', async () => {
    const whole = await runCommand(EventsInspect, [DESTINATION, '--from', 'json']);
    expect(whole.stdout).toContain('4 events (json)');
    const wrong = await runCommand(EventsInspect, [DESTINATION, '--from', 'csv']);
    expect(wrong.exitCode).toBe(2);
  });

  it('exits with 2 where there is no event, and at a malformed record with --strict', async () => {
    const none = await runCommand(EventsInspect, [join(FOLDER, 'mixed', 'README.md')]);
    expect(none.exitCode).toBe(2);
    expect(none.stderr).toContain('Error [NO_EVENTS]: there is no event in');
    const strict = await runCommand(EventsInspect, [DESTINATION, '--strict']);
    expect(strict.exitCode).toBe(2);
    expect(strict.stderr).toContain('destination.ndjson:4: no requestPayload');
  });
});

describe('events redact', () => {
  it('writes the recording and says what each rule found', async () => {
    await inTempFolder({key: 'secret'}, async (folder) => {
      const out = join(folder, 'clean.ndjson');
      const flags = ['--hash', '$.orderId', '--key-file', join(folder, 'key')];
      const run = await runCommand(EventsRedact, [DESTINATION, '-o', out, ...flags]);
      expect(run.exitCode).toBe(0);
      expect(run.stdout).toContain('4 records (destination)');
      expect(run.stdout).toContain('--hash $.orderId  found 3 times');
      expect(await readFile(out, 'utf8')).toMatch(/"requestPayload":{"orderId":"redacted-/);
    });
  });

  it('writes one recording to stdout, and what was found to stderr', async () => {
    const run = await runCommand(EventsRedact, [DESTINATION, '-o', '-', '--remove', '$.orderId']);
    expect([run.exitCode, run.stdout]).toEqual([
      0,
      expect.stringMatching(/^\{.*"requestPayload":\{\}.*\}\n$/s),
    ]);
    expect(run.stderr).toContain(`${DESTINATION} -> stdout: 4 records (destination)`);
    expect(run.stderr).toContain('--remove $.orderId  found 3 times');
    const many = await runCommand(EventsRedact, ['test', '-o', '-', '--remove', '$.a']);
    expect([many.exitCode, many.stdout]).toEqual([2, '']);
    expect(many.stderr).toContain('-o - writes one recording to stdout, and these are');
    const both = await runCommand(EventsRedact, [
      DESTINATION,
      '-o',
      '-',
      '--remove',
      '$.a',
      '--json',
    ]);
    expect([both.exitCode, both.stdout]).toEqual([
      2,
      expect.stringContaining('-o - and --json would both write to stdout'),
    ]);
  });

  it('takes the rules of a function of the project too', async () => {
    const redaction = rulesTogether([{remove: ['$.orderId'], hashPattern: ['ab+c']}]);
    const names: (string | undefined)[] = [];
    const run = await runCommand(EventsRedact, [DESTINATION, '-o', '-', '--function', 'orders'], {
      function: (name) => {
        names.push(name);
        return fakeFunction({spec: async () => ({...sampleSpec(), redaction})});
      },
    });
    expect([run.exitCode, names]).toEqual([0, ['orders']]);
    expect(run.stdout).toContain('"requestPayload":{}');
    expect(run.stderr).toContain('--remove $.orderId');
    expect(run.stderr).toContain('--hash-pattern ab+c');
  });

  it('asks for a rule', async () => {
    const run = await runCommand(EventsRedact, [DESTINATION, '-o', 'never']);
    expect(run.exitCode).toBe(2);
    expect(run.stderr).toContain('no rule says what is to be redacted');
  });
});
