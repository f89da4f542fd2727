import { helperSentencesZhCN } from './sentences-helper.zh-CN.ts';
import { learningSentencesZhCN } from './sentences-learning.zh-CN.ts';
import { policySentencesZhCN } from './sentences-policies.zh-CN.ts';
import { statusSentencesZhCN } from './sentences-status.zh-CN.ts';
import { trustSentencesZhCN } from './sentences-trust.zh-CN.ts';
import type { SentenceKey } from './sentences.ts';

/** What the engine says, in simplified Chinese. The English is in sentences.ts. */
export const sentencesZhCN: Readonly<Record<SentenceKey, string>> = {
  ...helperSentencesZhCN,
  ...learningSentencesZhCN,
  ...policySentencesZhCN,
  ...statusSentencesZhCN,
  ...trustSentencesZhCN,
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
  'key.waiting': '正在等待 {{keyring}} 交出已保存的 {{provider}} 密钥；它可能会在自己的窗口中询问密码。',
  'key.not-read':
    '{{keyring}} 没有交出已保存的 {{provider}} 密钥。请解锁它并重新启动，或再次输入密钥；已保存的内容留在 {{file}}。',
  'key.moved':
    '已保存的 {{provider}} 密钥是用 {{before}} 加密的，而此桌面使用 {{keyring}}。请再次输入密钥；已保存的内容留在 {{file}}。',
  'key.file': '{{file}} 中保存的密钥无法使用：{{why}}。请再次输入密钥；该文件会另行保留。',
  'key.environment': '已设置 {{variable}}，因此不使用已保存的密钥。',
  'model.works': '{{model}} 在 {{seconds}} 秒内作出了回答。',
  'model.no-key': '没有 {{provider}} 密钥，因此没有提问。请在上面输入，或设置 {{variable}}。',
  'model.key-refused': '{{provider}} 不接受此密钥（{{status}}）。请检查是否完整复制，以及是否已被撤销。',
  'model.unreachable': '{{provider}} 在 {{origin}} 没有回应。请检查它是否在那里运行、能否连上。',
  'model.not-offered': '{{provider}} 不向此密钥提供 {{model}}。请从它列出的模型中选择。',
  'model.not-pulled': 'Ollama 在运行，但没有 {{model}}。获取方法：ollama pull {{model}}',
  'model.timeout': '{{provider}} 在 {{seconds}} 秒内没有回答。尚未载入的模型第一次会慢一些；请稍后再试。',
  'model.over-budget': '预算现在不允许再提问，因此没有询问 {{provider}}。',
  'model.rate-limited': '{{provider}} 接受此密钥，但要求暂停：已达到它的速率限制。',
  'model.failed': '{{provider}} 无法回答：{{why}}',
};
