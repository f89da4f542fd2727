import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { settings as shape } from '../../contract/engine.ts';
import type { Notice, SettingsChange } from '../../contract/engine.ts';
import type { Clock } from '../clock.ts';
import { defaultSettings, languageOf } from './defaults.ts';
import type { SettingsWriter } from './settings-file.ts';
import { openSettings } from './settings.ts';

const at = Date.UTC(2026, 4, 4);
const clock: Clock = { now: () => at, monotonic: () => 0 };
const defaults = defaultSettings({});

function scratchFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'brainkernel-settings-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

const inFile = (folder: string): unknown => JSON.parse(readFileSync(join(folder, 'settings.json'), 'utf8'));

/**
 * electron-store as plain Node loads it: with a folder of its own it needs nothing of a running Electron, but the
 * `electron` package would fetch its binary if nothing said where that is.
 */
async function electronStore(): Promise<SettingsWriter> {
  vi.stubEnv('ELECTRON_OVERRIDE_DIST_PATH', '/nonexistent');
  try {
    return (await import('electron-store')).default<Record<string, unknown>>;
  } finally {
    vi.unstubAllEnvs();
  }
}

test.each([
  [{ LANG: 'zh_CN.UTF-8' }, 'zh-CN'],
  [{ LANG: 'zh' }, 'zh-CN'],
  [{ LANG: 'zh_CN.UTF-8', LC_ALL: 'de_DE.UTF-8' }, 'en'],
  [{ LANG: 'en_GB.UTF-8', LC_MESSAGES: 'zh_TW' }, 'zh-CN'],
  [{ LANG: 'zha_CN' }, 'en'],
  [{ LANG: '' }, 'en'],
  [{}, 'en'],
])('%j speaks %s', (environment, language) => {
  expect(languageOf(environment)).toBe(language);
});

describe.each([
  ['conf', undefined],
  ['electron-store', await electronStore()],
] as const)('written by %s', (_, writer) => {
  const open = (dataDirectory: string, overrides: SettingsChange = {}) =>
    openSettings({ dataDirectory, defaults, overrides, clock, writer });

  describe('before anybody set anything', () => {
    test('the defaults fit the contract, observe only, and leave no file', async () => {
      const folder = scratchFolder();
      const { settings, notices } = await open(folder);
      expect(shape.parse(settings.get())).toEqual(defaults);
      expect(settings.get().mode).toBe('observe');
      expect(notices).toEqual([]);
      expect(readdirSync(folder)).toEqual([]);
    });
  });

  describe('a change', () => {
    test('is in force at once, on disk when it resolves, and there after a restart', async () => {
      const folder = join(scratchFolder(), 'made');
      const { settings } = await open(folder);
      const changing = settings.set({ mode: 'assist', 'llm.provider': 'none' });
      expect(settings.get().mode).toBe('assist');
      expect(await changing).toEqual({ ...defaults, mode: 'assist', 'llm.provider': 'none' });
      expect(inFile(folder)).toEqual({ schemaVersion: 1, mode: 'assist', 'llm.provider': 'none' });
      expect(statSync(join(folder, 'settings.json')).mode & 0o777).toBe(0o600);
      const again = await open(folder);
      expect(again.notices).toEqual([]);
      expect(again.settings.get()).toEqual(settings.get());
    });

    test('is told with the keys that have another value now', async () => {
      const { settings } = await open(scratchFolder());
      const told: unknown[] = [];
      const dispose = settings.onChange(({ theme }, changed) => told.push([theme, changed]));
      await settings.set({ theme: 'dark', mode: 'observe', 'scope.roots': null });
      await settings.set({ theme: 'dark' });
      dispose();
      await settings.set({ theme: 'light' });
      expect(told).toEqual([['dark', ['theme']]]);
    });

    test('without a value changes nothing', async () => {
      const folder = scratchFolder();
      const { settings } = await open(folder);
      await settings.set({ mode: undefined, theme: 'dark' });
      expect(settings.get()).toEqual({ ...defaults, theme: 'dark' });
    });

    test('never overtakes an earlier one on the way to the disk', async () => {
      const folder = scratchFolder();
      const { settings } = await open(folder);
      await Promise.all([1, 2, 3, 4, 5].map((n) => settings.set({ 'llm.timeoutSeconds': n })));
      expect(inFile(folder)).toMatchObject({ 'llm.timeoutSeconds': 5 });
    });
  });

  test('the command line wins for this run, is not written, and yields to a later change', async () => {
    const folder = scratchFolder();
    writeFileSync(join(folder, 'settings.json'), '{"mode":"assist","strategy":"conservative"}');
    const { settings } = await open(folder, { mode: 'autopilot', theme: 'dark' });
    expect(settings.get()).toMatchObject({ mode: 'autopilot', theme: 'dark', strategy: 'conservative' });
    await settings.set({ strategy: 'aggressive' });
    expect(inFile(folder)).toEqual({ schemaVersion: 1, mode: 'assist', strategy: 'aggressive' });
    await settings.set({ mode: 'observe' });
    expect(settings.get().mode).toBe('observe');
    expect((await open(folder)).settings.get()).toMatchObject({ mode: 'observe', theme: 'system' });
  });

  describe('a file that is wrong', () => {
    const copyName = 'settings.json.invalid-2026-05-04T00-00-00-000Z';

    test.each(['{"mode":"assist"', 'mode: assist', '', '[]', 'null', '"x"'])(
      'as a whole (%j) is kept aside and said',
      async (text) => {
        const folder = scratchFolder();
        writeFileSync(join(folder, 'settings.json'), text);
        const { settings, notices } = await open(folder);
        expect(settings.get()).toEqual(defaults);
        expect(notices.map(({ code }) => code)).toEqual(['settings-invalid']);
        expect(readFileSync(join(folder, copyName), 'utf8')).toBe(text);
        await settings.set({ mode: 'assist' });
        expect(inFile(folder)).toEqual({ schemaVersion: 1, mode: 'assist' });
        expect((await open(folder)).notices).toEqual([]);
      },
    );

    test('in single values keeps the others, and those of a newer version', async () => {
      const folder = scratchFolder();
      const text = JSON.stringify({
        mode: 'destroy',
        strategy: 'aggressive',
        'llm.groq.baseUrl': 'http://evil.example/',
        'privacy.redact': 'no',
        'later.key': { a: 1 },
      });
      writeFileSync(join(folder, 'settings.json'), text);
      const { settings, notices } = await open(folder);
      expect(settings.get()).toEqual({ ...defaults, strategy: 'aggressive' });
      expect(notices).toHaveLength(1);
      for (const part of ['mode', 'llm.groq.baseUrl', 'unencrypted', 'privacy.redact', copyName])
        expect(notices[0]?.text).toContain(part);
      expect(readFileSync(join(folder, copyName), 'utf8')).toBe(text);
      expect(inFile(folder)).toEqual({ strategy: 'aggressive', 'later.key': { a: 1 } });
      expect((await open(folder)).notices).toEqual([]);
    });

    test('for being newer is read as far as it is known, and stays newer', async () => {
      const folder = scratchFolder();
      writeFileSync(join(folder, 'settings.json'), '{"schemaVersion":7,"mode":"assist"}');
      const { settings, notices } = await open(folder);
      expect(notices.map(({ code }) => code)).toEqual(['settings-newer']);
      await settings.set({ theme: 'dark' });
      expect(inFile(folder)).toEqual({ schemaVersion: 7, mode: 'assist', theme: 'dark' });
    });

    test('while BrainKernel runs is not written over', async () => {
      const folder = scratchFolder();
      const { settings } = await open(folder);
      const said: Notice[] = [];
      settings.onNotice((notice) => said.push(notice));
      await settings.set({ mode: 'assist' });
      writeFileSync(join(folder, 'settings.json'), '{"mode": half an edit');
      await settings.set({ theme: 'dark' });
      expect(readFileSync(join(folder, 'settings.json'), 'utf8')).toBe('{"mode": half an edit');
      expect(said.map(({ code }) => code)).toEqual(['settings-not-saved']);
    });

    test('for not being a file leaves it alone', async () => {
      const folder = scratchFolder();
      mkdirSync(join(folder, 'settings.json'));
      const { settings, notices } = await open(folder);
      expect(notices.map(({ code }) => code)).toEqual(['settings-unreadable']);
      await settings.set({ mode: 'assist' });
      expect(settings.get().mode).toBe('assist');
      expect(statSync(join(folder, 'settings.json')).isDirectory()).toBe(true);
    });
  });
});

test('where nothing can be written settings last as long as the process, and that is said once', async () => {
  const folder = scratchFolder();
  const script = `
    import { openSettings } from ${JSON.stringify(new URL('settings.ts', import.meta.url).href)};
    import { defaultSettings } from ${JSON.stringify(new URL('defaults.ts', import.meta.url).href)};
    import { systemClock } from ${JSON.stringify(new URL('../clock.ts', import.meta.url).href)};
    const said = [];
    const { settings, notices } = await openSettings({ dataDirectory: ${JSON.stringify(folder)}, defaults: defaultSettings({}), overrides: {}, clock: systemClock });
    settings.onNotice(({ code }) => said.push(code));
    const found = settings.get().strategy;
    await settings.set({ mode: 'assist' });
    await settings.set({ theme: 'dark' });
    process.stdout.write(JSON.stringify({ found, notices, said, mode: settings.get().mode, theme: settings.get().theme }));`;
  const prepare =
    `mount -t tmpfs -o size=1m tmpfs ${folder} && echo '{"strategy":"aggressive"}' > ${folder}/settings.json && ` +
    `mount -o remount,ro ${folder}`;
  const child = spawn(
    'unshare',
    [
      ...(process.getuid?.() === 0 ? ['--mount'] : ['--mount', '--map-root-user']),
      ...['sh', '-c', `${prepare} && exec "$0" --input-type=module -e "$1"`, process.execPath, script],
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  await once(child, 'close');
  expect(JSON.parse(output)).toEqual({
    found: 'aggressive',
    notices: [],
    said: ['settings-not-saved'],
    mode: 'assist',
    theme: 'dark',
  });
  expect(existsSync(join(folder, 'settings.json'))).toBe(false);
});

describe('the address of a model', () => {
  const accepts = (url: string) => shape.shape['llm.ollama.host'].safeParse(url).success;

  test.each([
    'https://api.groq.com',
    'https://192.168.1.9:8443/v1',
    'http://localhost:11434',
    'http://127.0.0.1:11434/',
    'http://127.8.9.10',
    'http://[::1]:11434',
    'HTTP://LOCALHOST:1',
  ])('may be %s', (url) => {
    expect(accepts(url)).toBe(true);
  });

  test.each([
    'http://api.groq.com',
    'http://192.168.1.9:11434',
    'http://127.0.0.1.evil.example',
    'http://localhost.evil.example',
    'http://evil.example/127.0.0.1',
    'http://127.0.0.1@evil.example',
    'https://user:secret@api.groq.com',
    'http://[::2]',
    'http://0.0.0.0:11434',
    'ftp://localhost',
    'file:///etc/passwd',
    'localhost:11434',
    '',
  ])('may not be %s', (url) => {
    expect(accepts(url)).toBe(false);
  });
});
