/** Browsers, chat, calls and mail. */
import { programs } from './entry.ts';

const browsers = programs(
  'browser',
  { ownsChildren: true },
  {
    Firefox: 'firefox firefox-esr firefox-bin firefox-developer-edition firefox-nightly',
    'Firefox forks…': 'librewolf waterfox floorp zen zen-bin palemoon basilisk icecat mullvadbrowser',
    'Tor Browser': 'firefox.real tor-browser torbrowser',
    Chromium: 'chromium chromium-browser chromium-freeworld ungoogled-chromium headless_shell chrome-headless-shell',
    'Google Chrome': 'chrome google-chrome google-chrome-stable google-chrome-beta google-chrome-unstable',
    Brave: 'brave brave-browser brave-bin',
    'Microsoft Edge': 'msedge microsoft-edge microsoft-edge-stable',
    Vivaldi: 'vivaldi vivaldi-bin vivaldi-stable',
    Opera: 'opera opera-stable opera-developer',
    Yandex: 'yandex_browser yandex-browser',
    'GNOME Web': 'epiphany epiphany-browser',
    'WebKit processes': 'WebKitWebProcess WebKitNetworkProcess WebKitGPUProcess',
    'Qt WebEngine': 'QtWebEngineProcess',
    Falkon: 'falkon',
    Konqueror: 'konqueror',
    Min: 'min-browser',
    Midori: 'midori midori-bin',
    Thorium: 'thorium thorium-browser',
    Dillo: 'dillo netsurf netsurf-gtk netsurf-gtk3',
    'Text browsers…': 'lynx w3m links links2 elinks browsh',
    luakit: 'luakit vimb surf',
    Ladybird: 'Ladybird WebContent RequestServer ImageDecoder',
  },
);

const scriptedBrowsers = programs('browser', { ownsChildren: true, runs: 'script' }, { qutebrowser: 'qutebrowser' });

const chat = programs(
  'communication',
  { ownsChildren: true },
  {
    Discord: 'Discord discord DiscordCanary DiscordPTB vesktop vesktop.bin webcord legcord armcord',
    Slack: 'slack',
    'Microsoft Teams': 'teams teams-for-linux msteams',
    Zoom: 'zoom ZoomLauncher ZoomWebviewHost aomhost',
    Signal: 'signal-desktop signal-desktop-beta',
    Telegram: 'telegram-desktop Telegram 64Gram ayugram-desktop kotatogram-desktop',
    Element: 'element-desktop element SchildiChat schildichat-desktop',
    Skype: 'skypeforlinux skype',
    WhatsApp: 'whatsapp-for-linux whatsie zapzap whatsapp-desktop',
    Mattermost: 'mattermost-desktop',
    'Rocket.Chat': 'rocketchat rocketchat-desktop',
    Zulip: 'zulip zulip-desktop',
    Wire: 'wire-desktop',
    Viber: 'Viber',
    Jitsi: 'jitsi-meet jitsi-meet-electron jitsi',
    Webex: 'webex CiscoCollabHost',
    Mumble: 'mumble mumble-server murmurd',
    TeamSpeak: 'ts3client_linux_amd64 TeamSpeak teamspeak-client ts3server',
    Linphone: 'linphone',
    Jami: 'jami jami-gnome jamid dring',
    Tox: 'qtox utox toxic',
    Dino: 'dino dino-im',
    Pidgin: 'pidgin finch',
    'HexChat…': 'hexchat xchat polari konversation quassel quasselclient',
    'IRC in a terminal…': 'weechat weechat-curses irssi',
    'Matrix clients…': 'fractal nheko neochat quaternion fluffychat cinny',
    Kopete: 'kopete telepathy-mission-control',
    WeChat: 'wechat wechat-universal electronic-wechat WeChatAppEx',
    QQ: 'qq linuxqq',
    DingTalk: 'dingtalk com.alibabainc.dingtalk',
    Feishu: 'feishu lark bytedance-feishu',
    Session: 'session-desktop',
    Threema: 'threema-desktop',
    Revolt: 'revolt-desktop',
    Ferdium: 'ferdium franz rambox ferdi station',
    Caprine: 'caprine',
    Tuba: 'dev.geopjr.Tuba tuba tokodon',
  },
);

const scriptedChat = programs(
  'communication',
  { ownsChildren: true, runs: 'script' },
  {
    Gajim: 'gajim',
    'Nicotine+': 'nicotine',
    ZapZap: 'zapzap',
  },
);

const mail = programs(
  'communication',
  {},
  {
    Thunderbird: 'thunderbird thunderbird-bin betterbird',
    Evolution: 'evolution',
    'Evolution data':
      'evolution-source-registry evolution-addressbook-factory evolution-calendar-factory evolution-addressbook-factory-subprocess evolution-calendar-factory-subprocess',
    Geary: 'geary',
    KMail: 'kmail kontact korganizer kaddressbook akregator',
    Akonadi:
      'akonadi_control akonadiserver akonadi_imap_resource akonadi_ical_resource akonadi_maildir_resource akonadi_agent_launcher akonadi_migration_agent akonadi_newmailnotifier_agent akonadi_mailfilter_agent akonadi_followupreminder_agent akonadi_archivemail_agent akonadi_maildispatcher_agent akonadi_sendlater_agent akonadi_unifiedmailbox_agent akonadi_contacts_resource akonadi_birthdays_resource',
    'Claws Mail': 'claws-mail sylpheed balsa',
    'Mail in a terminal…': 'mutt neomutt alpine aerc himalaya',
    Mailspring: 'mailspring',
    'Proton Mail Bridge': 'proton-bridge bridge-gui proton-mail',
    'GNOME Calendar': 'gnome-calendar gnome-contacts california',
  },
);

export const communication = [...browsers, ...scriptedBrowsers, ...chat, ...scriptedChat, ...mail];
