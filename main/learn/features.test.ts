import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aBehaviour, aCase, aContext, aSystem } from '../decide/case.fixture.ts';
import { features, featuresOfCase, plainFeatures } from './features.ts';

/** What a broken counter, a wrong clock or a hostile recording may hold. */
const anyNumber = fc.oneof(fc.double(), fc.constantFrom(0, -0, -1, 1e300, Infinity, -Infinity, NaN));

describe('the features of a case', () => {
  it('are named and bounded, whatever the counters say', () => {
    fc.assert(
      fc.property(
        fc.array(anyNumber, { minLength: 10, maxLength: 10 }),
        anyNumber,
        anyNumber,
        (values, hour, strength) => {
          const [cpu5 = 0, cpu60 = 0, burstiness = 0, memory = 0, ioRead = 0, ioWrite = 0, ramp = 0, avg10 = 0, load = 0, percent = 0] = values; // prettier-ignore
          const subject = aCase({
            behaviour: aBehaviour({ cpu5, cpu60, burstiness, memory, ioRead, ioWrite, ramp }),
            context: aContext({ power: 'battery', batteryPercent: percent }),
            system: aSystem(avg10, { load1: load }),
          });
          expect(features.safeParse(featuresOfCase(subject, hour, strength)).success).toBe(true);
        },
      ),
    );
  });

  it('tell battery, game and presentation apart from their absence on both sides of nought', () => {
    const presentation = { kind: 'known', presenting: true, by: 'Impress' } as const;
    const context = { ...aContext({ power: 'battery', batteryPercent: 30, games: [9] }), presentation };
    expect(featuresOfCase(aCase({ context }), 6, 0)).toMatchObject({
      battery: 0.5,
      batteryLow: 0.7,
      game: 0.5,
      presenting: 0.5,
      hourSin: 1,
    });
    expect(featuresOfCase(aCase(), 0, 0)).toMatchObject({ battery: -0.5, batteryLow: 0, game: -0.5, presenting: -0.5 });
  });

  it('of the plainest case are features like all others', () => {
    expect(features.safeParse(plainFeatures(0.6)).success).toBe(true);
  });
});
