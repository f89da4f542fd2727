import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EffectReading } from './effect.ts';
import { measureEffect } from './effect.ts';

const readings = (...delays: (number | null)[]): EffectReading[] =>
  delays.map((runDelay) => ({ runDelay, cpuPressure: 50, targetCpu: 0.5 }));

describe('the effect of an intervention', () => {
  it('is better when the waiting program waits clearly less', () => {
    expect(measureEffect(readings(200, 210, 190, 205), readings(10, 12, 9, 11), 0).verdict).toBe('better');
  });

  it('is worse when it waits clearly more', () => {
    expect(measureEffect(readings(20, 22, 19, 21), readings(90, 95, 88, 91), 0).verdict).toBe('worse');
  });

  it('is noise when the readings overlap or the harm is too small to feel', () => {
    expect(measureEffect(readings(20, 80, 5, 40), readings(30, 70, 10, 50), 0).verdict).toBe('noise');
    expect(measureEffect(readings(0.1, 0.1, 0.1), readings(2, 2, 2), 0).verdict).toBe('noise');
  });

  it('is unmeasurable when nobody waited or there are too few readings, and still shows what was read', () => {
    const effect = measureEffect(readings(null, null, null), readings(5, 5, 5), 7);
    expect(effect).toMatchObject({ measuredAt: 7, verdict: 'unmeasurable' });
    expect(effect.metrics.map(({ metric }) => metric)).toEqual(['cpu pressure', 'cpu of the app']);
    expect(measureEffect([], [], 0)).toMatchObject({ verdict: 'unmeasurable', metrics: [] });
  });

  it('never calls the same readings better or worse', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { minLength: 3, maxLength: 20 }), (delays) => {
        expect(measureEffect(readings(...delays), readings(...delays), 0).verdict).toBe('noise');
      }),
    );
  });
});
