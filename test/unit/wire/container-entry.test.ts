import {expect, it} from '@jest/globals';
import type {FunctionSpec} from '../../../src/core/function-spec.js';
import {containerEntry} from '../../../src/wire/container-entry.js';

const spec = {
  runtime: null,
  handler: null,
  handlerElse: 'index.handler',
  code: {kind: 'image', reference: 'acme/worker', config: {}},
} as Partial<FunctionSpec> as FunctionSpec;

it("the handler of another version is the command of an image of AWS's entry that has none", () => {
  const lastWord = (entry: string, command: readonly string[]): string | undefined =>
    containerEntry({spec, base: {entrypoint: [entry], command}, driver: 'rie'}, {}).command.at(-1);
  expect(lastWord('/lambda-entrypoint.sh', [])).toBe('index.handler');
  expect(lastWord('/lambda-entrypoint.sh', ['app.main'])).toBe('app.main');
  expect(lastWord('/main', [])).toBe('/main');
});
