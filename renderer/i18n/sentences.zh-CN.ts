import type { SentenceKey } from '../../contract/sentences.ts';

/** What the engine says, in simplified Chinese. The English is in contract/sentences.ts. */
export const sentencesZhCN: Readonly<Record<SentenceKey, string>> = {
  'policy.indexer': '{{app}} 在为文件建立索引，用了 CPU 的 {{cpu}}，而 {{other}} 在等待。它应当让位给你正在用的程序。',
  'policy.sync':
    '{{app}} 在后台同步文件，用了 CPU 的 {{cpu}}，而 {{other}} 在等待。它应当让位；不会丢失任何内容，只是慢一些。',
  'policy.backup': '{{app}} 在做备份，用了 CPU 的 {{cpu}}，而 {{other}} 在等待。它应当让位；备份继续进行。',
  'policy.updater': '{{app}} 在查找更新，用了 CPU 的 {{cpu}}，而 {{other}} 在等待。它应当让位，趁空闲继续。',
  'policy.telemetry': '{{app}} 在收集报告，用了 CPU 的 {{cpu}}，而 {{other}} 在等待。它应当让位给你正在用的程序。',
  'policy.build':
    '{{app}} 在构建，用了 CPU 的 {{cpu}}，而 {{other}} 在等待。空闲的 CPU 仍可归构建使用，但 {{other}} 应当优先。',
  'policy.compression': '{{app}} 在压缩或编码，用了 CPU 的 {{cpu}}，而 {{other}} 在等待。它应当让位，只用剩余的部分。',
  'policy.scientific': '{{app}} 在后台计算，用了 CPU 的 {{cpu}}，而 {{other}} 在等待。它应当让位，只用剩余的部分。',
  'policy.ai-model': '{{app}} 在后台运行模型，用了 CPU 的 {{cpu}}，而 {{other}} 在等待。{{other}} 应当优先。',
  'policy.memory': '内存不足时 {{app}} 占用了 {{memory}}。它应当让位；如果内存耗尽，应当先放弃它。',
  'policy.miner': '{{app}} 在挖矿，用了 CPU 的 {{cpu}}。只有在没人需要 CPU 时它才应当运行。',
  'policy.game-running': '游戏运行时 {{app}} 用了 CPU 的 {{cpu}}。它应当让位给游戏。',
  'policy.battery': '使用电池时 {{app}} 用了 CPU 的 {{cpu}}。只有在没人需要 CPU 时它才应当运行。',
  'policy.latency-critical': '{{app}} 必须立即响应（{{category}}），所以虽然它用了 CPU 的 {{cpu}}，也不去动它。',
  'policy.foreground': '{{app}} 是你正在使用的程序，所以不去动它。',
  'verdict.background':
    '{{app}} 被识别为后台工作（{{why}}）。它用了 CPU 的 {{cpu}}，而 {{other}} 在等待，所以应当让位。',
  'verdict.none': '已识别 {{app}}（{{why}}），不去动它。',
  'person.act': '这是你自己要求的。',
  'person.always': '你说过 {{app}} 总可以这样处理。',
  'lesson.never': '这样处理 {{app}} 时你点过“不当”，所以不去动它。',
  'headline.calm': '一切平静。{{held}} 个应用已让位。',
  'headline.pressed': '有 {{percent}} 的时间程序在等待{{resource}}。{{held}} 个应用已让位。',
  'headline.observing': '只观察：BrainKernel 只说会怎么做，不做任何改动。',
  'headline.paused': '已暂停：所有改动都已恢复，在你继续之前不做任何决定。',
};
