import { termsZhCN } from '../../contract/terms.zh-CN.ts';
import type { Translation } from '../../contract/translation.ts';
import type { desktopEn } from './words.en.ts';

/** What tray, notifications and dialogs say in simplified Chinese. */
export const desktopZhCN: Translation<typeof desktopEn> = {
  ...termsZhCN,
  act: {
    ask: '要让 {{app}} {{action}}吗？',
    yes: '是',
    no: '否',
    always: '总是',
    undo: '撤销',
    undoAll: '全部撤销',
  },
  tray: {
    starting: 'BrainKernel 正在了解你的程序',
    problem: '有问题需要看一下：{{text}}',
    safeMode: '安全模式：只观察。选择另一种模式即可离开。',
    moreApprovals_other: '还有 {{count}} 项计划等你决定',
    thumbsUp: '处理得当',
    thumbsDown: '处理不当',
    open: '打开 BrainKernel',
    settings: '设置',
    quit: '退出并恢复所有改动',
  },
  notice: {
    treated: '{{app}}：{{treated}}',
    treatedMany_other: '{{count}} 个应用已让位',
    approvalMany_other: '{{count}} 项计划等你决定',
    safeMode: 'BrainKernel 在安全模式下运行',
    safeModeBody:
      '它连续三次意外停止，所以本次运行只观察，不做任何改动。在托盘或窗口中选择另一种模式即可离开安全模式。',
    failed: '没有成功',
    windowGone: 'BrainKernel 的窗口停止了',
    windowGoneBody: '引擎照常运行。点击即可重新打开窗口。',
  },
  dialog: {
    alreadyRunning: 'BrainKernel 已经在运行',
    cannotStart: 'BrainKernel 无法启动',
    cannotStartBody:
      '{{why}}\n\n本机没有任何改动，你的数据保留在 {{folder}}。请再次启动 BrainKernel；如果仍然不行，{{log}} 中的日志有更多信息。',
    crashed: 'BrainKernel 因错误而停止',
    crashedBody: '{{why}}\n\n它所做的改动已经恢复。它已多次停止，因此不会自行重新启动。{{log}} 中的日志有更多信息。',
    crashedBodyCut:
      '{{why}}\n\n它所做的改动没能全部及时恢复，下次启动时会恢复其余部分。它已多次停止，因此不会自行重新启动。{{log}} 中的日志有更多信息。',
    updateFailed: '新版本无法启动',
    updateFailedBody: '请自行再次启动 BrainKernel。{{log}} 中的日志有更多信息。',
    close: '让 BrainKernel 继续在后台工作吗？',
    closeBody:
      '这个桌面不显示托盘图标。BrainKernel 可以在没有窗口时继续工作；再次启动它就会显示窗口。退出会恢复它所做的一切改动。',
    keepRunning: '继续工作',
    quit: '退出',
  },
  autostart: {
    name: 'BrainKernel',
    comment: '让你正在做的事保持流畅',
  },
  reason: {
    trayShown: '这个桌面有面板显示托盘图标。',
    noBus: '没有会话总线，无法得知是否有面板显示托盘图标。',
    noWatcher: '这个桌面没有面板显示托盘图标；在 GNOME 上，AppIndicator 扩展可以做到。',
    noHost: '显示托盘图标的面板目前不在。',
    autostartOn: 'BrainKernel 随会话启动，不打开窗口。',
    autostartOff: 'BrainKernel 不随会话启动。',
    autostartElsewhere: '只有数据在默认文件夹中的 BrainKernel 随会话启动。',
    autostartFailed: '无法写入自动启动文件夹中的文件：{{why}}',
  },
};
