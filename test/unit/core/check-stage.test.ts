import {describe, expect, it} from '@jest/globals';
import {checkStage} from '../../../src/core/check-stage.js';

describe('a stage', () => {
  it.each(['', 'a b', 'a/b', 'ä'])('%j is refused, by that name', (stage) => {
    expect(() => checkStage(stage)).toThrow(`--stage ${JSON.stringify(stage)}: a name of`);
  });

  it.each(['dev', 'feature-1', 'a_b', undefined])('%j is taken', (stage) => {
    expect(() => checkStage(stage)).not.toThrow();
  });
});
