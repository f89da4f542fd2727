import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { trayIconFile } from './icon-files.ts';
import { eventsOf } from './electron.fixture.ts';
import { followDesktopTheme, panelIconSize, panelTone } from './panel-tone.ts';

test('the icon is light on a dark panel: a dark scheme, or a desktop whose panel is always dark', () => {
  expect(panelTone({ XDG_CURRENT_DESKTOP: 'KDE' }, true)).toBe('dark');
  expect(panelTone({ XDG_CURRENT_DESKTOP: 'KDE' }, false)).toBe('light');
  expect(panelTone({ XDG_CURRENT_DESKTOP: 'ubuntu:GNOME' }, false)).toBe('dark');
  expect(panelTone({}, false)).toBe('light');
});

test("a theme of the app's own does not hide what the desktop has", () => {
  let desktopIsDark = false;
  const events = eventsOf<unknown>(() => undefined);
  const theme = {
    ...events.members,
    themeSource: 'light' as 'system' | 'light' | 'dark',
    get shouldUseDarkColors(): boolean {
      return this.themeSource === 'system' ? desktopIsDark : this.themeSource === 'dark';
    },
  };
  const { isDark, dispose } = followDesktopTheme(theme);
  expect(isDark()).toBe(false);
  theme.themeSource = 'dark';
  events.emit('updated');
  expect(isDark()).toBe(false);
  theme.themeSource = 'system';
  desktopIsDark = true;
  expect(isDark()).toBe(true);
  dispose();
  expect(events.count()).toBe(0);
});

test('the icon has the size of the panel', () => {
  expect(panelIconSize({ XDG_CURRENT_DESKTOP: 'KDE' }, 1)).toBe(24);
  expect(panelIconSize({ XDG_CURRENT_DESKTOP: 'GNOME' }, 1)).toBe(22);
  expect(panelIconSize({ XDG_CURRENT_DESKTOP: 'KDE' }, 2)).toBe(44);
});

test('each icon that can be asked for is there', () => {
  const icons = join(import.meta.dirname, '../../assets/icons');
  for (const state of ['calm', 'acting', 'needs', 'paused', 'problem'] as const)
    for (const tone of ['light', 'dark'] as const)
      for (const size of [22, 24, 44] as const)
        expect(existsSync(join(icons, trayIconFile(state, tone, size)))).toBe(true);
});
