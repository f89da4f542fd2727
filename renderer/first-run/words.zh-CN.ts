import type { Translation } from '../../contract/translation.ts';
import type { firstRunEn } from './words.en.ts';

/** The first run, in simplified Chinese. */
export const firstRunZhCN: Translation<typeof firstRunEn> = {
  firstRun: {
    step: '第 {{step}} 步，共 {{steps}} 步',
    skip: '跳过',
    back: '上一步',
    next: '下一步',
    done: '开始使用',
    never: {
      title: 'BrainKernel 绝不会做的事',
      text: 'BrainKernel 让其他程序稍等，使你正在用的程序保持流畅。有些事它绝不会做：',
      ends: '未经你同意，绝不结束任何程序。',
      protected: '绝不冻结或结束维系会话的程序：显示、声音、输入、安全、软件包管理器。',
      keeps:
        '绝不让机器停留在改动之后的状态：对运行中程序的每项改动都能撤销，停止时全部恢复，崩溃之后则在下次启动时恢复。',
      byHand: '绝不覆盖你手动设定的数值。',
      sends:
        '绝不把你的文件发往任何地方。如果你连接了模型，它只会得知无人认识的程序，疑似敏感信息会先遮盖，其中每个字节你都可以查看。',
      rights: '运行时绝不需要 root 权限。',
    },
    observe: {
      title: '现在它只是观察',
      text: '当前模式是“观察”：BrainKernel 说出它会怎么做以及理由，不做任何改动。先看一天它的决策，并点赞或点踩。',
      later: '信任它之后，可以在窗口顶部或“设置”的“行为”中选择其他模式。',
    },
    connect: {
      title: '愿意的话，连接一个模型',
      text: '没有模型也能工作。模型有助于处理尚无人认识的程序；以后也可以在“设置”的“模型”中连接。',
      ollama: '本机上的模型：免费，没有内容离开本机。',
      groq: '云端的模型：速度快，费用很少，需要你自己的密钥。',
      helper: '助手已安装。',
      noHelper:
        '助手未安装。没有它时，BrainKernel 只处理你自己的程序，并略去无法撤销的手段。以后可以在“设置”的“助手”中安装。',
    },
  },
};
