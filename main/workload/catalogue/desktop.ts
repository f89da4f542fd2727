/** What a person sees, hears and types through: compositors, desktops, sound, input methods. */
import { programs } from './entry.ts';

const displayServers = programs(
  'display',
  { immune: true, latencyCritical: true },
  {
    'X server': 'Xorg Xorg.wrap Xvfb Xephyr Xnest Xvnc Xtigervnc Xwayland xwayland-satellite Xlibre',
    'GNOME Shell': 'gnome-shell mutter gnome-flashback',
    KWin: 'kwin_x11 kwin_wayland kwin_wayland_wrapper',
    Sway: 'sway swayfx scroll',
    Hyprland: 'Hyprland hyprland start-hyprland',
    niri: 'niri',
    Wayfire: 'wayfire',
    labwc: 'labwc',
    River: 'river',
    Weston: 'weston weston-desktop-shell weston-keyboard',
    'COSMIC compositor': 'cosmic-comp',
    'Kiosk compositors…': 'cage phoc phosh gala miriway mir_demo_server',
    dwl: 'dwl',
    Qtile: 'qtile',
    i3: 'i3',
    bspwm: 'bspwm sxhkd',
    awesome: 'awesome',
    xmonad: 'xmonad xmonad-x86_64-linux',
    dwm: 'dwm dwmblocks',
    herbstluftwm: 'herbstluftwm',
    Openbox: 'openbox',
    Fluxbox: 'fluxbox blackbox',
    IceWM: 'icewm icewm-session icewmbg',
    'Window Maker': 'wmaker',
    FVWM: 'fvwm fvwm2 fvwm3',
    JWM: 'jwm',
    spectrwm: 'spectrwm cwm',
    Xfwm: 'xfwm4',
    Marco: 'marco metacity',
    Muffin: 'cinnamon muffin',
    Enlightenment: 'enlightenment',
    'Deepin window manager': 'deepin-kwin_x11 deepin-kwin_wayland kwin_no_scale',
    Compiz: 'compiz emerald',
    'X compositor': 'picom compton xcompmgr',
    gamescope: 'gamescope gamescope-wl gamescopereaper',
  },
);

const shells = programs(
  'display',
  { immune: true },
  {
    'Plasma desktop':
      'plasmashell krunner kded5 kded6 kglobalaccel5 kglobalacceld kactivitymanagerd xembedsniproxy gmenudbusmenuproxy kaccess kcminit powerdevil org_kde_powerdevil',
    'GNOME settings services':
      'gsd-xsettings gsd-media-keys gsd-power gsd-color gsd-keyboard gsd-rfkill gsd-housekeeping gsd-datetime gsd-sound gsd-wacom gsd-smartcard gsd-print-notifications gsd-printer gsd-sharing gsd-screensaver-proxy gsd-a11y-settings gsd-disk-utility-notify gsd-wwan gsd-usb-protection gnome-session-ctl',
    'GNOME Shell helpers':
      'gnome-shell-calendar-server gnome-remote-desktop-daemon evolution-alarm-notify mutter-x11-frames',
    'Xfce desktop': 'xfdesktop xfce4-panel xfsettingsd xfce4-notifyd xfce4-power-manager wrapper-2.0 xfconfd',
    'Cinnamon desktop':
      'cinnamon-launcher csd-xsettings csd-media-keys csd-power csd-color csd-keyboard csd-background csd-automount nemo-desktop',
    'MATE desktop':
      'mate-panel mate-settings-daemon mate-power-manager mate-notification-daemon wnck-applet clock-applet caja-desktop',
    'LXQt desktop': 'lxqt-panel lxqt-runner lxqt-notificationd lxqt-powermanagement lxqt-globalkeysd',
    'LXDE desktop': 'lxpanel lxhotkey',
    'Budgie desktop': 'budgie-panel budgie-wm budgie-daemon',
    'COSMIC desktop':
      'cosmic-panel cosmic-bg cosmic-osd cosmic-notifications cosmic-settings-daemon cosmic-launcher cosmic-app-library cosmic-workspaces cosmic-idle cosmic-greeter',
    'Deepin desktop…': 'dde-desktop dde-dock dde-session-daemon dde-shell dde-launcher',
    'Bars…':
      'waybar polybar i3bar i3status i3blocks swaybar yambar lemonbar xmobar tint2 eww ags quickshell hyprpanel sfwbar nwg-panel i3status-rs',
    'Launchers…': 'rofi wofi fuzzel dmenu bemenu tofi anyrun albert walker synapse',
    'Notifications…': 'dunst mako swaync fnott wired deadd-notification-center notify-osd',
    'Wallpaper…': 'hyprpaper swaybg swww swww-daemon feh nitrogen mpvpaper wpaperd',
    'Idle watchers…': 'swayidle hypridle xautolock xss-lock xidlehook',
    'Night light…': 'redshift gammastep wlsunset hyprsunset redshift-gtk',
    'Display layout…': 'kanshi autorandr way-displays wdisplays arandr',
    'Desktop portals':
      'xdg-desktop-portal xdg-desktop-portal-gnome xdg-desktop-portal-gtk xdg-desktop-portal-kde xdg-desktop-portal-wlr xdg-desktop-portal-hyprland xdg-desktop-portal-cosmic xdg-desktop-portal-lxqt xdg-document-portal xdg-permission-store',
    'Settings storage': 'dconf-service gconfd-2 xsettingsd',
    'Virtual file systems':
      'gvfsd gvfsd-fuse gvfsd-trash gvfsd-metadata gvfsd-recent gvfsd-network gvfsd-http gvfsd-dnssd gvfsd-smb gvfsd-sftp gvfsd-mtp gvfsd-google gvfs-udisks2-volume-monitor gvfs-mtp-volume-monitor gvfs-gphoto2-volume-monitor gvfs-goa-volume-monitor gvfs-afc-volume-monitor kiod5 kiod6 kioslave5 kioworker',
    'Online accounts': 'goa-daemon goa-identity-service signond',
    'Clipboard history…': 'clipit parcellite greenclip wl-paste wl-copy cliphist klipper diodon',
    'Remote desktop server…': 'x11vnc wayvnc xrdp xrdp-sesman x0vncserver krfb krdpserver rustdesk vino-server',
  },
);

const scriptedShells = programs(
  'display',
  { immune: true, runs: 'script' },
  {
    'Ulauncher search': 'ulauncher',
    Variety: 'variety',
    'Qtile (Python)': 'qtile',
    'Cinnamon settings': 'cinnamon-settings.py cinnamon-launcher',
    'GNOME extensions service':
      'org.gnome.Shell.Notifications org.gnome.Shell.Screencast org.gnome.ScreenSaver org.gnome.Shell.Extensions',
  },
);

const audio = programs(
  'audio',
  { immune: true, latencyCritical: true },
  {
    PipeWire: 'pipewire pipewire-pulse pipewire-media-session pipewire-avb',
    WirePlumber: 'wireplumber',
    PulseAudio: 'pulseaudio',
    JACK: 'jackd jackdbus jackdmp a2jmidid',
    ALSA: 'alsactl',
    'Speech synthesis': 'speech-dispatcher sd_espeak-ng sd_espeak-ng-mbrola sd_dummy sd_festival espeak-ng',
    'Audio effects…': 'easyeffects pulseeffects jamesdsp noisetorch',
    'Mixers…': 'pavucontrol pavucontrol-qt pwvucontrol helvum qpwgraph qjackctl volumeicon pasystray kmix',
    'Bluetooth audio': 'bluealsa bluealsa-aplay',
    'Sound over the network…': 'roc-recv roc-send snapclient snapserver',
  },
);

const input = programs(
  'input',
  { immune: true, latencyCritical: true },
  {
    IBus: 'ibus-daemon ibus-dconf ibus-extension-gtk3 ibus-portal ibus-x11 ibus-engine-simple ibus-ui-gtk3 ibus-ui-emojier ibus-engine-libpinyin ibus-engine-mozc ibus-engine-rime ibus-engine-hangul ibus-engine-chewing ibus-engine-unikey ibus-engine-anthy ibus-memconf',
    Fcitx: 'fcitx fcitx5 fcitx-dbus-watcher fcitx5-remote',
    Mozc: 'mozc_server mozc_tool mozc_renderer',
    uim: 'uim-xim uim-helper-server',
    'Other input methods…': 'nabi hime gcin scim scim-launcher kime maliit-keyboard maliit-server squeekboard',
    'Screen reader bridge': 'at-spi-bus-launcher at-spi2-registryd brltty',
    'Key remappers…': 'keyd kanata kmonad evremap interception udevmon input-remapper-service xcape ydotoold',
    'Input sharing…': 'synergy synergys synergyc barrier barriers barrierc input-leap deskflow deskflow-core lan-mouse',
    'Tablet and touchpad…':
      'touchegg libinput-gestures libinput-debug-events opentabletdriver otd-daemon ratbagd logid',
    'Mouse and keyboard lights…': 'openrgb ckb-next-daemon ckb-next openrazer-daemon',
  },
);

const scriptedInput = programs(
  'input',
  { immune: true, latencyCritical: true, runs: 'script' },
  {
    Orca: 'orca',
    Onboard: 'onboard',
    AutoKey: 'autokey-gtk autokey-qt',
    'Input Remapper': 'input-remapper-service input-remapper-control',
    Solaar: 'solaar',
    'IBus setup (Python)': 'ibus-engine-table ibus-setup',
  },
);

export const desktop = [...displayServers, ...shells, ...scriptedShells, ...audio, ...input, ...scriptedInput];
