import { expect, test } from 'vitest';
import { numberFormat } from '../format/numbers.ts';
import { i18n } from '../i18n/i18n.ts';
import { metricName } from '../i18n/metric-names.ts';
import { decisionAsText } from './as-text.ts';
import { aDecision } from './decision.test-data.ts';
import { measured } from './measure.ts';

const number = numberFormat('en');

test('a decision reads as text without the screen around it', () => {
  const text = decisionAsText(
    aDecision({ evidence: [{ metric: 'cpu over 5 s', value: 41, unit: '% of one CPU', threshold: 20 }] }),
    {
      t: i18n.t,
      number,
      when: '14:05',
      sentence: 'It indexes.',
      refusal: null,
      wordOf: (word) => metricName('en', word),
      textOf: (said) => said,
      feedback: 'You said: bad, wrong time',
      leverValue: String,
    },
  );
  expect(text.split('\n')).toEqual([
    '14:05  tracker-miner (PID 20): Hold back, in effect',
    'It indexes.',
    'Policy: indexer, 92% sure',
    '- CPU over 5 s: 41% (Threshold 20%)',
    '- Nice value: 0 -> 10',
    '- What was not chosen: Freeze, holding it back is enough',
    '- You said: bad, wrong time',
  ]);
});

test.each([
  [41.26, '% of one CPU', '41.26%'],
  [500_000_000, 'bytes', '500 MB'],
  [12_000, 'bytes/s', '12 kB/s'],
  [0.41, 'ratio of one CPU', '41%'],
  [12.3, 'ms/s', '12 ms/s'],
  [3, '', '3'],
  [3, 'games', '3 games'],
  ['Firefox', '', 'Firefox'],
])('%s in "%s" is shown as %s', (value, unit, text) => {
  expect(measured(value, unit, number)).toBe(text);
});
