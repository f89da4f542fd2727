import fc from 'fast-check';
import { expect, test } from 'vitest';
import { categoryOfDesktop } from './desktop-category.ts';
import { commandWords, parseDesktopEntry, programOf } from './desktop-entry.ts';

const firefox = `# a comment
[Desktop Entry]
Version=1.0
Name=Firefox Web Browser
Name[de]=Firefox-Webbrowser
Exec=/usr/lib/firefox/firefox %u
Icon=firefox
Type=Application
Categories=Network;WebBrowser;

[Desktop Action new-window]
Name=Open a New Window
Exec=/usr/lib/firefox/firefox --new-window
`;

test('the main group of an entry is read, its actions and translations are not', () => {
  expect(parseDesktopEntry('firefox', firefox)).toEqual({
    id: 'firefox',
    name: 'Firefox Web Browser',
    icon: 'firefox',
    categories: ['Network', 'WebBrowser'],
    command: ['/usr/lib/firefox/firefox'],
    tryExec: null,
    visible: true,
  });
});

test.each([
  '',
  '[Desktop Entry]\nType=Link\nName=x',
  '[Desktop Entry]\nType=Application',
  'Name=x\nType=Application',
  '[Desktop Entry]\nType=Application\nName=x\nHidden=true',
])('no program is described by %j', (text) => {
  expect(parseDesktopEntry('x', text)).toBeNull();
});

test('no text makes parsing throw, and names hold no control characters', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (name, exec) => {
      const entry = parseDesktopEntry('x', `[Desktop Entry]\nType=Application\nName=${name}\nExec=${exec}\n`);
      if (entry === null) return;
      expect(entry.name).not.toMatch(/\p{Cc}/u);
      programOf(entry);
    }),
  );
});

test.each([
  ['"/opt/My App/run" --x %F', ['/opt/My App/run', '--x']],
  ['sh -c "echo \\"hi\\""', ['sh', '-c', 'echo "hi"']],
  ['x 100%% %i', ['x', '100%']],
  ['"open', ['open']],
  ['', []],
])('Exec=%s is %j', (exec, words) => {
  expect(commandWords(exec)).toEqual(words);
});

test.each([
  ['env LANG=C GDK_BACKEND=x11 gimp-2.10 %U', { program: 'gimp-2.10', extraArguments: 0 }],
  ['soffice --calc', { program: 'soffice', extraArguments: 1 }],
  ['/usr/bin/flatpak run org.x.Y', null],
  ['sh -c "foo"', null],
  ['env', null],
])('Exec=%s runs %j', (exec, program) => {
  const entry = parseDesktopEntry('x', `[Desktop Entry]\nType=Application\nName=x\nExec=${exec}\n`);
  expect(entry === null ? undefined : programOf(entry)).toEqual(program);
});

test.each([
  [['Network', 'WebBrowser'], 'browser'],
  [['GNOME', 'GTK', 'System', 'TerminalEmulator'], 'terminal'],
  [['Game', 'Emulator'], 'game'],
  [['System', 'Emulator'], 'virtual-machine'],
  [['AudioVideo', 'Audio', 'Mixer'], 'audio'],
  [['AudioVideo', 'AudioVideoEditing'], 'media-creation'],
  [['Development'], 'ide'],
  [['X-Made-Up'], null],
  [[], null],
])('menu categories %j mean %s', (categories, category) => {
  expect(categoryOfDesktop(categories)).toBe(category);
});
