import type { HelperSentenceKey } from './sentences-helper.ts';

/** What the engine says about installing and removing the helper, in simplified Chinese. The English is in sentences-helper.ts. */
export const helperSentencesZhCN: Readonly<Record<HelperSentenceKey, string>> = {
  'helper-plan.install':
    '这些文件将被复制到系统会查找的位置。只会询问一次密码。命令中的 STAGING 代表一个存放副本的文件夹，在你同意时创建，之后删除。',
  'helper-plan.replace':
    '这些文件将替换已有的文件。只会询问一次密码。命令中的 STAGING 代表一个存放副本的文件夹，在你同意时创建，之后删除。',
  'helper-plan.install-local':
    '这里的 /usr 是只读的，因此这些文件将放在 /usr/local 和 /etc 之下。只会询问一次密码。命令中的 STAGING 代表一个存放副本的文件夹，在你同意时创建，之后删除。',
  'helper-plan.uninstall': '助手会先停止并恢复它做过的所有改动，然后删除这些文件。只会询问一次密码。',
  'helper-plan.nothing': 'BrainKernel 没有在这里安装助手，因此没有可删除的内容。',
  'helper-plan.packaged-install': '助手来自软件包 {{package}}，由 {{manager}} 负责更新。无需安装。',
  'helper-plan.packaged-uninstall': '助手来自软件包 {{package}}，会随它一起删除。要删除它，请运行：{{command}}',
  'helper-plan.not-built': '缺少 {{file}}：助手尚未构建。构建方法：npm run helper:build',
  'helper-plan.incomplete':
    '缺少 {{file}}，因此这份 BrainKernel 不完整。请重新获取 BrainKernel；没有助手它也照常工作。',
  'helper-plan.nixos': 'NixOS 由其配置生成系统，因此无法在旁边安装任何内容。没有助手 BrainKernel 也能工作。',
  'helper-plan.no-systemd': '助手由 systemd 启动，而这里没有运行 systemd。没有助手 BrainKernel 也能工作。',
  'helper-plan.no-bus': '助手通过系统总线联系，而这里没有系统总线。没有助手 BrainKernel 也能工作。',
  'helper-plan.no-pkexec': '缺少 pkexec，因此无法询问密码。请安装软件包 pkexec（或 polkit）后重试。',
  'helper-plan.read-only': '这里的 {{folder}} 和 /usr 都是只读的：没有地方放置助手。没有助手 BrainKernel 也能工作。',
  'helper-plan.old-polkit':
    '这里的 /usr 是只读的，而此 polkit 只在那里查找操作定义；polkit 126 及更高版本也会查找 /etc。没有助手 BrainKernel 也能工作。',

  'helper-done.installed': '助手已安装。首次需要时它会启动。',
  'helper-done.removed': '助手及其所有文件已删除。',
  'helper-done.dismissed': '密码对话框已关闭，因此没有做任何改动。',
  'helper-done.cancelled': '在输入密码之前已停止，因此没有做任何改动。',
  'helper-done.no-agent':
    '没有程序能够询问密码：此会话中没有运行 polkit 认证代理。没有做任何改动。请启动桌面环境的认证代理后重试。',
  'helper-done.no-agent-terminal':
    '没有程序能够询问密码：此会话中没有运行 polkit 认证代理。没有做任何改动。请启动桌面环境的认证代理，或在终端中运行：{{command}}',
  'helper-done.not-allowed': 'polkit 没有允许：密码不正确，或此账户不能作为管理员操作。没有做任何改动。',
  'helper-done.mismatch': '{{file}} 已不是之前显示的内容，因此没有安装。请重试。',
  'helper-done.unreadable': '无法从副本中读取 {{file}}，因此没有安装。请重试。',
  'helper-done.not-staged': '无法复制文件：{{why}}。没有做任何改动。',
  'helper-done.no-room': '无法写入文件：{{why}}。已恢复到之前的状态。',
  'helper-done.read-only': '文件夹是只读的：{{why}}。已恢复到之前的状态。',
  'helper-done.unsafe-folder': '{{why}} 可以被 root 以外的用户更改，因此不在那里放置 root 的程序。没有做任何改动。',
  'helper-done.strange-unit': '该单元会启动助手以外的程序，因此没有安装。',
  'helper-done.polkit-blind': 'polkit 看不到助手的操作定义，因此没有人能获准使用它。已恢复到之前的状态。',
  'helper-done.not-reloaded': '文件已更改，但无法通知 systemd 或总线。重新启动计算机后会生效。',
  'helper-done.packaged': '助手属于某个软件包，因此没有改动它。',
  'helper-done.busy': '另一个安装正在进行。请等它结束后重试。',
  'helper-done.left-over': '已删除，但以下内容无法删除：{{why}}',
  'helper-done.interrupted': '操作被中断。已恢复到之前的状态。',
  'helper-done.failed': '没有成功（{{code}}）：{{why}}',
};
