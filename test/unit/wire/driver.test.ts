import {describe, expect, it} from '@jest/globals';
import {driverOf} from '../../../src/wire/driver.js';

const project = {driver: 'runtime-api'} as const;

describe('the driver of a container that is kept warm', () => {
  it('is the emulator, whatever the project says', () => {
    expect(driverOf({}, {project, inspected: false})).toBe('runtime-api');
    expect(driverOf({}, {project, inspected: false, keepsWarm: true})).toBe('rie');
  });

  it('is refused where another is asked for outright', () => {
    const request = {project: {}, inspected: false, keepsWarm: true};
    expect(() => driverOf({driver: 'runtime-api'}, request)).toThrow('--keep-warm works with');
  });
});
