import {describe, expect, it} from '@jest/globals';
import type {FunctionSpec} from '../../../src/core/function-spec.js';
import {inBatches} from '../../../src/core/in-batches.js';
import type {InvokeOptions} from '../../../src/core/options.js';
import {batchName} from '../../../src/wire/batch-name.js';
import {sampleSpec} from '../../support/samples.js';

const nameOf = (over: Partial<FunctionSpec> = {}, options: InvokeOptions = {}): string =>
  batchName({spec: sampleSpec(over), options});

const who = (value: string): Partial<FunctionSpec> => ({
  environment: {WHO: {value, origin: 'the hook beforeInvoke'}},
});

describe('events that come at once', () => {
  it('are each prepared with the variables that a hook gave them', async () => {
    const preparing = inBatches<string>();
    const prepare = (value: string): Promise<string> =>
      preparing(nameOf(who(value)), async () => value);
    expect(await Promise.all(['Ada', 'Bob', 'Ada'].map(prepare))).toEqual(['Ada', 'Bob', 'Ada']);
  });

  it('are prepared together only where code and context are the same too', () => {
    const names = [
      nameOf(),
      nameOf({name: 'other'}),
      nameOf({code: {kind: 'archive', path: '/other.zip'}}),
      nameOf({}, {context: {functionVersion: '7'}}),
      nameOf(who('secret')),
    ];
    expect(new Set(names).size).toBe(names.length);
    expect(nameOf(who('secret'))).toBe(nameOf(who('secret')));
    expect(names.join()).not.toContain('secret');
  });
});
