import { expect, test } from 'vitest';
import { chooseLayout, refuseRemoval } from './choose-layout.ts';
import type { Surroundings } from './surroundings.ts';

const usual: Surroundings = {
  nixos: false,
  systemd: true,
  systemBus: true,
  canAsk: true,
  readOnly: { usr: null, local: null },
  polkitReadsEtc: true,
  owner: null,
};
const apt = { package: 'brainkernel-desktop', manager: 'apt', removal: 'sudo apt remove brainkernel-desktop' };

const choice = (differences: Partial<Surroundings>): string => {
  const layout = chooseLayout({ ...usual, ...differences });
  return layout.ok ? layout.value : layout.error.sentence.key;
};

test('where the packages put it, as long as /usr can be written; else beside that, as far as polkit looks there', () => {
  expect(choice({})).toBe('usr');
  // an old polkit does not matter there
  expect(choice({ polkitReadsEtc: false })).toBe('usr');
  expect(choice({ readOnly: { usr: '/usr', local: null } })).toBe('local');
  expect(choice({ readOnly: { usr: '/usr', local: null }, polkitReadsEtc: false })).toBe('helper-plan.old-polkit');
  expect(choice({ readOnly: { usr: '/usr', local: '/usr/local' } })).toBe('helper-plan.read-only');
});

test('a system that could not run it, or cannot be added to, is told why', () => {
  expect(choice({ nixos: true })).toBe('helper-plan.nixos');
  expect(choice({ systemd: false })).toBe('helper-plan.no-systemd');
  expect(choice({ systemBus: false })).toBe('helper-plan.no-bus');
  expect(choice({ canAsk: false })).toBe('helper-plan.no-pkexec');
  expect(choice({ owner: apt })).toBe('helper-plan.packaged-install');
});

test('what is not a package’s can be removed, even where it could not be installed', () => {
  expect(refuseRemoval({ ...usual, systemd: false, nixos: true })).toBeNull();
  expect(refuseRemoval({ ...usual, canAsk: false })?.sentence.key).toBe('helper-plan.no-pkexec');
  expect(refuseRemoval({ ...usual, owner: apt })?.text).toMatch(/run: sudo apt remove brainkernel-desktop$/);
});
