import { category } from '../../contract/words.ts';
import type { Language } from '../../contract/words.ts';
import { zhCN } from './zh-CN.ts';

/** Words of the engine that stand inside of its sentences. */
const chineseWords: ReadonlyMap<string, string> = new Map([
  ['the machine', '其他程序'],
  ['other programs', '其他程序'],
  ['CPU', ' CPU '],
  ['cpu', ' CPU '],
  ['io', ' IO '],
  ['storage', '存储'],
  ['memory', '内存'],
]);

/** What the engine measures, by the name it gives it. */
const metrics: ReadonlyMap<string, Readonly<Record<Language, string>>> = new Map([
  ['cpu over 5 s', { en: 'CPU over 5 s', 'zh-CN': '5 秒内的 CPU' }],
  ['cpu pressure', { en: 'CPU pressure', 'zh-CN': 'CPU 压力' }],
  ['memory pressure', { en: 'Memory pressure', 'zh-CN': '内存压力' }],
  ['io pressure', { en: 'IO pressure', 'zh-CN': 'IO 压力' }],
  ['storage traffic', { en: 'Storage traffic', 'zh-CN': '存储流量' }],
  ['resident memory', { en: 'Resident memory', 'zh-CN': '常驻内存' }],
  ['who waits', { en: 'Who waits', 'zh-CN': '谁在等待' }],
  ['foreground', { en: 'In front', 'zh-CN': '前台' }],
  ['battery', { en: 'Battery', 'zh-CN': '电池' }],
  ['registered games', { en: 'Registered games', 'zh-CN': '已登记的游戏' }],
  ['run delay', { en: 'Run delay of who waits', 'zh-CN': '等待者的运行延迟' }],
  ['cpu of the app', { en: 'CPU of the app', 'zh-CN': '该应用的 CPU' }],
]);

/** A value inside of a sentence; text that is none of the engine's words comes back as it is. */
export function term(language: Language, text: string): string {
  if (language === 'en') return text;
  const asCategory = category.safeParse(text);
  return asCategory.success ? zhCN.category[asCategory.data] : (chineseWords.get(text) ?? text);
}

/** A metric's name, or who it names, for a table. */
export const metricName = (language: Language, text: string): string =>
  metrics.get(text)?.[language] ?? term(language, text);
