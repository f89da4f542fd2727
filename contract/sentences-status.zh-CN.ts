import type { StatusSentenceKey } from './sentences-status.ts';

/** What the engine says about how the helper is, in simplified Chinese. The English is in sentences-status.ts. */
export const statusSentencesZhCN: Readonly<Record<StatusSentenceKey, string>> = {
  'helper.ready': '助手 {{version}} 正常应答。',
  'helper.absent': '尚未安装助手。',
  'helper.no-bus': '这里没有系统总线，因此不会有助手（{{why}}）。',
  'helper.wrong-version': '已安装的助手与此版 BrainKernel 不匹配。请安装随此版 BrainKernel 提供的助手。',
  'helper.stopped': '助手已安装，但无法启动：{{why}}',
};
