import {describe, expect, it} from '@jest/globals';
import {inputMeter} from '../../../src/core/input-meter.js';

describe('inputMeter', () => {
  it('tells the share by the events themselves while the first piece is used up', () => {
    const meter = inputMeter([1000]);
    meter.read(1000);
    for (let event = 0; event < 25; event += 1) meter.take(9);
    expect(meter.share()).toBeCloseTo(0.25);
  });

  it('learns from used pieces what wrapping or zipping does to an event', () => {
    for (const event of [9, 199]) {
      const meter = inputMeter([60_000, 40_000]);
      meter.read(10_000);
      for (let taken = 0; taken < 100; taken += 1) meter.take(event);
      meter.read(10_000);
      for (let taken = 0; taken < 50; taken += 1) meter.take(event);
      expect(meter.share()).toBeCloseTo(0.15);
    }
  });

  it('tells the share of the limit where that is met before the end', () => {
    const meters = [25, 4].map((limit) => inputMeter([100], limit));
    for (const meter of meters) {
      meter.read(100);
      meter.take(19);
    }
    expect(meters.map((meter) => meter.share())).toEqual([0.2, 0.25]);
    expect(inputMeter([null], 4).share()).toBeNull();
  });

  it('tells nothing of stdin, nor of a short file that is zipped', () => {
    expect(inputMeter([1000, null]).share()).toBeNull();
    const zipped = inputMeter([100]);
    zipped.read(100);
    zipped.take(500);
    expect(zipped.share()).toBeNull();
  });
});
