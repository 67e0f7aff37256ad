import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {openProject, type E2eProject} from '../../support/e2e-project.js';
import {runnable} from '../../support/runnable.js';

const SLOW = 60_000;
// The stand-in of Ruby has a runtime client of lambdock's own: what Lambda's does is asked of it here.
const {missing} = await runnable('ruby3.3');
const describeRuby = missing === null ? describe : describe.skip;

let project: E2eProject;

beforeAll(async () => {
  project = await openProject({fixture: 'projects/ruby-forms'});
});

afterAll(async () => {
  await project[Symbol.asyncDispose]();
});

interface Envelope {
  readonly status: string;
  readonly payload: unknown;
  readonly error: {readonly type: string; readonly message: string} | null;
}

async function invoke(name: string, event: unknown, ...flags: string[]): Promise<Envelope> {
  const asked = ['invoke', name, '--json', '-q', '-d', JSON.stringify(event), ...flags];
  const {stdout} = await project.run(asked);
  return JSON.parse(stdout.toString()) as Envelope;
}

describeRuby('a handler in Ruby', () => {
  it(
    'is a method of a class in a module in a folder',
    async () => {
      const {status, payload} = await invoke('nested', {prices: [1.5, 2]});
      expect(status).toBe('ok');
      expect(payload).toEqual({name: 'Shop::Cart', total: 3.5, left: true});
    },
    SLOW,
  );

  it(
    'gets the client context, and its events past a proxy that it has set',
    async () => {
      const flags = [
        '--client-context',
        '{"custom":{"a":"ü"}}',
        '--env',
        'http_proxy=http://[::1]:9',
      ];
      const {status, payload} = await invoke('client', {}, ...flags);
      expect(status).toBe('ok');
      expect(payload).toEqual({custom: {a: 'ü'}});
    },
    SLOW,
  );

  it.each([
    {that: 'recurses without end', name: 'deep', type: 'Function<SystemStackError>'},
    {that: 'answers what JSON cannot say', name: 'nan', type: 'Function<JSON::GeneratorError>'},
    {that: 'is not in its file', name: 'absent', type: 'Function<NoMethodError>'},
  ])(
    'that $that has failed by an error of its own',
    async ({name, type}) => {
      const {status, error} = await invoke(name, {});
      expect({status, type: error?.type}).toEqual({status: 'function-error', type});
      expect(error?.message).not.toBe('');
    },
    SLOW,
  );

  it.each([
    {that: 'requires a gem that is not there', name: 'required', type: 'Init<LoadError>'},
    {that: 'is not Ruby', name: 'unfinished', type: 'Init<SyntaxError>'},
  ])(
    'whose file $that has failed at init',
    async ({name, type}) => {
      const {status, error} = await invoke(name, {});
      expect({status, type: error?.type}).toEqual({status: 'init-error', type});
      expect(error?.message).not.toBe('');
    },
    SLOW,
  );
});
