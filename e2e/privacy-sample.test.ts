import { expect, test } from 'vitest';
import { programLine } from '../main/llm/prompt.ts';
import { privacySample } from '../renderer/settings/privacy-sample.ts';
import { question } from './support/model-side.ts';

const { identity, program, masked, plain } = privacySample;
const asked = question(program.name, { exe: program.exe, argvShape: program.arguments, unit: program.unit });

test('the sample of the Privacy page is what the engine would send', () => {
  expect(programLine(0, asked, identity, true)).toBe(masked);
  expect(programLine(0, asked, identity, false)).toBe(plain);
});
