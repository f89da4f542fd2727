import type { Translation } from '../../contract/translation.ts';
import type { paletteEn } from './words.en.ts';

/** The command palette, in simplified Chinese. */
export const paletteZhCN: Translation<typeof paletteEn> = {
  palette: {
    title: '命令',
    button: '命令（Ctrl+K）',
    search: '你想做什么？',
    keys: '方向键选择，Enter 执行，Esc 关闭。',
    find: '在“进程”中查找“{{search}}”',
    setMode: '模式：{{mode}}',
    setStrategy: '策略：{{strategy}}',
    adapt: '策略：由 BrainKernel 选择',
    pause: '暂停：{{time}}',
    undo: '撤销：{{action}} {{app}}',
    undone: '对 {{app}} 的处理已恢复。',
    lastDecision: '打开最近的决策',
    copy: '复制状态用于问题报告',
    copied: '状态已复制。',
    shortcuts: '键盘快捷键',
    everywhere: '任何地方',
    close: '关闭',
    group: {
      decisions: '决策',
      go: '前往',
      mode: '模式',
      strategy: '策略',
      pause: '暂停',
      looks: '语言和主题',
      more: '更多',
    },
    does: {
      commands: '命令',
      help: '这些快捷键',
      close: '关闭已打开的内容',
      search: '查找',
      rows: '上下移动',
      fold: '折叠和展开应用',
      open: '打开详情',
      pause: '暂停和继续刷新',
      follow: '跟随所选的行',
    },
  },
};
