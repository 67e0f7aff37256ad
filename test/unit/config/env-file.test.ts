import {join} from 'node:path';
import {describe, expect, it} from '@jest/globals';
import {readEnvFile, type EnvFile} from '../../../src/config/env-file.js';
import {errorOf} from '../../support/error-of.js';
import {inTempFolder} from '../../support/in-temp-folder.js';

const read = (content: string): Promise<EnvFile> =>
  inTempFolder({env: content}, (folder) => readEnvFile(join(folder, 'env'), 'my.env'));

describe('readEnvFile', () => {
  it('reads JSON by function, as SAM has it', async () => {
    const file = await read('{"Parameters": {"A": "1"}, "hello": {"B": "x=y"}, "other": {}}');
    expect(file).toEqual({
      shownAs: 'my.env',
      parameters: {A: '1'},
      functions: {hello: {B: 'x=y'}, other: {}},
    });
  });

  it('keeps the spelling of numbers, spells booleans, and keeps null as removal', async () => {
    const {parameters} = await read(
      '{"Parameters": {"N": 1.10, "BIG": 12345678901234567890, "T": true, "F": false, "X": null}}',
    );
    expect(parameters).toEqual({
      N: '1.10',
      BIG: '12345678901234567890',
      T: 'true',
      F: 'false',
      X: null,
    });
  });

  it('reads dotenv text: comments, quotes, export, "=" and line breaks in values', async () => {
    const {parameters, functions} = await read(
      '# c\nA=1\nexport B="two words" # c\nURL=postgres://u:p@h/db?a=b\nPEM="line 1\nline 2"\nE=\nF=\u00fc\n',
    );
    expect(parameters).toEqual({
      A: '1',
      B: 'two words',
      URL: 'postgres://u:p@h/db?a=b',
      PEM: 'line 1\nline 2',
      E: '',
      F: 'ü',
    });
    expect(functions).toEqual({});
  });

  it.each([
    ['', 'the env file my.env is empty'],
    ['  \n', 'the env file my.env is empty'],
    ['{"Parameters": {"A": 1,}}', 'the env file my.env:1:24 is not JSON'],
    ['[1]', 'the env file my.env is a JSON list, expected an object'],
    ['{"A": "1"}', 'the env file my.env has a string at A, expected an object of variables there'],
    ['{"hello": {"A": [1]}}', 'the env file my.env has an array at hello.A, expected a text'],
    ['{"hello": {"A": {"b": 1}}}', 'the env file my.env has an object at hello.A'],
    ['A=1\nB\nC=2', 'my.env:2: not KEY=VALUE'],
    ['PEM="a\nb"\nwhat is this', 'my.env:3: not KEY=VALUE'],
  ])('refuses %j', async (content, message) => {
    const error = await errorOf(() => read(content));
    expect(error.code).toBe('ENV_INVALID');
    expect(error.message).toContain(message);
  });

  it('tells a missing file', async () => {
    const error = await errorOf(() => readEnvFile('/nowhere/.env', '.env'));
    expect(error).toMatchObject({code: 'ENV_INVALID', message: 'there is no env file .env'});
  });
});
