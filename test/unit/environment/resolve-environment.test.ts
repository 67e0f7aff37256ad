import {describe, expect, it} from '@jest/globals';
import type {DeclaredValue} from '../../../src/core/function-spec.js';
import type {Reference} from '../../../src/core/reference.js';
import {resolveEnvironment, type FindValue} from '../../../src/environment/resolve-environment.js';
import {errorOf} from '../../support/error-of.js';

const declared = (values: Readonly<Record<string, DeclaredValue>>) => ({
  name: 'hello',
  environment: Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, {value, origin: 'lambdock.yml:1:1'}]),
  ),
});

/** Nothing tells anything. */
const nowhere: FindValue = () => Promise.resolve({known: false, why: []});

const reference: Reference = {
  text: '!ImportValue shared-table',
  kind: 'import-value',
  name: 'ImportValue',
  argument: 'shared-table',
  place: {file: 'lambdock.yml', line: 9, column: 20},
};

describe('resolveEnvironment', () => {
  it('takes the highest source: project < Parameters < function entry < --env', async () => {
    const resolved = await resolveEnvironment(
      declared({A: 'p', B: 'p', C: 'p', D: 'p'}),
      {
        files: [
          {
            shownAs: 'env.json',
            parameters: {B: 'all', C: 'all', D: 'all', NEW: 'x'},
            functions: {hello: {C: 'fn', D: 'fn'}, other: {A: 'not mine'}},
          },
        ],
        env: {D: 'flag'},
      },
      nowhere,
    );
    expect(resolved).toEqual({
      A: {value: 'p', origin: 'lambdock.yml:1:1', by: 'project'},
      B: {value: 'all', origin: 'env.json', by: 'caller'},
      C: {value: 'fn', origin: 'env.json', by: 'caller'},
      D: {value: 'flag', origin: '--env', by: 'caller'},
      NEW: {value: 'x', origin: 'env.json', by: 'caller'},
    });
  });

  it('takes the later of two files', async () => {
    const files = [
      {shownAs: 'a', parameters: {A: '1'}, functions: {}},
      {shownAs: 'b', parameters: {A: '2'}, functions: {}},
    ];
    expect(await resolveEnvironment(declared({}), {files, env: {}}, nowhere)).toMatchObject({
      A: {value: '2'},
    });
  });

  it('removes what null stands over, and lets a higher source give it again', async () => {
    const files = [{shownAs: 'a', parameters: {A: null, B: null}, functions: {}}];
    const resolved = await resolveEnvironment(
      declared({A: 'x', B: 'x', C: null}),
      {
        files,
        env: {B: 'back'},
      },
      nowhere,
    );
    expect(Object.keys(resolved)).toEqual(['B']);
  });

  it('needs no value for a reference that a higher source replaces or removes', async () => {
    const spec = declared({A: reference, B: reference});
    const resolved = await resolveEnvironment(
      spec,
      {files: [], env: {A: 'table-1', B: null}},
      nowhere,
    );
    expect(resolved).toEqual({A: {value: 'table-1', origin: '--env', by: 'caller'}});
  });

  it('names every variable whose reference is left, with its place and how to give it', async () => {
    const spec = declared({TABLE: reference, URL: {...reference, text: '!Sub x', place: null}});
    const error = await errorOf(() => resolveEnvironment(spec, {files: [], env: {}}, nowhere));
    expect(error).toMatchObject({code: 'REFERENCE_UNRESOLVED', exitCode: 2});
    expect([error.message, ...error.suggestions].join('\n')).toMatchInlineSnapshot(`
     "function hello has environment variables whose value is not known
       lambdock.yml:9:20: TABLE is !ImportValue shared-table
       lambdock.yml:1:1: URL is !Sub x
     give a value: --env TABLE=VALUE --env URL=VALUE
     or in a file, with --env-file: {"hello":{"TABLE":"VALUE","URL":"VALUE"}}
     or have AWS asked: --stack NAME says in which deployed stack, \`lambdock env lock\` keeps the answers"
    `);
    expect(error.details).toMatchObject({
      function: 'hello',
      variables: [{name: 'TABLE', reference: '!ImportValue shared-table'}, {name: 'URL'}],
    });
  });
});
