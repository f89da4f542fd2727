/** How good the model's predictions were before it learned each answer: loss, calibration, drift. Pure. */

/** What was predicted (probability of a yes) and what was then said. */
export interface Prediction {
  readonly predicted: number;
  readonly label: 0 | 1;
}

/** Predictions looked at, newest; fewer than `fewest` say nothing. */
const window = 256;
const fewest = 30;
const buckets = 10;

/** A drift is looked for in so many of the newest predictions, against the ones before. */
const lately = 24;
/** How much worse they must be: by this factor and by this much, so that neither luck nor a tiny loss counts. */
const worseBy = { factor: 1.5, nats: 0.15 };

const lossOf = ({ predicted, label }: Prediction): number => {
  const right = label === 1 ? predicted : 1 - predicted;
  return -Math.log(Math.max(right, 1e-6));
};
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Mean log loss in nats; null when there are none. A coin has 0.69. */
export function meanLoss(predictions: readonly Prediction[]): number | null {
  return predictions.length === 0 ? null : mean(predictions.slice(-window).map(lossOf));
}

/**
 * Expected calibration error (Naeini et al. 2015): in ten buckets of equal width, how far what was predicted lies from
 * what came, weighed by how many they hold. Ratio 0-1; null with fewer than thirty.
 */
export function calibrationError(predictions: readonly Prediction[]): number | null {
  const recent = predictions.slice(-window);
  if (recent.length < fewest) return null;
  const groups = Map.groupBy(recent, ({ predicted }) => Math.min(buckets - 1, Math.floor(predicted * buckets)));
  return [...groups.values()].reduce((sum, group) => {
    const gap = mean(group.map(({ predicted }) => predicted)) - mean(group.map(({ label }) => label));
    return sum + (group.length / recent.length) * Math.abs(gap);
  }, 0);
}

/** The newest predictions are clearly worse than the ones before: the person, or what speaks for them, has changed. */
export function isDrifting(predictions: readonly Prediction[]): boolean {
  const before = predictions.slice(-window - lately, -lately);
  const now = predictions.slice(-lately);
  if (now.length < lately || before.length < 2 * lately) return false;
  const [long, short] = [mean(before.map(lossOf)), mean(now.map(lossOf))];
  return short > worseBy.factor * long + worseBy.nats;
}
