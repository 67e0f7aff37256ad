import {createHash} from 'node:crypto';
import {execFileSync} from 'node:child_process';
import {lstat, readdir, readFile, symlink} from 'node:fs/promises';
import {join} from 'node:path';
import {gunzipSync, gzipSync} from 'node:zlib';
import {describe, expect, it} from '@jest/globals';
import fc from 'fast-check';
import type {RedactionManifest, RedactionRules} from '../../../src/core/redaction.js';
import {unbounded} from '../../../src/core/within-time.js';
import {jsonText} from '../../../src/events/raw-record.js';
import {redactJson} from '../../../src/events/redact/redact-json.js';
import {redactorOf} from '../../../src/events/redact/redactor.js';
import {redactEvents} from '../../../src/wire/events.js';
import {errorOf} from '../../support/error-of.js';
import {inTempFolder, type TempFiles} from '../../support/in-temp-folder.js';
import {readRecording, RECORDINGS} from '../../support/read-recording.js';

const NONE: RedactionRules = {remove: [], hash: [], removePattern: [], hashPattern: []};
const KEY = Buffer.from('key');

const redact = (text: string, rules: Partial<RedactionRules>): string =>
  redactJson(
    jsonText(Buffer.from(text))!,
    redactorOf({...NONE, ...rules}, {key: KEY, within: unbounded}),
  )!.toString();

/** Without a text that begins as JSON does: what is cut of it goes. */
const isWhole = (value: unknown): boolean =>
  !/"(?:\s|\\[nrtf]|\\u....)*[[{]/.test(JSON.stringify(value));

describe('rules', () => {
  it('leave every byte as it is where they find nothing', () => {
    fc.assert(
      fc.property(fc.jsonValue().filter(isWhole), fc.constantFrom(0, 2), (value, indent) => {
        const text = `{"value":${JSON.stringify(value, null, indent)}, "n": 1.10}`;
        expect(redact(text, {remove: ['$.no'], hashPattern: ['\ue000']})).toBe(text);
      }),
      {numRuns: 60},
    );
  });

  it('take out what lies at a path, and keep numbers as they are written', () => {
    const text = '{"a": {"b": 1.10, "c": 2}, "list": [1, 2.0, 3], "n": 12345678901234567890}';
    expect(redact(text, {remove: ['$.a.b', '$.list[0]']})).toBe(
      '{"a": {"c": 2},"list": [2.0,3],"n": 12345678901234567890}',
    );
    expect(redact(text, {remove: ['$']})).toBe('null');
  });

  it('give equal values equal hashes, wherever they are, and others another', () => {
    const text =
      '{"a": "x@y.z", "b": ["x@y.z"], "c": "mail x@y.z!", "d": {"k": 1, "l": 2}, "e": {"l": 2, "k": 1}}';
    const {a, b, c, d, e} = JSON.parse(
      redact(text, {hash: ['$.a', '$.b[0]', '$.d', '$.e'], hashPattern: ['\\w+@[\\w.]+']}),
    ) as Record<string, string> & {b: string[]};
    expect(a).toMatch(/^redacted-[0-9a-f]{32}$/);
    expect(b).toEqual([a]);
    expect(c).toBe(`mail ${a}!`);
    expect(d).toBe(e);
    expect(d).not.toBe(a);
  });

  it('find text in keys, in numbers, and in JSON inside of texts, plain, base64 or zipped', () => {
    const inner = '{"card": "4111111111111111", "keep": 1.0}';
    const text = JSON.stringify({
      '4111111111111111': 1,
      body: inner,
      data: Buffer.from(inner.replaceAll(' ', '')).toString('base64'),
      zipped: gzipSync(inner).toString('base64'),
    }).replace('1,', '4111111111111111,');
    const out = redact(text, {removePattern: ['\\d{16}']});
    const {body, data, zipped, ...rest} = JSON.parse(out) as Record<string, string>;
    expect(rest).toEqual({'[removed]': '[removed]'});
    expect(body).toBe('{"card": "[removed]","keep": 1.0}');
    expect(Buffer.from(data!, 'base64').toString()).toBe('{"card":"[removed]","keep":1.0}');
    expect(gunzipSync(Buffer.from(zipped!, 'base64')).toString()).toBe(body);
  });

  it('start at the record, at its event and answer, and at JSON inside', () => {
    const record =
      '{"requestContext":{"requestId":"r","condition":"Success"},"requestPayload":{"email":"a"},"responsePayload":{"email":"a"}}';
    const queued = JSON.stringify({MessageId: 'm', Body: record});
    for (const text of [record, queued]) {
      expect(redact(text, {hash: ['$.email']})).not.toContain('"a');
      expect(redact(text, {hash: ['$.email']})).toContain('"r');
    }
  });

  it('leave no digest of what was there, and nothing of JSON that is cut', () => {
    const md5 = (text: string): string => createHash('md5').update(text).digest('hex');
    const out = redact(JSON.stringify({Body: '{"pin":1}', MD5OfBody: md5('{"pin":1}')}), {
      remove: ['$.pin'],
    });
    expect(JSON.parse(out)).toEqual({Body: '{}', MD5OfBody: md5('{}')});
    expect(redact(JSON.stringify({message: '{"pin":12'}), {remove: ['$.pin']})).not.toContain('12');
  });
});

describe('a recording that is redacted', () => {
  const run = async (
    files: TempFiles,
    request: Partial<Parameters<typeof redactEvents>[0]> & {readonly inputs: readonly string[]},
    check: (cwd: string, manifest: RedactionManifest, warnings: readonly string[]) => Promise<void>,
  ): Promise<void> =>
    inTempFolder({key: 'secret\n', ...files}, async (cwd) => {
      const warnings: string[] = [];
      const manifest = await redactEvents({
        cwd,
        output: 'out',
        rules: {...NONE, hash: ['$..orderId']},
        keyFile: 'key',
        keyVariable: 'NO_SUCH_VARIABLE',
        onWarning: (message) => void warnings.push(message),
        ...request,
      });
      await check(cwd, manifest, warnings);
    });

  it.each([
    'orders.ndjson',
    'firehose.stream',
    'orders-array.json',
    'destination.ndjson',
    'async-dlq.json',
    'sqs.json',
    'stream-failure.json',
    'powertools.log',
    'subscription.json',
    'export.log',
    'logs-query.ndjson',
    'eventbridge.stream',
    'test-events.json',
  ])('%s is read as it was: its format, its events', async (name) => {
    const bytes = await readFile(join(RECORDINGS, name));
    await run({[`in/${name}`]: bytes}, {inputs: [`in/${name}`], output: name}, async (cwd) => {
      const before = await readRecording([name], {cwd: join(cwd, 'in')});
      const after = await readRecording([name], {cwd});
      const withoutOffset = ([id]: readonly [string, string]): string => id.replace(/@\d+/, '');
      expect(after.formats).toEqual(before.formats);
      expect(after.events.map(withoutOffset)).toEqual(before.events.map(withoutOffset));
      expect(JSON.stringify(after.events)).not.toMatch(/orderId\W+\d/);
    });
  });

  it('is zipped where its name says so, and in a folder keeps its names', async () => {
    const files = {
      'in/a.json': '{"orderId":1}',
      'in/b/c.ndjson.gz': gzipSync('{"orderId":1}\n{"orderId":\n'),
    };
    await run(files, {inputs: ['in'], output: 'out/'}, async (cwd, manifest, warnings) => {
      expect(warnings).toEqual(['in/b/c.ndjson.gz:2: not JSON: it ends in the middle']);
      const {events} = await readRecording(['out'], {cwd});
      expect(events.map(([id]) => id)).toEqual(['out/a', 'out/b/c.ndjson.gz:1']);
      expect(events[0]![1]).toBe(events[1]![1]);
      expect((await readFile(join(cwd, 'out/b/c.ndjson.gz')))[0]).toBe(0x1f);
      expect(manifest.files).toEqual([
        {input: 'in/a.json', output: 'out/a.json', format: 'json', records: 1, dropped: 0},
        {
          input: 'in/b/c.ndjson.gz',
          output: 'out/b/c.ndjson.gz',
          format: 'ndjson',
          records: 1,
          dropped: 1,
        },
      ]);
    });
  });

  it.each([
    ['the file that it is made of', ['in/a.json'], 'in/../in/a.json'],
    ['its folder', ['in'], 'in/'],
    ['what a link to it names', ['link'], 'in/a.json'],
  ])('is not written over %s', async (_what, inputs, output) => {
    await inTempFolder({'in/a.json': '{"orderId":1}'}, async (cwd) => {
      await symlink('in/a.json', join(cwd, 'link'));
      const redacted = redactEvents({
        ...{inputs, output, cwd, keyVariable: 'NONE', onWarning: () => undefined},
        rules: {remove: ['$.orderId'], hash: [], removePattern: [], hashPattern: []},
      });
      await expect(redacted).rejects.toMatchObject({
        code: 'USAGE',
        message: expect.stringMatching(/would be written over (in\/a.json|link), which is read$/),
      });
      expect(await readFile(join(cwd, 'in/a.json'), 'utf8')).toBe('{"orderId":1}');
    });
  });

  it('has a manifest beside it that names the rules and what they found, and not the key', async () => {
    const request = {inputs: ['a.json'], ruleSet: 'orders'};
    await run({'a.json': '{"orderId":1}'}, request, async (cwd, manifest) => {
      const written = await readFile(join(cwd, 'out.redaction.json'), 'utf8');
      expect(JSON.parse(written)).toEqual(manifest);
      expect(manifest).toMatchObject({
        ruleSet: {name: 'orders', rules: {hash: ['$..orderId']}},
        key: {from: 'key'},
        found: {'--hash $..orderId': 1},
      });
      expect(written).not.toContain('secret');
    });
  });

  it('is written through a link and into a pipe, which has no manifest', async () => {
    await inTempFolder({'a.json': '{"orderId":1}', 'kept.json': 'old'}, async (cwd) => {
      await symlink('kept.json', join(cwd, 'link'));
      execFileSync('mkfifo', [join(cwd, 'pipe')]);
      const piped = readFile(join(cwd, 'pipe'), 'utf8');
      for (const [input, output] of [
        ['a.json', 'link'],
        ['a.json', 'pipe'],
      ] as const) {
        await redactEvents({
          inputs: [input],
          cwd,
          output,
          rules: {...NONE, remove: ['$.orderId']},
          keyVariable: 'NONE',
          onWarning: () => undefined,
        });
      }
      expect((await lstat(join(cwd, 'link'))).isSymbolicLink()).toBe(true);
      expect((await lstat(join(cwd, 'pipe'))).isFIFO()).toBe(true);
      expect(await readFile(join(cwd, 'kept.json'), 'utf8')).toBe(await piped);
      expect(await piped).toMatch(/^{}\s*$/);
      expect(await readdir(cwd)).toEqual([
        'a.json',
        'kept.json',
        'kept.json.redaction.json',
        'link',
        'pipe',
      ]);
    });
  });

  it('has hashes that last as long as its key: without one they are of this run alone', async () => {
    const hashes: string[] = [];
    for (const key of [{}, {}, {keyFile: ''}, {keyFile: ''}]) {
      const {keyFile, ...request} = {keyFile: 'key', inputs: ['a.json'], ...key};
      const asked = keyFile === '' ? {...request, keyFile: undefined} : {...request, keyFile};
      await run({'a.json': '{"orderId":1}'}, asked as never, async (cwd, _manifest, warnings) => {
        hashes.push(await readFile(join(cwd, 'out'), 'utf8'));
        expect(warnings).toHaveLength(keyFile === '' ? 1 : 0);
      });
    }
    expect(hashes[0]).toBe(hashes[1]);
    expect(new Set(hashes).size).toBe(3);
  });

  it('names each record that is not in it, and why', async () => {
    const deep = `{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}`;
    const files = {
      'a.json': deep,
      'b.json': `[1,${deep},BAD]`,
      'c.ndjson': '1\n'.padEnd(30, '{\n'),
    };
    const tooDeep = 'nested too deep for rules to go through, so it is not known what is in it';
    await run(files, {inputs: ['b.json']}, async (_cwd, {files: [file]}, warnings) => {
      expect(file).toMatchObject({records: 1, dropped: 2});
      expect(warnings).toEqual([
        `b.json:1@3: ${tooDeep}`,
        expect.stringMatching(/^b.json:1@200010: not JSON/),
      ]);
    });
    await run(files, {inputs: ['c.ndjson']}, async (_cwd, _manifest, warnings) => {
      expect(warnings).toHaveLength(11);
      expect(warnings.at(-1)).toBe('and 4 more records that cannot be redacted');
    });
    const alone = () => run(files, {inputs: ['a.json']}, async () => undefined);
    expect(await errorOf(alone)).toMatchObject({
      code: 'NO_EVENTS',
      message: `there is no record in a.json that can be redacted: a.json:1: ${tooDeep}`,
    });
  });

  it('is not begun with a rule or a key that is none', async () => {
    const failed = (rules: Partial<RedactionRules>, more: object = {}) =>
      errorOf(() =>
        run(
          {'a.json': '1', empty: ''},
          {inputs: ['a.json'], rules: {...NONE, ...rules}, ...more},
          async () => undefined,
        ),
      );
    expect(await failed({hash: ['email']})).toMatchObject({code: 'USAGE'});
    expect(await failed({hashPattern: ['(']})).toMatchObject({code: 'USAGE'});
    expect(await failed({removePattern: ['a*']})).toMatchObject({
      message: expect.stringContaining('matches the empty text'),
    });
    expect(await failed({hash: ['$']}, {keyFile: 'empty'})).toMatchObject({
      message: 'the key in empty is empty',
    });
    expect(await failed({hash: ['$']}, {keyFile: 'none'})).toMatchObject({code: 'EVENT_INVALID'});
  });
});
