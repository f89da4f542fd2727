import { term } from '../../contract/say-in.ts';
import type { Language } from '../../contract/words.ts';
import { engineText } from './engine-texts.ts';

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
  ['likely approval', { en: 'Likely approval', 'zh-CN': '你可能赞同的程度' }],
  ['your answers', { en: 'Your answers', 'zh-CN': '你的评价' }],
  ['model version', { en: 'Version of the model', 'zh-CN': '模型版本' }],
  ['run delay', { en: 'Run delay of who waits', 'zh-CN': '等待者的运行延迟' }],
  ['cpu of the app', { en: 'CPU of the app', 'zh-CN': '该应用的 CPU' }],
]);

/** A metric's name, or who or what it names, for a table. */
export function metricName(language: Language, text: string): string {
  const known = metrics.get(text);
  if (known !== undefined) return known[language];
  const said = engineText(language, text);
  return said === text ? term(language, text) : said;
}
