import type { Translation } from '../../contract/translation.ts';
import type { nowEn } from './words.en.ts';

/** The Now view, in simplified Chinese. */
export const nowZhCN: Translation<typeof nowEn> = {
  now: {
    title: '现在',
    pressure: '压力',
    pressureHint: '有程序不得不等待的时间比例。每个标记是一项决策。',
    range: '显示的时段',
    ranges: { minutes: '10 分钟', hour: '1 小时', day: '24 小时', week: '7 天' },
    busy_other: 'CPU 占用 {{percent}}（{{count}} 个核心）',
    memory: '内存已用 {{used}}，共 {{total}}',
    chartEmpty: '曲线将在几秒后开始。引擎未运行的时间留空。',
    summaryOf: '压力，{{range}}：',
    summary: '{{name}}在 {{low}} 与 {{high}} 之间。',
    marks_other: '{{count}} 个标记：各决策作出的时刻；用方向键逐个查看',
    markMore_other: '另有 {{count}} 项',
    held: '正在让位的程序',
    heldNone: '没有程序在让位。',
    heldWhen: '后台程序一旦占用了你所等待的 CPU、内存或存储，就会出现在这里，并列出所做的改动和恢复的办法。',
    heldObserving: '观察模式下不做任何改动：“决策”中会说明本来会怎么做。',
    since: '自 {{time}}',
    cpuHint: '该应用处理之前与现在的 CPU',
    comma: '，',
    and: '、',
    wait: '每秒等待 CPU 的时间从 {{before}} 变为 {{after}}',
    everything: '全部恢复',
    everythingHint: '一次撤销以上全部处理，之后一小时内不再处理它们；若要停止作决策，请暂停。',
    given: '已恢复：{{apps}}。一小时内不再处理。',
    askedNone: '没有需要你决定的事。',
    askedWhen: {
      observe: '观察模式下不做改动，所以不会询问。',
      assist: '每项计划都会先出现在这里，你同意之前什么都不会发生。',
      autopilot: '冻结或结束程序会先出现在这里，你同意之前什么都不会发生。',
    },
  },
};
