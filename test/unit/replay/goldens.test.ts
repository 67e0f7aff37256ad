import {mkdir, readdir, readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import type {InvocationResult, Outcome} from '../../../src/core/invocation.js';
import type {RecordedEvent} from '../../../src/core/recorded-event.js';
import {LambdockError} from '../../../src/errors/lambdock-error.js';
import {goldenStore} from '../../../src/files/golden-store.js';
import {openGoldens, recordAnswers} from '../../../src/replay/goldens.js';
import {diffText} from '../../../src/replay/reporters/diff-text.js';
import {judgeAnswers, type JudgeTools} from '../../../src/replay/judge-answers.js';
import {lostResult} from '../../../src/replay/lost-result.js';
import {comparisonWith, type Flags} from '../../support/comparison.js';
import {inTempFolder} from '../../support/in-temp-folder.js';
import {sampleResult} from '../../support/samples.js';

const event = (id: string, recorded: string | null = null): RecordedEvent => ({
  kind: 'event',
  id,
  event: Buffer.from('{}'),
  place: {file: 'events.ndjson'},
  recorded: recorded === null ? null : Buffer.from(recorded),
  note: null,
});

const warm = (body: string): InvocationResult =>
  sampleResult(body, {status: 'ok'}, {coldStart: false});

const open = async (folder: string, flags: Flags = [], over: Partial<JudgeTools> = {}) => {
  const comparison = comparisonWith(flags);
  const goldens = await openGoldens({
    store: goldenStore(folder, 'goldens'),
    comparison,
    functionName: 'orders',
  });
  const tools = {comparison, expected: goldens, runCold: null, accept: null, allowMissing: false};
  const accept: JudgeTools['accept'] = (one, result) => goldens.write(one, result);
  return {
    check: judgeAnswers({...tools, ...over}),
    update: judgeAnswers({...tools, accept, ...over}),
    record: recordAnswers(goldens),
  };
};

const recorded = async (folder: string, answers: Readonly<Record<string, string>>) => {
  const {record} = await open(folder);
  for (const [id, body] of Object.entries(answers))
    await record.judge(event(id), sampleResult(body));
  return record.end({isWhole: true});
};

const WHOLE = {isWhole: true};

describe('goldens', () => {
  it('are written where they are not the same already, and nothing is left beside them', () =>
    inTempFolder({}, async (home) => {
      const folder = join(home, 'not', 'there');
      expect(await recorded(folder, {a: '1', 'b/c': '{"x":1}'})).toEqual({
        notes: ['goldens in goldens: 2 new'],
        warnings: [],
      });
      expect(await recorded(folder, {a: '2', 'b/c': '{ "x" : 1 }'})).toEqual({
        notes: ['goldens in goldens: 1 changed, 1 unchanged'],
        warnings: [],
      });
      expect((await readdir(folder)).sort()).toEqual(['a.json', 'b%2Fc.json']);
    }));

  it('say what is the same, what differs and what is missing', () =>
    inTempFolder({}, async (folder) => {
      await recorded(folder, {a: '{"n":1}', b: '{"n":1}', c: '1'});
      const {check} = await open(folder);
      expect(await check.judge(event('a'), warm('{"n":1.0}'))).toEqual({check: 'same', diff: null});
      expect(await check.judge(event('b'), warm('{"n":2}'))).toEqual({
        check: 'different',
        diff: [{path: '$.n', kind: 'changed', expected: '1', actual: '2'}],
        golden: 'goldens/b.json',
      });
      expect(await check.judge(event('z'), warm('1'))).toEqual({check: 'missing', diff: null});
      expect((await check.end(WHOLE)).warnings).toEqual(['1 golden in goldens is of no event: c']);
      expect((await check.end({isWhole: false})).warnings).toEqual([]);
    }));

  it('are not put through the rules that they were written by once more', () =>
    inTempFolder({}, async (folder) => {
      const flags: Flags = [['ignore', '$[0]']];
      const {record, check} = await open(folder, flags);
      await record.judge(event('a'), warm('["x","b"]'));
      expect((await check.judge(event('a'), warm('["y","b"]'))).check).toBe('same');
      expect((await check.judge(event('a'), warm('["y"]'))).check).toBe('different');
      const later = await open(folder, [...flags, ['tolerance', '0.1']]);
      expect((await later.check.judge(event('a'), warm('["y","b"]'))).check).toBe('same');
      expect((await record.judge(event('a'), warm('["z","b"]'))).check).toBeNull();
      expect((await record.end(WHOLE)).notes).toEqual(['goldens in goldens: 1 new, 1 unchanged']);
    }));

  it('are written anew where they differ or are missing, if that is asked for', () =>
    inTempFolder({}, async (folder) => {
      await recorded(folder, {a: '1', b: '1'});
      const untouched = await readFile(join(folder, 'a.json'), 'utf8');
      const {update} = await open(folder);
      for (const [id, body] of Object.entries({a: '1', b: '2', c: '3'}))
        expect(await update.judge(event(id), warm(body))).toEqual({check: 'same', diff: null});
      expect((await update.end(WHOLE)).notes).toEqual(['goldens in goldens: 1 new, 1 changed']);
      expect(await readFile(join(folder, 'a.json'), 'utf8')).toBe(untouched);
      const {check} = await open(folder);
      expect((await check.judge(event('b'), warm('2'))).check).toBe('same');
    }));

  it('give way to what a destination record tells only where there is none', () =>
    inTempFolder({}, async (folder) => {
      await recorded(folder, {b: '2'});
      const {check} = await open(folder, [['mask', 'request-id']]);
      const told = '{"id":"a","n":12345678901234567890}';
      const answered = '{"n":12345678901234567890,"id":"r-1"}';
      expect((await check.judge(event('a', told), warm(answered))).check).toBe('same');
      const different = await check.judge(event('a', told), warm('1'));
      expect([different.check, different.golden]).toEqual(['different', undefined]);
      expect((await check.judge(event('b', '1'), warm('2'))).check).toBe('same');
    }));

  it('that cannot be used are differences that name the file, and end no run', () =>
    inTempFolder({}, async (folder) => {
      await recorded(folder, {A: '1'});
      await writeFile(join(folder, 'b.json'), '<<<<<<< HEAD');
      await mkdir(join(folder, 'c.json'));
      await writeFile(join(folder, 'a.json'), await readFile(join(folder, 'A.json')));
      const {check} = await open(folder);
      const whys = [];
      for (const id of ['a', 'b', 'c'])
        whys.push((await check.judge(event(id), warm('1'))).diff?.[0]?.expected);
      expect(whys).toEqual([
        'goldens/a.json is the golden of "A"',
        'goldens/b.json is no golden',
        'goldens/c.json is no golden',
      ]);
      const {diff} = await check.judge(event('b'), warm('1'));
      expect(diffText(diff)).toBe('$: goldens/b.json is no golden');
    }));

  it('that are looked for in a folder that is not there are missing, and the folder is named', () =>
    inTempFolder({}, async (home) => {
      const {check} = await open(join(home, 'elsewhere'));
      await check.judge(event('a'), warm('1'));
      const {warnings} = await check.end({isWhole: true});
      expect(warnings).toEqual([
        'there is no folder goldens; --record makes it and writes goldens into it',
      ]);
    }));
});

describe('a difference in a warm environment', () => {
  const cold =
    (body: string): JudgeTools['runCold'] =>
    async () =>
      sampleResult(body);

  it('is state-dependent where a fresh one answers as expected, and is never accepted', () =>
    inTempFolder({}, async (folder) => {
      await recorded(folder, {a: '1'});
      const found = {
        check: 'different',
        diff: [{path: '$', kind: 'changed', expected: '1', actual: '2'}],
        stateDependent: true,
        golden: 'goldens/a.json',
      };
      const {check, update} = await open(folder, [], {runCold: cold('1')});
      expect(await check.judge(event('a'), warm('2'))).toEqual(found);
      expect(await update.judge(event('a'), warm('2'))).toEqual(found);
    }));

  it('is a plain one where a fresh one answers otherwise too, or was the first to answer', () =>
    inTempFolder({}, async (folder) => {
      await recorded(folder, {a: '1'});
      const {check} = await open(folder, [], {runCold: cold('3')});
      expect(await check.judge(event('a'), warm('2'))).not.toHaveProperty('stateDependent');
      const agreeing = await open(folder, [], {runCold: cold('1')});
      const first = await agreeing.check.judge(event('a'), sampleResult('2'));
      expect(first).not.toHaveProperty('stateDependent');
    }));
});

describe('an update', () => {
  const failed = (message: string): InvocationResult =>
    sampleResult(
      '{}',
      {status: 'function-error', error: {type: 'Error', message, stackTrace: []}},
      {coldStart: true},
    );

  it('takes a failure for right where one was expected, and elsewhere keeps it and counts it', () =>
    inTempFolder({}, async (folder) => {
      const {record, update} = await open(folder);
      await record.judge(event('was-ok'), warm('1'));
      await record.judge(event('was-error'), failed('no 1'));
      const checks = [];
      for (const id of ['was-ok', 'was-error', 'new'])
        checks.push((await update.judge(event(id), failed('no 2'))).check);
      expect(checks).toEqual([null, 'same', null]);
      const {check} = await open(folder);
      for (const id of ['was-ok', 'was-error', 'new'])
        expect((await check.judge(event(id), failed('no 2'))).check).toBe('same');
    }));

  it.each(['timed-out', 'crashed', 'out-of-memory'] as const)('makes no golden of %s', (status) =>
    inTempFolder({}, async (folder) => {
      await recorded(folder, {a: '1'});
      const error = {type: 'Sandbox', message: 'ended', stackTrace: []};
      const ended = sampleResult(null, {status, error} as Partial<Outcome> as Outcome);
      const {update, check} = await open(folder);
      expect((await update.judge(event('a'), ended)).check).toBe('different');
      expect(await update.judge(event('b'), ended)).toEqual({check: 'missing', diff: null});
      expect((await check.judge(event('a'), warm('1'))).check).toBe('same');
    }),
  );
});

describe('a result that tells of a lost container alone', () => {
  const facts = {
    functionName: 'orders',
    driver: 'rie',
    image: sampleResult('').image,
    memoryLimitMb: 128,
  } as const;
  const lost = lostResult(facts, event('a'), new LambdockError('SANDBOX_LOST', {message: 'gone'}));

  it('never becomes a golden', () =>
    inTempFolder({}, async (folder) => {
      const {record} = await open(folder);
      expect(await record.judge(event('a'), lost)).toEqual({check: 'missing', diff: null});
      const {update} = await open(folder);
      expect(await update.judge(event('a'), lost)).toEqual({check: 'missing', diff: null});
      await recorded(folder, {a: '1'});
      const again = await open(folder);
      expect((await again.update.judge(event('a'), lost)).check).toBe('different');
      expect((await again.check.judge(event('a'), warm('1'))).check).toBe('same');
    }));
});

describe('rules of no use', () => {
  it('are told at the end of a run that left no event out', () =>
    inTempFolder({}, async (folder) => {
      await recorded(folder, {a: '{"n":1}'});
      const {check} = await open(folder, [
        ['ignore', '$.n'],
        ['ignore', '$.m'],
      ]);
      expect((await check.end(WHOLE)).warnings).toEqual(['1 golden in goldens is of no event: a']);
      await check.judge(event('a'), warm('{"n":2}'));
      expect((await check.end({isWhole: false})).warnings).toEqual([]);
      expect((await check.end(WHOLE)).warnings).toEqual([
        '1 rule of the comparison found nothing in any answer: --ignore $.m',
      ]);
    }));
});
