import fc from 'fast-check';
import { expect, test } from 'vitest';
import { engineText } from './engine-texts.ts';
import { metricName } from './metric-names.ts';
import { engineTextsZhCN } from './engine-texts.zh-CN.ts';

const chinese = (text: string) => engineText('zh-CN', text);
const placeholders = (text: string) => (text.match(/\{\{\w+\}\}/g) ?? []).sort();

test('each text puts the same values into both languages', () => {
  for (const [english, said] of Object.entries(engineTextsZhCN))
    expect([english, placeholders(said)]).toEqual([english, placeholders(english)]);
});

test.each([
  ['you undid it', '你撤销了它'],
  ['it uses 41.2% of a CPU that other programs could use', '它占用的 CPU（41.2%）本可以由 其他程序 使用'],
  ['it uses 9% of a CPU that Firefox could use', '它占用的 CPU（9%）本可以由 Firefox 使用'],
  ['media-creation programs are never frozen or ended', '媒体创作类程序从不被冻结或结束'],
  [
    'nice was not used, as it could not be undone: some of its processes belong to another user',
    '没有使用 Nice 值，因为无法撤销：它的一些进程属于另一个用户',
  ],
  [
    'Ollama does not answer at http://127.0.0.1:11434. No Groq key is set. What is already known decides alone.',
    'Ollama 在 http://127.0.0.1:11434 没有应答。没有设定 Groq 密钥。只由已知的内容来决定。',
  ],
  [
    'updatedb: somebody set nice of process 7 from 10 to 3; it is left as it is',
    'updatedb：有人把 process 7 的 Nice 值 从 10 设为 3；保持原样',
  ],
  [
    'The key was not saved: GNOME Keyring did not encrypt it (locked). Use it for this run, or try again.',
    '密钥没有保存：GNOME Keyring 没有加密它（locked）。请仅在本次运行使用它，或再试一次。',
  ],
  ['The update server cannot be reached. Nothing was changed.', '无法连接更新服务器。没有做任何改动。'],
])('"%s" is said in Chinese', (english, said) => {
  expect(chinese(english)).toBe(said);
});

test.each([
  ['a problem of an import', 'nice cannot be 99, so it was left out.', 'nice 不能是 99，已略去。'],
  ['the state of the helper', 'The helper is not installed.', '尚未安装助手。'],
])('%s is said in Chinese although it comes as English alone', (_, english, said) => {
  expect(chinese(english)).toBe(said);
});

test('what an executable was judged by is named in Chinese', () => {
  expect(metricName('zh-CN', 'executable: place')).toBe('可执行文件：位置');
  expect(metricName('zh-CN', 'calls itself firefox')).toContain('firefox');
  expect(metricName('en', 'executable: place')).toBe('executable: place');
  expect(metricName('zh-CN', 'cpu over 5 s')).toBe('5 秒内的 CPU');
  expect(metricName('zh-CN', 'Firefox')).toBe('Firefox');
});

test('what is not known stays English, whole', () => {
  for (const text of ['sched_setaffinity: EINVAL', 'updatedb: the disk is on fire', 'it has ended. Or has it?', ''])
    expect(chinese(text)).toBe(text);
});

test('English stays English, and no text is read as a pattern or a key', () => {
  fc.assert(
    fc.property(fc.string(), (name) => {
      expect(engineText('en', name)).toBe(name);
      const text = `it uses 9% of a CPU that ${name}x could use`;
      expect(chinese(text)).toContain(`${name}x`);
    }),
  );
});
