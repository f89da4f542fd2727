import { expect, test } from 'vitest';
import { layouts } from './layout.ts';
import { outcomeOf } from './outcome.ts';
import { rootCode } from './root-side.ts';
import type { RootRun } from './run-as-root.ts';

const end = (run: Partial<RootRun>, terminalCommand: string | null = null) => {
  const whole = { code: null, stderr: '', cancelled: false, ...run };
  const { kind, sentence, text } = outcomeOf(whole, { done: 'helper-done.installed', terminalCommand });
  return { kind, key: sentence.key, values: sentence.values, text };
};

/** What pkexec of polkit 0.105 to 126 writes. */
const agentless = [
  "Error creating textual authentication agent: Error opening current controlling terminal for the process (`/dev/tty'): No such device or address (polkit-error-quark, 0)",
  'Error registering local authentication agent: Cannot determine user of subject (polkit-error-quark, 0)',
  'Error executing command as another user: No authentication agent found.',
];

test('pkexec: closed, nobody to ask, not allowed and broken are four things', () => {
  expect(end({ code: 126, stderr: 'Error executing command as another user: Request dismissed\n' }).kind).toBe(
    'dismissed',
  );
  for (const stderr of agentless) expect(end({ code: 127, stderr }).kind, stderr).toBe('no-agent');
  const denied = 'Error executing command as another user: Not authorized\n\nThis incident has been reported.\n';
  expect(end({ code: 127, stderr: denied }).key).toBe('helper-done.not-allowed');
  expect(end({ code: 127, stderr: 'Error getting authority: no bus\n' })).toMatchObject({
    kind: 'failed',
    text: 'It did not work (127): Error getting authority: no bus',
  });
});

test('where nobody can ask, a command for the terminal is named if there is one', () => {
  expect(end({ code: 127, stderr: agentless[0] ?? '' }, 'npm run helper:install').text).toMatch(
    /in a terminal: npm run helper:install$/,
  );
});

test('stopped by the person before it ran is no failure; a signal that nobody sent is', () => {
  expect(end({ cancelled: true }).key).toBe('helper-done.cancelled');
  expect(end({}).kind).toBe('failed');
});

test('every code of the text of root has its sentence, and each file is named by its number', () => {
  const { mismatch, unreadable, usage, ...others } = rootCode;
  const seen = Object.values(others).map((code) => end({ code, stderr: 'why' }).key);
  expect(new Set(seen).size).toBe(seen.length);
  expect(seen).not.toContain('helper-done.failed');
  expect(end({ code: usage }).key).toBe('helper-done.failed');
  layouts.usr.forEach(({ name }, index) => {
    expect(end({ code: mismatch + index })).toMatchObject({ kind: 'refused', values: { file: name } });
    expect(end({ code: unreadable + index })).toMatchObject({ kind: 'refused', values: { file: name } });
  });
  expect(end({ code: mismatch + layouts.usr.length }).kind).toBe('failed');
});

test('what a failing tool wrote is one line of plain text, whatever it was', () => {
  const { values } = end({ code: 3, stderr: `first\n\u001b[31m\u202Ered${'x'.repeat(900)}\n` });
  expect(String(values['why'])).toMatch(/^\[31m redx+…$/);
  expect(String(values['why']).length).toBeLessThanOrEqual(300);
});
