import { expect, test } from 'vitest';
import { trustSentences } from '../../contract/sentences-trust.ts';
import { trustSentencesZhCN } from '../../contract/sentences-trust.zh-CN.ts';
import { evidenceOfTrust } from './trust-evidence.ts';

test('of a suspect it is told what speaks against it, beside what would speak for it', () => {
  const rows = evidenceOfTrust({
    trust: {
      level: 'suspect',
      findings: [
        { what: 'place', found: 'trust.place.anywhere', weighs: 'against' },
        { what: 'owner', found: 'trust.owner.user', weighs: 'neither' },
        { what: 'name', found: 'trust.name.borrowed', name: 'pipe\u202Ewire\n', weighs: 'against' },
      ],
    },
  });
  expect(rows).toEqual([
    {
      metric: 'executable: place',
      value: 'where ordinary programs can put files',
      unit: '',
      threshold: 'where the system keeps programs',
    },
    { metric: 'executable: name', value: 'calls itself pipe wire', unit: '', threshold: 'its own' },
  ]);
});

test('of others it is told which package they came with, and whether they are as it installed them', () => {
  const rows = evidenceOfTrust({
    trust: {
      level: 'verified',
      findings: [
        { what: 'place', found: 'trust.place.system', weighs: 'for' },
        { what: 'package', found: { text: 'pipewire 1.4' }, weighs: 'for' },
        { what: 'checksum', found: 'trust.checksum.matches', weighs: 'for' },
      ],
    },
  });
  expect(rows.map(({ metric, value, threshold }) => [metric, value, threshold])).toEqual([
    ['executable: package', 'pipewire 1.4', null],
    ['executable: content', 'as its package installed it', null],
  ]);
  expect(evidenceOfTrust({})).toEqual([]);
});

test('every sentence is there in both languages, with the same values', () => {
  const places = (text: string): readonly string[] => (text.match(/\{\{\w+\}\}/g) ?? []).toSorted();
  expect(Object.keys(trustSentencesZhCN).toSorted()).toEqual(Object.keys(trustSentences).toSorted());
  for (const [key, text] of Object.entries(trustSentencesZhCN)) {
    const english = new Map<string, string>(Object.entries(trustSentences)).get(key) ?? '';
    expect([key, places(text)]).toEqual([key, places(english)]);
    expect(text).not.toBe(english);
  }
});
