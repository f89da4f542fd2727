/** What the engine says in English texts of its own, by their form, and the same in simplified Chinese. */
export const engineTextsZhCN: Readonly<Record<string, string>> = {
  // what was rejected, and why
  'it uses {{cpu}} of a CPU that {{other}} could use': '它占用的 CPU（{{cpu}}）本可以由 {{other}} 使用',
  'a smaller share alone would still take CPU that costs battery or heat': '只减小份额仍会占用 CPU，消耗电量并产生热量',
  'giving way is enough: idle CPU would be left unused': '让位就够了：否则空闲的 CPU 会白白闲置',
  'its work would stop, and a person has to agree to that': '它的工作会停下，需要有人同意',
  'nothing is ended without a person': '没有人同意就不结束任何程序',
  'it is what you are using': '它正是你在使用的程序',
  'a delay here would be noticed at once': '这里的延迟会立刻被察觉',
  'it would stop answering': '它会停止响应',
  'you are likely not to want it': '你很可能不希望这样',

  // what happened since
  'you undid it': '你撤销了它',
  'you gave it a thumbs-down': '你点了“不当”',
  'the helper stopped and gave it back': '助手停止了，已恢复原状',
  'you said no': '你拒绝了',
  'you chose another treatment': '你选择了另一种处理',
  'you set another value': '你设定了另一个数值',
  'you paused BrainKernel': '你暂停了 BrainKernel',
  'you switched to observing': '你切换到了只观察',
  'BrainKernel stopped': 'BrainKernel 停止了',
  'BrainKernel was started again': 'BrainKernel 重新启动了',
  'BrainKernel was cut off; given back at its next start': 'BrainKernel 被中断；在下次启动时已恢复原状',
  'it has ended': '它已结束',
  'it came to the front and was given back': '它来到前台，已恢复原状',
  'nobody waited any more, so it was given back': '不再有程序等待，所以已恢复原状',
  'it made the waiting program wait longer, so it was given back': '它让等待的程序等得更久，所以已恢复原状',
  'nobody answered within ten minutes': '十分钟内没有人回答',
  'given back: {{text}}': '已恢复原状：{{text}}',
  '{{lever}} was not used, as it could not be undone: {{text}}': '没有使用 {{lever}}，因为无法撤销：{{text}}',
  'somebody set {{lever}} of {{target}} from {{before}} to {{after}}; it is left as it is':
    '有人把 {{target}} 的 {{lever}} 从 {{before}} 设为 {{after}}；保持原样',
  'somebody set {{lever}} of {{target}} from {{before}} to {{after}}; it is left alone from now on':
    '有人把 {{target}} 的 {{lever}} 从 {{before}} 设为 {{after}}；从此不再动它',
  '{{lever}} of {{target}} could not be given back: {{text}}': '{{target}} 的 {{lever}} 无法恢复：{{text}}',
  'its values were set by hand ({{what}})': '它的数值由用户设定（{{what}}）',

  // why nothing was done
  'you protected this program in the settings': '你在设置中保护了此程序',
  'kernel threads are never touched': '从不改动内核线程',
  'process 1 is never touched': '从不改动 1 号进程',
  '{{category}} programs are never frozen or ended': '{{category}}类程序从不被冻结或结束',
  '{{category}} programs are always left alone': '{{category}}类程序总是不去动',
  '{{category}} programs are frozen or ended only by a person': '{{category}}类程序只由人来冻结或结束',
  'BrainKernel does not treat itself': 'BrainKernel 不处理自己',
  'BrainKernel is paused': 'BrainKernel 已暂停',
  'GameMode looks after this game': 'GameMode 在照看这个游戏',
  'it is outside of the scope set for this run': '它在本次运行允许的范围之外',
  'it was given back a moment ago and rests for {{seconds}} s more': '它刚刚恢复原状，还要静置 {{seconds}} 秒',
  'too many interventions in the last minute': '最近一分钟内干预过多',
  'no lever would change anything': '没有手段会带来改变',
  'every value is already like this, or was chosen by somebody': '每个数值已经如此，或者是有人选定的',
  'the value it has could not be given back: it is real-time, or needs privilege':
    '它现有的数值无法再恢复：它是实时的，或者需要特权',
  'without CAP_SYS_NICE or RLIMIT_NICE a raised nice value cannot be lowered again: no undo':
    '没有 CAP_SYS_NICE 或 RLIMIT_NICE，升高的 nice 值无法再降低：不能撤销',
  'without CAP_SYS_NICE or RLIMIT_NICE no thread can leave SCHED_IDLE again: no undo':
    '没有 CAP_SYS_NICE 或 RLIMIT_NICE，线程无法再离开 SCHED_IDLE：不能撤销',
  'some of its processes belong to another user': '它的一些进程属于另一个用户',
  'its unit is the system manager’s, which only root may ask': '它的单元由系统管理器管理，只有 root 可以要求改动',
  'polkit does not allow you this': 'polkit 不允许你这样做',
  'nobody answered the password dialog': '没有人回应密码对话框',
  'the password dialog was not answered in time': '密码对话框没有及时得到回应',
  'a password is needed, and this session has no polkit agent to ask for it':
    '需要密码，而此会话没有可以询问密码的 polkit 代理',
  'an administrator has to allow this: {{text}}': '需要管理员允许：{{text}}',
  'the helper does not answer: {{why}}': '助手没有应答：{{why}}',
  'the helper does not keep this change any more': '助手已不再保留这项改动',
  'a program that was ended cannot be brought back: no undo': '已结束的程序无法恢复：不能撤销',
  '{{lever}}: {{text}}': '{{lever}}：{{text}}',

  // where the model stands
  'Looking for a model.': '正在寻找模型。',
  'No model is asked: it is switched off in the settings.': '不询问模型：已在设置中关闭。',
  'No Groq key is set; set GROQ_API_KEY or choose Ollama.': '没有设定 Groq 密钥；请设定 GROQ_API_KEY 或选择 Ollama。',
  'No Groq key is set. What is already known decides alone.': '没有设定 Groq 密钥。只由已知的内容来决定。',
  'What is already known decides alone.': '只由已知的内容来决定。',
  'No Groq key is set.': '没有设定 Groq 密钥。',
  'It is given a moment to recover.': '给它一点时间恢复。',
  'Ollama does not answer at {{url}}.': 'Ollama 在 {{url}} 没有应答。',
  'Ollama runs but does not have {{model}}; get it with: ollama pull {{command}}':
    'Ollama 在运行，但没有 {{model}}；用以下命令获取：ollama pull {{command}}',
  'Ollama answered with nothing.': 'Ollama 的回答是空的。',
  'Groq answered with nothing.': 'Groq 的回答是空的。',
  'The key is not sent to {{url}}: it is not https. Change llm.groq.baseUrl.':
    '密钥没有发送到 {{url}}：它不是 https。请修改 llm.groq.baseUrl。',
  'Nothing was sent: what looks like a secret ({{kind}}) was still in the text.':
    '什么都没有发送：文本中仍有疑似敏感信息（{{kind}}）。',
  '{{who}} did not answer in time.': '{{who}} 没有及时回答。',
  '{{who}} cannot be reached at {{url}}.': '无法在 {{url}} 连接到 {{who}}。',
  "{{who}}'s rate limit is reached (429).": '{{who}} 的速率限制已到（429）。',
  '{{who}} takes fewer programs at once (413).': '{{who}} 一次只接受较少的程序（413）。',
  '{{who}} does not accept the key ({{status}}).': '{{who}} 不接受该密钥（{{status}}）。',
  '{{who}} does not have that model or address (404).': '{{who}} 没有该模型或地址（404）。',
  "{{who}}'s model did not keep to the reply's format (400).": '{{who}} 的模型没有遵守回答的格式（400）。',
  '{{who}} has a problem of its own ({{status}}).': '{{who}} 自身出了问题（{{status}}）。',
  '{{who}} refused the request ({{status}}).': '{{who}} 拒绝了请求（{{status}}）。',
  '{{who}} answered with something that is not its protocol.': '{{who}} 的回答不符合其协议。',
  '{{who}} sent an endless answer; it was cut off at 1 MB.': '{{who}} 的回答没有尽头；在 1 MB 处截断。',
  'The account takes {{tokens}} tokens a minute; fewer programs go into one call.':
    '此账户每分钟接受 {{tokens}} 个 token；每次询问的程序会减少。',
  'The account has too little of its quota left for a call.': '此账户剩余的配额不够一次询问。',
  "Today's budget of {{limit}} tokens would be exceeded ({{used}} used); nothing is asked before midnight.":
    '今天 {{limit}} 个 token 的预算将会超出（已用 {{used}}）；午夜之前不再询问。',
  "This month's budget of {{limit}} would be exceeded ({{used}} used); nothing is asked before next month.":
    '本月 {{limit}} 的预算将会超出（已用 {{used}}）；下个月之前不再询问。',

  // calls that failed
  'There is no such decision (any more).': '没有这项决策，或它已不再保留。',
  'This decision is not in force, so there is nothing to undo.': '此决策没有生效，因此没有可撤销的内容。',
  'Process {{pid}} has ended; nothing was changed.': '进程 {{pid}} 已结束；没有做任何改动。',
  'Process {{pid}} has ended, or its values may not be read.': '进程 {{pid}} 已结束，或不允许读取它的数值。',
  'BrainKernel is stopping; nothing was changed.': 'BrainKernel 正在停止；没有做任何改动。',
  'This question was answered already or has expired.': '此问题已有回答，或已过期。',
  'To give a process back, ask for "restore".': '要恢复一个进程，请使用“restore”。',
  'Ending a program needs your confirmation.': '结束程序需要你确认。',
  'BrainKernel sets no nice value below -5: the desktop itself could starve.':
    'BrainKernel 不设定低于 -5 的 nice 值：否则桌面本身可能得不到 CPU。',
  'BrainKernel does not treat process {{pid}}.': 'BrainKernel 没有处理进程 {{pid}}。',
  'What was sent for this decision is not kept any more, or nothing was sent.':
    '此决策发送的内容已不再保留，或没有发送任何内容。',
  'There is no metric "{{what}}". Known: {{names}}.': '没有测量项“{{what}}”。已知的有：{{names}}。',
  '"to" must lie after "from".': '“to”必须晚于“from”。',
  'something went wrong inside BrainKernel; its log says what': 'BrainKernel 内部出了问题；详情见它的日志',
  'the token is missing or wrong; use the address BrainKernel printed when it started':
    '缺少访问令牌或令牌不正确；请使用 BrainKernel 启动时打印的地址',
  'There is no keyring here. Use the key for this run, or set GROQ_API_KEY.':
    '这里没有密钥环。请仅在本次运行使用该密钥，或设置 GROQ_API_KEY。',
  'The key was changed again in the meantime.': '密钥在此期间又被更改了。',
  'The key is not used any more, but {{file}} could not be removed ({{why}}).':
    '密钥已不再使用，但无法删除 {{file}}（{{why}}）。',
  'The key was not saved: {{text}}. Use it for this run, or try again.':
    '密钥没有保存：{{text}}。请仅在本次运行使用它，或再试一次。',
  '{{keyring}} did not encrypt it ({{why}})': '{{keyring}} 没有加密它（{{why}}）',
  '{{file}} could not be written ({{why}})': '无法写入 {{file}}（{{why}}）',
  'this desktop has no keyring that BrainKernel can use': '此桌面没有 BrainKernel 可用的密钥环',
  'This page has no token.': '此页面没有访问令牌。',
  'The answer was not from BrainKernel. Reload this page.': '回答不是来自 BrainKernel。请重新加载此页面。',
  'The answer was of another version of BrainKernel. Reload this page.':
    '回答来自另一个版本的 BrainKernel。请重新加载此页面。',
  'The engine does not answer. Nothing was changed; try again in a moment.':
    '引擎没有应答。没有做任何改动；请稍后再试。',
  'The engine does not answer. It is not known whether this took effect: look before you try again.':
    '引擎没有应答。不知道这是否已生效：请先查看，再决定是否重试。',

  'An imported set is not rewritten; import it again, or write a policy of your own.':
    '导入的规则集不能改写；请重新导入，或自己编写策略规则。',
  'This policy protects what you use and what must answer at once; it stays.':
    '此策略规则保护你正在使用的和必须立即响应的程序，因此保留。',
  'There is no such policy (any more).': '没有此策略规则，或它已不再保留。',
  'A policy that ships is not changed. Write one of your own, and retire this one.':
    '内置的策略规则不能修改。请自己编写一条，并停用这一条。',
  'This policy is as far as it can come.': '此策略规则已不能再往前推进。',
  'This policy is at its beginning.': '此策略规则还在起点。',
  'This policy is retired already.': '此策略规则已经停用。',
  'This policy decides nothing.': '此策略规则不作任何决策。',
  'This policy cannot be changed.': '此策略规则不能修改。',
  'This version is the current one.': '这已是当前版本。',
  'There is no version {{count}} of this policy (any more).': '此策略规则没有版本 {{count}}，或它已不再保留。',

  'There is no such lesson (any more).': '没有这条经验，或它已不再保留。',
  'This version of the model is not kept any more.': '模型的这个版本已不再保留。',

  // policies that ship, and imported sets
  'What the person is using is left alone.': '不去动用户正在使用的程序。',
  'Sound, display, input, browsers, editors, calls and games are left alone.':
    '不去动声音、显示、输入、浏览器、编辑器、通话和游戏。',
  'On a battery below 40 %, indexing, backup, sync and telemetry run only in idle time.':
    '电池电量低于 40% 时，索引、备份、同步和遥测只在空闲时运行。',
  'While a registered game runs, background work gives way to it.': '已登记的游戏运行时，后台工作让位给它。',
  'When memory runs short, large background work gives way and is the first to go.':
    '内存不足时，占用较多的后台工作让位，并最先被放弃。',
  'File indexers give way while somebody waits.': '有程序在等待时，文件索引让位。',
  'File synchronisation gives way while somebody waits.': '有程序在等待时，文件同步让位。',
  'Backups give way while somebody waits.': '有程序在等待时，备份让位。',
  'Update checks give way while somebody waits.': '有程序在等待时，更新检查让位。',
  'Crash and usage reporters give way while somebody waits.': '有程序在等待时，崩溃和使用情况报告让位。',
  'Archivers and encoders in the background give way.': '后台的压缩和编码让位。',
  'A build behind an interactive program yields to it, but keeps a real share.':
    '交互程序背后的构建让位给它，但保有可观的份额。',
  'Long computations behind an interactive program yield to it.': '交互程序背后的长时间计算让位给它。',
  'A local model behind an interactive program yields to it.': '交互程序背后的本地模型让位给它。',
  'A crypto miner runs only when nobody else wants the CPU.': '只有在没人需要 CPU 时挖矿程序才运行。',
  '{{count}} rules of {{names}}': '{{names}} 的 {{count}} 条规则',
  '{{count}} rules, asked where {{condition}}': '{{count}} 条规则，在以下条件成立时查询：{{condition}}',

  // the desktop app around it, and its updates
  'BrainKernel runs headless: there is no desktop app around it.': 'BrainKernel 以无界面方式运行：没有桌面应用。',
  'Updates come from {{url}}.': '更新来自 {{url}}。',
  'Nobody has looked for a new version yet.': '还没有检查过新版本。',
  'Version {{version}} is there.': '有新版本 {{version}}。',
  'Version {{version}} is the newest.': '{{version}} 已是最新版本。',
  'Version {{version}} is being downloaded.': '正在下载版本 {{version}}。',
  'Version {{version}} is here and starts when you say so.': '版本 {{version}} 已就绪，由你决定何时启动。',
  'Only the AppImage updates itself; a package is updated by your system.':
    '只有 AppImage 会自行更新；软件包由你的系统更新。',
  'This AppImage was made without an update source.': '此 AppImage 没有更新来源。',
  'The update source {{url}} is not https.': '更新来源 {{url}} 不是 https。',
  'You may not write to {{file}}, where the AppImage lies.': '你无权写入 AppImage 所在的 {{file}}。',
  'The update server has no list of versions.': '更新服务器上没有版本列表。',
  'What the update server says is not to be understood.': '无法理解更新服务器的回答。',
  'What was downloaded does not have the checksum it should have, and was thrown away.':
    '下载的内容校验和不符，已丢弃。',
  'The update server cannot be reached.': '无法连接更新服务器。',
  'The update failed: {{why}}.': '更新失败：{{why}}。',
  'Nothing was changed.': '没有做任何改动。',

  // notices
  'An earlier run was cut off. {{count}} of its treatments were given back.':
    '上一次运行被中断。其中 {{count}} 项处理已恢复原状。',
  '{{app}} could not be treated: {{text}}': '无法处理 {{app}}：{{text}}',
  '{{app}}: {{text}}': '{{app}}：{{text}}',
  'A second was missed: {{text}}': '漏掉了一秒：{{text}}',
  'The helper stopped and gave back what it had changed; BrainKernel goes on without it.':
    '助手停止了，并恢复了它所做的改动；BrainKernel 在没有它的情况下继续。',
  'The helper has not been looked for yet.': '还没有查找助手。',
  'The policy {{name}} cannot be read any more and decides nothing. Write or import it again.':
    '策略规则 {{name}} 已无法读取，不作任何决策。请重新编写或导入。',
  'The policy {{name}} decides nothing: {{why}}.': '策略规则 {{name}} 不作任何决策：{{why}}。',
  'Records are kept again; {{count}} were lost.': '记录又能保存了；丢失了 {{count}} 条。',
  'Records cannot be kept: {{text}}. What is on disk stays as it is; nothing is acted on until this is mended.':
    '无法保存记录：{{text}}。磁盘上的内容保持原样；修复之前不做任何处理。',
  'This version works without the privileged helper.': '此版本不使用特权助手即可工作。',
};
