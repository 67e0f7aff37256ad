import {describe, expect, it} from '@jest/globals';
import {reportLine} from '../../../src/core/report-lines.js';

describe('reportLine', () => {
  it('has AWS’s order and tabs', () => {
    const figures = {
      durationMs: 12.4,
      initDurationMs: 118,
      billedDurationMs: 131,
      memoryLimitMb: 128,
      maxMemoryUsedMb: 41.2,
    };
    expect(reportLine('R', figures)).toBe(
      'REPORT RequestId: R\tDuration: 12.40 ms\tBilled Duration: 131 ms\tMemory Size: 128 MB\tMax Memory Used: 42 MB\tInit Duration: 118.00 ms\n',
    );
  });

  it('leaves out what was not measured', () => {
    const figures = {
      durationMs: 1,
      initDurationMs: null,
      billedDurationMs: 1,
      memoryLimitMb: 128,
      maxMemoryUsedMb: null,
    };
    expect(reportLine('R', figures)).not.toMatch(/null|Init|Max/);
  });
});
